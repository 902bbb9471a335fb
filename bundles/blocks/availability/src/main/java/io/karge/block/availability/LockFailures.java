package io.karge.block.availability;

import io.karge.driver.Fault;
import io.karge.driver.StationModel;
import io.karge.ocpp.messages.NotifyEventRequest;
import io.karge.ocpp.messages.NotifyEventResponse;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.EventDataType;
import io.karge.ocpp.types.EventNotificationEnumType;
import io.karge.ocpp.types.EventTriggerEnumType;
import io.karge.ocpp.types.VariableType;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.StationContext;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells that a plug cannot be locked (G05), of connectors that the station itself locks. The fault as such makes the
 * connector Faulted, and no energy is allowed.
 */
final class LockFailures {
    static final String FAULT = "ConnectorLockFailure";

    private static final String COMPONENT = "ConnectorPlugRetentionLock";
    private static final String PROBLEM = "Problem";

    private final StationContext context;
    /** What the CSMS is being told. */
    private final Map<Connector, Boolean> underWay = new HashMap<>();

    private int eventId;

    /** Stored, over restarts too: the CSMS was told of a problem. */
    record Told(boolean problem) {}

    LockFailures(StationContext context) {
        this.context = context;
    }

    /** Leaves out the locks that the model does not have. */
    static boolean isThere(VariableDefinition definition, StationModel model) {
        VariableKey key = definition.key();
        return !key.component().equals(COMPONENT) || isLocked(model, key.evseId(), key.connectorId());
    }

    /** Whether a fault of the EVSE is told here. */
    boolean tells(int evseId, Fault fault) {
        int connectorId =
                fault.connectorId() == 0 ? context.hardware().evse(evseId).connectorId() : fault.connectorId();
        return fault.code().equals(FAULT) && isLocked(context.model(), evseId, connectorId);
    }

    private static boolean isLocked(StationModel model, int evseId, int connectorId) {
        return model.evse(evseId).connectors().get(connectorId - 1).lock();
    }

    /** The connector's EVSE may have changed, or the station is online again: tells what the CSMS does not know. */
    void settle(Connector connector, Instant at) {
        boolean known = context.hardware().cabinet().isPresent();
        if (!known || !isLocked(context.model(), connector.evseId(), connector.connectorId())) {
            return;
        }
        boolean problem = context.hardware().evse(connector.evseId()).faults().stream()
                .anyMatch(fault -> fault.code().equals(FAULT) && isOf(connector, fault));
        context.deviceModel().publish(key(connector), String.valueOf(problem));
        if (problem != told(connector) && context.lifeCycle().online()) {
            underWay.put(connector, problem);
            context.call(
                    NotifyEventRequest.of(at, 0, List.of(event(connector, problem, at))),
                    NotifyEventResponse.class,
                    CallPermission.ACCEPTED,
                    reply -> replied(connector, problem, reply));
        }
    }

    private void replied(Connector connector, boolean problem, CallReply<NotifyEventResponse> reply) {
        underWay.remove(connector, problem); // what did not arrive is told when the station is online again
        if (reply.arrived() && problem) {
            context.state().put(stored(connector), new Told(true));
        } else if (reply.arrived()) {
            context.state().remove(stored(connector));
        }
    }

    private boolean told(Connector connector) {
        Boolean telling = underWay.get(connector);
        return telling != null
                ? telling
                : context.state().get(stored(connector), Told.class).isPresent();
    }

    private static String stored(Connector connector) {
        return "lock/" + connector.evseId() + "." + connector.connectorId();
    }

    /** A fault that names no connector is that of the one in use. */
    private static boolean isOf(Connector connector, Fault fault) {
        return fault.connectorId() == 0 ? connector.isUsed() : fault.connectorId() == connector.connectorId();
    }

    private EventDataType event(Connector connector, boolean problem, Instant at) {
        return EventDataType.of(
                ++eventId,
                at,
                EventTriggerEnumType.Delta,
                String.valueOf(problem),
                EventNotificationEnumType.HardWiredNotification,
                ComponentType.of(COMPONENT)
                        .withEvse(EVSEType.of(connector.evseId()).withConnectorId(connector.connectorId())),
                VariableType.of(PROBLEM));
    }

    private static VariableKey key(Connector connector) {
        return VariableKey.of(COMPONENT, PROBLEM).at(connector.evseId(), connector.connectorId());
    }
}
