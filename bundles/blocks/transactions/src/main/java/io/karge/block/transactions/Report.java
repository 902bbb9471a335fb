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
 * @param tellsEvse whether this event carries the EVSE (E01.FR.16)
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
        boolean tellsEvse,
        boolean begins,
        List<MeterValueType> values) {
    Report {
        values = List.copyOf(values);
    }
}
