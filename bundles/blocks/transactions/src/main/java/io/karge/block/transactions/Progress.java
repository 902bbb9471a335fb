package io.karge.block.transactions;

import io.karge.ocpp.types.ChargingStateEnumType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a transaction has been reported.
 *
 * @param nextSeqNo the sequence number of its next event, from 0 without a gap (E01.FR.07)
 * @param chargingState as reported last
 * @param meteredSince when an event has carried the EVSE and the values of the begin (E01.FR.16), null before
 * @param meterStartWh the energy register when the EVSE became known
 */
record Progress(
        String transactionId,
        Instant startedAt,
        int nextSeqNo,
        ChargingStateEnumType chargingState,
        @Nullable Instant meteredSince,
        long meterStartWh) {

    boolean evseReported() {
        return meteredSince != null;
    }
}
