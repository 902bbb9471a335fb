package io.karge.station;

import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port of the transactions block (E01 to E15, F01 to F03). */
public interface TransactionControl {

    /** The transactions that have started and not ended, in the order of their EVSEs. */
    List<TransactionInfo> active();

    Optional<TransactionInfo> onEvse(int evseId);

    /** The durable queue of events to the CSMS; empty when nothing waits. */
    Optional<Queue> queue();

    /** The station time of the oldest event of one transaction that waits; that of the whole queue where this is not told apart. */
    default Optional<Instant> oldest(String transactionId) {
        return queue().map(Queue::oldest);
    }

    /** Starts, or prepares, a transaction for the CSMS (F01, F02); never empty while the block works. */
    Optional<RemoteStartResult> startRemotely(RemoteStart start);

    /** Stops a transaction for the CSMS (F03); false when there is no such transaction. */
    boolean stopRemotely(String transactionId);

    /**
     * Stops the energy and ends every transaction because of a reset (B12.FR.04); told to the CSMS in a step of its own.
     *
     * @param reason ImmediateReset when the CSMS wants it, Reboot when somebody at the station does
     * @param whenOpen whether a transaction through whose contactors energy flows ends when they have opened, with what
     *     flowed until then, or when this is called again without; else all end now
     */
    void endForReset(ReasonEnumType reason, boolean whenOpen);

    /**
     * What waits for the CSMS.
     *
     * @param length at least 1
     * @param oldest the station time of the oldest event
     */
    record Queue(int length, Instant oldest) {}

    record RemoteStart(
            int remoteStartId,
            IdTokenType idToken,
            @Nullable IdTokenType groupIdToken,
            @Nullable Integer evseId) {}

    /**
     * What became of a remote start.
     *
     * @param transactionId the transaction that already runs on the EVSE, when there is one
     */
    record RemoteStartResult(
            RequestStartStopStatusEnumType status,
            @Nullable String transactionId,
            @Nullable String why) {}
}
