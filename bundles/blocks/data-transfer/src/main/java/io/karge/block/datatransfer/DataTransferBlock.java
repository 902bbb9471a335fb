package io.karge.block.datatransfer;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.DataTransferRequest;
import io.karge.ocpp.messages.DataTransferResponse;
import io.karge.ocpp.types.DataTransferStatusEnumType;
import io.karge.station.DataTransferHandler;
import io.karge.station.FunctionalBlock;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data transfer of one station: to the vendor's handler (P01), and for anybody to the CSMS (P02). */
final class DataTransferBlock implements FunctionalBlock {
    private static final Logger LOG = LoggerFactory.getLogger(DataTransferBlock.class);

    private final StationContext context;
    private final Vendors vendors;
    private final DataTransferSenders senders;
    private final DataTransferSender sender;

    DataTransferBlock(StationContext context, Vendors vendors, DataTransferSenders senders) {
        this.context = context;
        this.vendors = vendors;
        this.senders = senders;
        this.sender = new DataTransferSender(context);
    }

    @Override
    public void start() {
        senders.open(context.stationId(), sender);
    }

    @Override
    public void close() {
        senders.close(context.stationId(), sender);
    }

    @Override
    public void on(StationEvent event) {}

    @Override
    public void on(OcppRequest request, Responder responder) {
        if (!(request instanceof DataTransferRequest transfer)) {
            throw new IllegalArgumentException("data transfer does not answer " + request.action());
        }
        Optional<DataTransferHandler> handler = vendors.find(transfer.vendorId());
        if (handler.isPresent()) {
            hand(handler.get(), transfer, responder);
        } else {
            responder.answer(DataTransferResponse.of(DataTransferStatusEnumType.UnknownVendorId)); // P01.FR.05
        }
    }

    /** The boundary to what an integrator wrote: a defect there is not the block's. */
    private void hand(DataTransferHandler handler, DataTransferRequest transfer, Responder responder) {
        try {
            handler.received(context.stationId(), transfer, response -> context.post(() -> responder.answer(response)));
        } catch (RuntimeException | LinkageError e) {
            LOG.error(
                    "station={} the handler of vendor {} failed at a DataTransfer",
                    context.stationId(),
                    transfer.vendorId(),
                    e);
            responder.refuse(RpcErrorCode.InternalError, "the vendor's handler failed");
        }
    }
}
