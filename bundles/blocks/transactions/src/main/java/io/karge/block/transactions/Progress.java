package io.karge.block.transactions;

import io.karge.ocpp.types.ChargingStateEnumType;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How far a transaction has been reported.
 *
 * @param nextSeqNo the sequence number of its next event, from 0 without a gap (E01.FR.07)
 * @param chargingState as reported last
 * @param meteredSince when an event has carried the EVSE and the values of the begin (E01.FR.09), null before
 * @param connectorTold whether an event has carried the connector (E01.FR.16), null when an earlier release stored it,
 *     which told it together with the begin
 * @param meterStartWh the energy register when the EVSE became known
 * @param lastAt the timestamp of its last event: none that follows is earlier. Null before the first, or when an earlier
 *     release stored it
 */
record Progress(
        String transactionId,
        Instant startedAt,
        int nextSeqNo,
        ChargingStateEnumType chargingState,
        @Nullable Instant meteredSince,
        @Nullable Boolean connectorTold,
        long meterStartWh,
        @Nullable Instant lastAt) {

    /** An event with this timestamp was made. */
    Progress reported(Instant at) {
        return new Progress(
                transactionId, startedAt, nextSeqNo, chargingState, meteredSince, connectorTold, meterStartWh, at);
    }

    /** With all times corrected. */
    Progress corrected(UnaryOperator<Instant> correction) {
        return new Progress(
                transactionId,
                correction.apply(startedAt),
                nextSeqNo,
                chargingState,
                meteredSince == null ? null : correction.apply(meteredSince),
                connectorTold,
                meterStartWh,
                lastAt == null ? null : correction.apply(lastAt));
    }

    boolean evseReported() {
        return meteredSince != null;
    }

    boolean connectorReported() {
        return connectorTold == null ? evseReported() : connectorTold;
    }
}
