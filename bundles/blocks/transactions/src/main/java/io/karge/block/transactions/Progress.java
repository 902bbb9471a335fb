package io.karge.block.transactions;

import io.karge.ocpp.types.ChargingStateEnumType;
import java.time.Instant;

/**
 * How far a transaction has been reported.
 *
 * @param nextSeqNo the sequence number of its next event, from 0 without a gap (E01.FR.07)
 * @param chargingState as reported last
 * @param evseReported whether an event has carried the EVSE (E01.FR.16)
 * @param meterStartWh the energy register when the EVSE became known
 */
record Progress(
        String transactionId,
        Instant startedAt,
        int nextSeqNo,
        ChargingStateEnumType chargingState,
        boolean evseReported,
        long meterStartWh) {}
