package io.karge.block.provisioning;

import io.karge.driver.StationModel.EvseModel;
import io.karge.ocpp.messages.ResetRequest;
import io.karge.ocpp.messages.ResetResponse;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.ResetEnumType;
import io.karge.ocpp.types.ResetStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.station.ConnectorStates;
import io.karge.station.HardwareView;
import io.karge.station.Hold;
import io.karge.station.HoldEffect;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.TransactionControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers Reset (B11, B12) and has the station restart when its time has come: at once without transactions, after them
 * when OnIdle, and when Immediate after it has ended them. From the answer on no new session begins. A single EVSE
 * cannot be reset: no hardware has a command for it.
 */
final class ResetRequests {
    private static final String STORED = "reset";

    private final StationContext context;
    private final Restart restart;
    private final List<Hold> holds = new ArrayList<>();
    private @Nullable ResetPlan plan;
    private boolean decided;

    ResetRequests(StationContext context) {
        this.context = context;
        this.restart = new Restart(context);
    }

    /** A plan that is stored was made since this boot, before the block was replaced, or before it. */
    void start() {
        if (context.lifeCycle().registration().isPresent()) {
            decided = true;
            stored().ifPresent(this::pursue);
        }
    }

    void answer(ResetRequest request, Responder responder) {
        Optional<StatusInfoType> refusal = refusal(request);
        if (refusal.isPresent()) {
            responder.answer(ResetResponse.of(ResetStatusEnumType.Rejected).withStatusInfo(refusal.get()));
        } else if (restart.isUnderWay()) {
            responder.answer(ResetResponse.of(ResetStatusEnumType.Accepted));
        } else if (request.type() == ResetEnumType.OnIdle && !isIdle()) {
            responder.answer(ResetResponse.of(ResetStatusEnumType.Scheduled)); // B12.FR.01
            if (plan == null) {
                make(new ResetPlan(true, free()));
            }
        } else {
            responder.answer(ResetResponse.of(ResetStatusEnumType.Accepted)); // B11.FR.03, B12.FR.02
            context.port(TransactionControl.class)
                    .ifPresent(transactions -> transactions.endForReset(ReasonEnumType.ImmediateReset, false));
            ResetPlan before = plan;
            make(new ResetPlan(false, before == null ? List.of() : before.withdrawn()));
        }
    }

    private Optional<StatusInfoType> refusal(ResetRequest request) {
        Integer evseId = request.evseId();
        if (evseId != null) {
            return Optional.of(
                    context.model().hasEvse(evseId)
                            ? reason("UnsupportedParam", "an EVSE cannot be reset on its own") // B11.FR.09, B12.FR.09
                            : reason("UnknownEvse", "there is no EVSE " + evseId));
        }
        boolean now = request.type() == ResetEnumType.Immediate || isIdle();
        if (now && context.holds().anywhere(HoldEffect.KEEPS_RUNNING)) { // B11.FR.06, B12.FR.10
            return Optional.of(reason("FwUpdateInProgress", "a firmware update is being installed"));
        }
        boolean unreachable = restart.needsHardware() && context.hardware().status() != HardwareView.Status.UP;
        return now && unreachable && !restart.isUnderWay()
                ? Optional.of(reason("InternalError", "the hardware cannot be reached")) // B11.FR.06, B12.FR.10
                : Optional.empty();
    }

    private static StatusInfoType reason(String code, String text) {
        return StatusInfoType.of(code).withAdditionalInfo(text);
    }

    private void make(ResetPlan next) {
        context.state().put(STORED, next);
        pursue(next);
    }

    private void pursue(ResetPlan next) {
        plan = next;
        hold(next);
        if (next.scheduled()) {
            context.problems()
                    .raise(
                            STORED,
                            "The station takes no new sessions",
                            "a reset that the CSMS has asked for waits for the transactions to end",
                            "It restarts by itself; nothing has to be done");
        }
        proceed();
    }

    /** No session begins; the EVSEs that were free show it, the others when they are free stay as they are (B12). */
    private void hold(ResetPlan next) {
        holds.forEach(Hold::release);
        holds.clear();
        String reason = "a reset that the CSMS has asked for";
        holds.add(context.hold(0, reason, Set.of(HoldEffect.REFUSES_SESSIONS)));
        next.withdrawn()
                .forEach(evseId -> holds.add(context.hold(evseId, reason, Set.of(HoldEffect.SHOWN_UNAVAILABLE))));
    }

    /** Something happened: it may be what the reset has waited for. */
    void on(StationEvent event) {
        if (!decided && isBootKnown()) {
            decided = true;
            stored().ifPresent(this::afterBoot);
        }
        restart.on(event);
        proceed();
    }

    private boolean isBootKnown() {
        return context.lifeCycle().bootReason() != BootReasonEnumType.Unknown
                || context.lifeCycle().connected();
    }

    /** A boot is the reset that was wanted, unless only the gateway restarted. */
    private void afterBoot(ResetPlan before) {
        if (context.lifeCycle().bootReason() == BootReasonEnumType.ApplicationReset) {
            pursue(before);
        } else {
            context.state().remove(STORED);
        }
    }

    private void proceed() {
        ResetPlan due = plan;
        if (due != null && !restart.isUnderWay() && (!due.scheduled() || isIdle()) && mayRestart()) {
            holds.add(context.hold(0, "a reset", Set.of(HoldEffect.KEEPS_BUSY))); // nothing else begins now
            restart.begin(due.bootReason());
        }
    }

    private boolean mayRestart() {
        return !context.holds().anywhere(HoldEffect.KEEPS_RUNNING);
    }

    /** Nobody is busy. While the block that would know of transactions is away, the power paths tell. */
    private boolean isIdle() {
        boolean transactionsKnown = context.port(TransactionControl.class).isPresent();
        return !context.holds().anywhere(HoldEffect.KEEPS_BUSY)
                && (transactionsKnown || context.hardware().evses().stream().noneMatch(evse -> evse.powerPathClosed()));
    }

    /** The EVSEs whose connectors are all Available. */
    private List<Integer> free() {
        return context.model().evses().stream()
                .filter(evse -> context.port(ConnectorStates.class)
                        .filter(states -> isFree(states, evse))
                        .isPresent())
                .map(EvseModel::evseId)
                .toList();
    }

    private static boolean isFree(ConnectorStates states, EvseModel evse) {
        return evse.connectors().stream().allMatch(c -> states.status(evse.evseId(), c.connectorId())
                .filter(ConnectorStatusEnumType.Available::equals)
                .isPresent());
    }

    private Optional<ResetPlan> stored() {
        return context.state().get(STORED, ResetPlan.class);
    }
}
