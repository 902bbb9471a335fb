package io.karge.block.provisioning;

import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.station.StationEvent.TransactionChanged;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.StationEvent.TransactionEventsDelivered;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import io.karge.station.testkit.BlockTester;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Transactions that are what the test says. */
final class FakeTransactions implements TransactionControl {
    private final BlockTester station;
    private final List<TransactionInfo> active = new ArrayList<>();
    int queued;
    int endedForReset;

    FakeTransactions(BlockTester station) {
        this.station = station;
    }

    void begin(int evseId) {
        active.add(new TransactionInfo(
                "t" + evseId, evseId, null, true, ChargingStateEnumType.Charging, Instant.EPOCH, Instant.EPOCH, 0, 0));
    }

    /** The transaction ends; the CSMS does not know yet. */
    void end(int evseId) {
        TransactionInfo ended = onEvse(evseId).orElseThrow();
        active.remove(ended);
        queued++;
        station.tell(new TransactionChanged(ended, Phase.ENDED));
    }

    /** The CSMS has confirmed everything. */
    void delivered() {
        queued = 0;
        station.tell(new TransactionEventsDelivered());
    }

    @Override
    public List<TransactionInfo> active() {
        return List.copyOf(active);
    }

    @Override
    public Optional<TransactionInfo> onEvse(int evseId) {
        return active.stream().filter(info -> info.evseId() == evseId).findFirst();
    }

    @Override
    public Queue queue() {
        return new Queue(queued, null);
    }

    @Override
    public void endForReset() {
        endedForReset++;
        queued += active.size();
        active.clear();
    }

    @Override
    public RemoteStartResult startRemotely(RemoteStart start) {
        throw new AssertionError("nobody starts");
    }

    @Override
    public boolean stopRemotely(String transactionId) {
        throw new AssertionError("nobody stops");
    }
}
