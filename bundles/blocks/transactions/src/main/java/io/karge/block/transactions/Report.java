package io.karge.block.transactions;

import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A TransactionEvent that is due, before meter values and connector are added.
 *
 * @param chargingState null when it has not changed since the event before
 * @param evseId where the transaction is, 0 while that is not known
 * @param tells what of the place this event carries
 * @param begins whether it carries the meter values of the begin, with the EVSE's first mention (E01.FR.09, FR.17)
 * @param values the meter values that are the reason of the event; usually empty
 */
record Report(
        TransactionEventEnumType type,
        TriggerReasonEnumType trigger,
        String transactionId,
        int seqNo,
        Instant at,
        @Nullable ChargingStateEnumType chargingState,
        @Nullable ReasonEnumType stoppedReason,
        @Nullable Integer remoteStartId,
        @Nullable IdTokenType idToken,
        int evseId,
        Place tells,
        boolean begins,
        List<MeterValueType> values) {

    /** What an event says of where the transaction is. */
    enum Place {
        NOTHING,
        /** The EVSE that was chosen; nobody has plugged in there, so no connector is used yet. */
        EVSE,
        /** EVSE and connector (E01.FR.16). */
        CONNECTOR
    }

    Report {
        values = List.copyOf(values);
    }
}
