package io.karge.block.transactions;

import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.station.IdTokens;
import io.karge.station.StationContext;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the block offers to the others. Events that follow from a call are sent in a step of their own, after it. */
final class TransactionPort implements TransactionControl {
    private final StationContext context;
    private final Sessions sessions;
    private final DeliveryQueue queue;
    private final RemoteControl remote;

    TransactionPort(StationContext context, Sessions sessions, DeliveryQueue queue, RemoteControl remote) {
        this.context = context;
        this.sessions = sessions;
        this.queue = queue;
        this.remote = remote;
    }

    @Override
    public List<TransactionInfo> active() {
        return sessions.all().stream()
                .map(Map.Entry::getValue)
                .flatMap(session -> info(session).stream())
                .toList();
    }

    @Override
    public Optional<TransactionInfo> onEvse(int evseId) {
        return sessions.at(evseId).flatMap(this::info);
    }

    @Override
    public Optional<Queue> queue() {
        return Optional.ofNullable(queue.oldest()).map(oldest -> new Queue(queue.size(), oldest));
    }

    @Override
    public Optional<Instant> oldest(String transactionId) {
        return queue.oldest(transactionId);
    }

    @Override
    public Optional<RemoteStartResult> startRemotely(RemoteStart start) {
        RemoteStartResult result = remote.start(start);
        sendLater();
        return Optional.of(result);
    }

    @Override
    public boolean stopRemotely(String transactionId) {
        boolean known = remote.stop(transactionId);
        sendLater();
        return known;
    }

    @Override
    public void endForReset(ReasonEnumType reason, boolean whenOpen) {
        remote.endForReset(reason, whenOpen);
        sendLater();
    }

    /** The answer to the CSMS comes first (F01 to F03: the response, then the TransactionEvent). */
    private void sendLater() {
        context.after(Duration.ZERO, queue::send);
    }

    Optional<TransactionInfo> info(Session session) {
        return Optional.ofNullable(session.progress())
                .map(progress -> new TransactionInfo(
                        progress.transactionId(),
                        session.evseId(),
                        session.grant().idToken(),
                        session.grant().granted(),
                        progress.chargingState(),
                        progress.startedAt(),
                        progress.meteredSince(),
                        energyWh(session, progress),
                        queue.size(progress.transactionId()),
                        suspended(session.grant())));
    }

    private static @Nullable String suspended(Grant grant) { // E05.FR.02
        IdTokenType token = grant.idToken();
        return grant.state() != Grant.State.WITHHELD || token == null
                ? null
                : "the CSMS does not accept " + IdTokens.masked(token)
                        + " any more, and TxCtrlr.StopTxOnInvalidId is false: no energy until the transaction is ended";
    }

    private long energyWh(Session session, Progress progress) {
        return progress.evseReported()
                ? Math.max(0, EnergyRegister.energyWh(context, session.evseId()) - progress.meterStartWh())
                : 0;
    }
}
