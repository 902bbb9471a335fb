package io.karge.station.testkit;

import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.station.Hold;
import io.karge.station.HoldEffect;
import io.karge.station.StationEvent.TransactionChanged;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.StationEvent.TransactionEventsDelivered;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A transactions block whose transactions are what the test says, and which remembers what it was asked. */
public final class FakeTransactions implements TransactionControl {
    private final BlockTester station;
    private final List<TransactionInfo> active = new ArrayList<>();
    private final Map<String, Hold> busy = new HashMap<>();
    private final List<RemoteStart> starts = new ArrayList<>();
    private final List<String> stops = new ArrayList<>();
    private RemoteStartResult startResult = new RemoteStartResult(RequestStartStopStatusEnumType.Accepted, null, null);
    private int queued;
    private int endedForReset;

    public FakeTransactions(BlockTester station) {
        this.station = station;
    }

    /** A transaction, authorized and charging, is there; nobody is told. */
    public TransactionInfo begin(int evseId) {
        return begin(evseId, true);
    }

    /** As {@link #begin(int)}; {@code authorized} whether its authorization holds. */
    public TransactionInfo begin(int evseId, boolean authorized) {
        TransactionInfo transaction = new TransactionInfo(
                "TX-" + evseId,
                evseId,
                null,
                authorized,
                ChargingStateEnumType.Charging,
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                0);
        add(transaction);
        return transaction;
    }

    /** A transaction of the test's own is there. */
    public void add(TransactionInfo transaction) {
        active.add(transaction);
        busy.put(transaction.transactionId(), station.holds().byAnother(transaction.evseId(), HoldEffect.KEEPS_BUSY));
    }

    /** The transaction at the EVSE is not there any more; nobody is told. */
    public TransactionInfo forget(int evseId) {
        TransactionInfo ended = onEvse(evseId).orElseThrow();
        active.remove(ended);
        release(ended);
        return ended;
    }

    private void release(TransactionInfo ended) {
        Hold hold = busy.remove(ended.transactionId());
        if (hold != null) {
            hold.release();
        }
    }

    /** The transaction at the EVSE ends and the block is told; the CSMS does not know yet. */
    public void end(int evseId) {
        queued++;
        station.tell(new TransactionChanged(forget(evseId), Phase.ENDED));
    }

    /** The CSMS has confirmed everything. */
    public void delivered() {
        queued = 0;
        station.tell(new TransactionEventsDelivered());
    }

    /** The transactions block leaves, and with it the port and what it held. */
    public void leave() {
        station.withdraw(TransactionControl.class);
        active.forEach(this::release);
    }

    /** What remote starts are answered with from now on; accepted before. */
    public void answerStartsWith(RemoteStartResult result) {
        startResult = result;
    }

    /** The remote starts so far. */
    public List<RemoteStart> starts() {
        return List.copyOf(starts);
    }

    /** The ids of the transactions that were to be stopped so far. */
    public List<String> stops() {
        return List.copyOf(stops);
    }

    /** How often all were to end for a reset. */
    public int endedForReset() {
        return endedForReset;
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
    public Optional<Queue> queue() {
        return queued == 0 ? Optional.empty() : Optional.of(new Queue(queued, Instant.EPOCH));
    }

    @Override
    public Optional<RemoteStartResult> startRemotely(RemoteStart start) {
        starts.add(start);
        return Optional.of(startResult);
    }

    @Override
    public boolean stopRemotely(String transactionId) {
        stops.add(transactionId);
        return active.stream().anyMatch(info -> info.transactionId().equals(transactionId));
    }

    @Override
    public void endForReset(ReasonEnumType reason, boolean whenOpen) {
        endedForReset++;
        queued += active.size();
        active.forEach(this::release);
        active.clear();
    }
}
