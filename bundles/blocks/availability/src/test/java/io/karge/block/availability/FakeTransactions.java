package io.karge.block.availability;

import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** At most one transaction. */
final class FakeTransactions implements TransactionControl {
    private Optional<TransactionInfo> running = Optional.empty();

    TransactionInfo run(int evseId) {
        TransactionInfo transaction = new TransactionInfo(
                "TX", evseId, null, true, ChargingStateEnumType.Charging, Instant.EPOCH, null, 0, 0);
        running = Optional.of(transaction);
        return transaction;
    }

    void end() {
        running = Optional.empty();
    }

    @Override
    public List<TransactionInfo> active() {
        return running.stream().toList();
    }

    @Override
    public Optional<TransactionInfo> onEvse(int evseId) {
        return running.filter(transaction -> transaction.evseId() == evseId);
    }

    @Override
    public Queue queue() {
        return new Queue(0, null);
    }

    @Override
    public RemoteStartResult startRemotely(RemoteStart start) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean stopRemotely(String transactionId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void endForReset() {
        throw new AssertionError("nobody resets");
    }
}
