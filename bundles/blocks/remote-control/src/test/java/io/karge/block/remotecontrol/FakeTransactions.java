package io.karge.block.remotecontrol;

import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A transactions block that says what the test wants and remembers what it was asked. */
final class FakeTransactions implements TransactionControl {
    final List<RemoteStart> starts = new ArrayList<>();
    final List<String> stops = new ArrayList<>();
    RemoteStartResult result = new RemoteStartResult(RequestStartStopStatusEnumType.Accepted, null, null);
    String running = "";
    private final Map<Integer, TransactionInfo> charging = new HashMap<>();

    @Override
    public List<TransactionInfo> active() {
        return List.of();
    }

    @Override
    public Optional<TransactionInfo> onEvse(int evseId) {
        return Optional.ofNullable(charging.get(evseId));
    }

    /** There is a transaction at the EVSE. */
    void charging(int evseId, boolean authorized) {
        charging.put(
                evseId,
                new TransactionInfo(
                        "TX-" + evseId,
                        evseId,
                        null,
                        authorized,
                        ChargingStateEnumType.Charging,
                        Instant.EPOCH,
                        null,
                        0,
                        0));
    }

    @Override
    public Queue queue() {
        return new Queue(0, null);
    }

    @Override
    public RemoteStartResult startRemotely(RemoteStart start) {
        starts.add(start);
        return result;
    }

    @Override
    public boolean stopRemotely(String transactionId) {
        stops.add(transactionId);
        return transactionId.equals(running);
    }

    @Override
    public void endForReset() {
        throw new AssertionError("nobody resets");
    }
}
