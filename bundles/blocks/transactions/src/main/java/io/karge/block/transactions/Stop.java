package io.karge.block.transactions;

import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Why a session may draw no more energy. The first reason stays the {@code stoppedReason} of the transaction (E06.FR.08).
 *
 * @param idToken the card that stopped it, null when no card did
 * @param reported whether an event has carried the trigger
 * @param overdue whether the power path should have opened by now
 */
record Stop(
        TriggerReasonEnumType trigger,
        ReasonEnumType reason,
        @Nullable IdTokenType idToken,
        Instant at,
        boolean reported,
        boolean overdue) {

    Stop asReported() {
        return new Stop(trigger, reason, idToken, at, true, overdue);
    }

    Stop corrected(UnaryOperator<Instant> correction) {
        return new Stop(trigger, reason, idToken, correction.apply(at), reported, overdue);
    }

    Stop asOverdue() {
        return new Stop(trigger, reason, idToken, at, reported, true);
    }
}
