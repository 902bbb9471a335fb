package io.karge.block.datatransfer;

import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import io.karge.ocpp.messages.DataTransferRequest;
import io.karge.ocpp.messages.DataTransferResponse;
import io.karge.station.CallReply;
import io.karge.station.DataTransfers;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.ProductFacts;
import io.karge.station.StationContext;
import io.karge.station.VariableDefinition;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives every station the data transfer block, and integrators the way to it. Thread-safe. */
@Component(service = {FunctionalBlockFactory.class, DataTransfers.class})
public final class DataTransferBlockFactory implements FunctionalBlockFactory, DataTransfers {
    private final Vendors vendors;
    private final DataTransferSenders senders = new DataTransferSenders();

    /** With the handlers that come and go in the container. */
    @Activate
    public DataTransferBlockFactory(@Reference Vendors vendors) {
        this.vendors = vendors;
    }

    /** Without handlers, for a gateway in plain Java. */
    public DataTransferBlockFactory() {
        this(new Vendors());
    }

    @Override
    public CompletionStage<CallReply<DataTransferResponse>> send(String stationId, DataTransferRequest request) {
        return senders.send(stationId, request);
    }

    @Override
    public String name() {
        return "data-transfer";
    }

    @Override
    public Set<Action> answers() {
        return Set.of(Action.DataTransfer);
    }

    @Override
    public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
        return List.of();
    }

    @Override
    public FunctionalBlock create(StationContext context) {
        return new DataTransferBlock(context, vendors, senders);
    }
}
