package io.karge.block.transactions;

import io.karge.driver.EvseState;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a session. */
sealed interface Input {

    /**
     * The hardware of the EVSE is so.
     *
     * @param usable whether the EVSE is in service
     * @param mayStart whether it takes new sessions
     */
    record Hardware(EvseState state, boolean usable, boolean mayStart) implements Input {}

    /** A token was accepted for this session, by a card or by a remote start. */
    record Authorized(
            IdTokenType idToken,
            @Nullable IdTokenType groupIdToken,
            List<Integer> evseIds,
            @Nullable Integer remoteStartId)
            implements Input {
        public Authorized {
            evseIds = List.copyOf(evseIds);
        }
    }

    /** The authorization ends: a card, the button, the CSMS, a time limit, the station itself. */
    record Stopped(
            TriggerReasonEnumType trigger,
            ReasonEnumType reason,
            @Nullable IdTokenType idToken) implements Input {

        /** The station itself stops the energy, as what a session needs is away (E06.FR.16). */
        static final Stopped BY_STATION =
                new Stopped(TriggerReasonEnumType.AbnormalCondition, ReasonEnumType.Other, null);
    }

    /**
     * The station resets.
     *
     * @param whenOpen whether the transaction ends when the power path is open, else now
     */
    record Reset(ReasonEnumType reason, boolean whenOpen) implements Input {}

    /** The idTokenInfo of a token that an event has carried, in the response of the CSMS (E05). */
    record IdTokenInfoReceived(IdTokenType idToken, IdTokenInfoType info) implements Input {}

    /** Meter values are to be reported. */
    record Metered(TriggerReasonEnumType trigger, List<MeterValueType> values) implements Input {
        public Metered {
            values = List.copyOf(values);
        }
    }

    /** The power path should have opened by now. */
    record Overdue() implements Input {}

    /** The station restarted and took the energy away, as {@code reason} says. */
    record Interrupted(ReasonEnumType reason) implements Input {}
}
