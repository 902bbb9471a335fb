package io.karge.block.transactions;

import io.karge.driver.EvseState;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.station.ConnectorStates;
import io.karge.station.HoldEffect;
import io.karge.station.StationContext;
import java.util.Optional;

/** Whether something new may begin, at the station or at one of its EVSEs. */
final class Admission {
    private static final String KEY = "accepted";

    /** That the CSMS has accepted the station at least once. */
    record Accepted(boolean before) {}

    private final StationContext context;

    Admission(StationContext context) {
        this.context = context;
        remember();
    }

    /** To be called when the CSMS has answered a BootNotification. */
    void remember() {
        if (accepted() && context.state().get(KEY, Accepted.class).isEmpty()) {
            context.state().put(KEY, new Accepted(true));
        }
    }

    boolean accepted() {
        return context.lifeCycle()
                .registration()
                .filter(RegistrationStatusEnumType.Accepted::equals)
                .isPresent();
    }

    /**
     * Whether the station serves at all. Without TxBeforeAcceptedEnabled a station that the CSMS has never accepted, or
     * does not accept now, serves nobody; one that merely has not reached the CSMS since its restart does (B,
     * Transactions before being accepted by a CSMS).
     */
    boolean station() {
        if (!context.lifeCycle().takesNewSessions() || context.holds().affectsStation(HoldEffect.REFUSES_SESSIONS)) {
            return false;
        }
        boolean outOfReach = context.lifeCycle().registration().isEmpty()
                && context.state().get(KEY, Accepted.class).isPresent();
        return accepted() || outOfReach || context.deviceModel().bool(TransactionVariables.TX_BEFORE_ACCEPTED, false);
    }

    /** Whether the EVSE is operative, healthy and there. */
    boolean evse(int evseId) {
        Optional<ConnectorStates> connectors = context.port(ConnectorStates.class);
        if (connectors.isPresent()) {
            return connectors.get().usable(evseId);
        }
        EvseState evse = context.hardware().evse(evseId);
        return evse.operative() && evse.faultsInUse().isEmpty();
    }

    /** Whether a session may begin at the EVSE, as far as that is the EVSE's business. */
    boolean takesSession(int evseId) {
        return evse(evseId) && !context.holds().affects(evseId, HoldEffect.REFUSES_SESSIONS);
    }
}
