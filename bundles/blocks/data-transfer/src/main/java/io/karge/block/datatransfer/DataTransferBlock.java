package io.karge.block.datatransfer;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.DataTransferRequest;
import io.karge.ocpp.messages.DataTransferResponse;
import io.karge.ocpp.types.DataTransferStatusEnumType;
import io.karge.station.DataTransferHandler;
import io.karge.station.FunctionalBlock;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import java.util.Optional;

/** The data transfer of one station: to the vendor's handler (P01), and for anybody to the CSMS (P02). */
final class DataTransferBlock implements FunctionalBlock {
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
            handler.get()
                    .received(
                            context.stationId(), transfer, response -> context.post(() -> responder.answer(response)));
        } else {
            responder.answer(DataTransferResponse.of(DataTransferStatusEnumType.UnknownVendorId)); // P01.FR.05
        }
    }
}
