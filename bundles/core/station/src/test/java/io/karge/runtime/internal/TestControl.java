package io.karge.runtime.internal;

import io.karge.ocpp.types.ReasonEnumType;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The port of a transactions block whose transactions are what the test says, and whose queue it never counts. */
record TestControl(Supplier<List<TransactionInfo>> transactions) implements TransactionControl {
    @Override
    public List<TransactionInfo> active() {
        return transactions.get();
    }

    @Override
    public Optional<TransactionInfo> onEvse(int evseId) {
        return active().stream().filter(info -> info.evseId() == evseId).findFirst();
    }

    @Override
    public Optional<Queue> queue() {
        return Optional.empty();
    }

    @Override
    public Optional<RemoteStartResult> startRemotely(RemoteStart start) {
        return Optional.empty();
    }

    @Override
    public boolean stopRemotely(String transactionId) {
        return false;
    }

    @Override
    public void endForReset(ReasonEnumType reason, boolean whenOpen) {}
}
