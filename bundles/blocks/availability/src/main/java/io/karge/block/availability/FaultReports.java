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
import io.karge.station.StationContext;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells which fault an EVSE has. StatusNotification says Faulted and has no field for why, and statusInfo is for answers;
 * the standard's place for the code of a component is techCode and techInfo of a NotifyEvent (N07), raised here for the
 * variable Problem of the EVSE, or of its connector where the hardware names one of several, as a hard-wired notification.
 * A fault that was told is told as cleared whenever it is gone, also when it went while the gateway was away. Failures of a lock are told by {@link LockFailures}.
 */
final class FaultReports {
    private static final String EVSE = "EVSE";
    private static final String CONNECTOR = "Connector";
    private static final String PROBLEM = "Problem";
    private static final int TECH_CODE = 50;
    private static final int TECH_INFO = 500;

    private final StationContext context;
    private final LockFailures locks;
    private final ToldFaults told;
    private int eventId = 1_000_000; // apart from those of the locks

    FaultReports(StationContext context, LockFailures locks) {
        this.context = context;
        this.locks = locks;
        this.told = new ToldFaults(context.state());
    }

    /** Leaves out the connectors of which none can have a fault of its own. */
    static boolean isThere(VariableDefinition definition, StationModel model) {
        VariableKey key = definition.key();
        return !key.component().equals(CONNECTOR)
                || model.evse(key.evseId()).connectors().size() > 1;
    }

    /** The EVSE may have changed, or the station is online again: tells what the CSMS does not know. */
    void settle(int evseId, Instant at) {
        if (context.hardware().cabinet().isEmpty()) {
            return; // nobody knows yet
        }
        Set<Fault> now = new HashSet<>(context.hardware().evse(evseId).faults());
        publish(VariableKey.of(EVSE, PROBLEM).at(evseId, 0));
        context.model().evse(evseId).connectors().stream()
                .map(connector -> VariableKey.of(CONNECTOR, PROBLEM).at(evseId, connector.connectorId()))
                .forEach(this::publish);
        now.removeIf(fault -> locks.tells(evseId, fault));
        Set<Fault> before = told.of(evseId);
        if (now.equals(before) || !context.lifeCycle().online()) {
            return;
        }
        List<EventDataType> events = new ArrayList<>();
        sorted(now, before).forEach(fault -> events.add(event(evseId, fault, at, true)));
        sorted(before, now).forEach(fault -> events.add(event(evseId, fault, at, false)));
        told.telling(evseId, now);
        context.call(
                NotifyEventRequest.of(at, 0, events),
                NotifyEventResponse.class,
                CallPermission.ACCEPTED,
                reply -> told.told(evseId, now, reply.arrived()));
    }

    private void publish(VariableKey problem) {
        context.deviceModel().publish(problem, String.valueOf(isTrue(problem)));
    }

    private boolean isTrue(VariableKey problem) {
        return context.hardware().evse(problem.evseId()).faults().stream()
                .anyMatch(fault -> fault.connectorId() == problem.connectorId());
    }

    private static List<Fault> sorted(Set<Fault> of, Set<Fault> without) {
        return of.stream()
                .filter(fault -> !without.contains(fault))
                .sorted(Comparator.comparing(Fault::code).thenComparing(Fault::vendorCode))
                .toList();
    }

    private EventDataType event(int evseId, Fault fault, Instant at, boolean raised) {
        int connectorId = fault.connectorId();
        VariableKey problem =
                VariableKey.of(connectorId == 0 ? EVSE : CONNECTOR, PROBLEM).at(evseId, connectorId);
        EVSEType evse = EVSEType.of(evseId);
        EventDataType event = EventDataType.of(
                        ++eventId,
                        at,
                        EventTriggerEnumType.Delta,
                        String.valueOf(isTrue(problem)),
                        EventNotificationEnumType.HardWiredNotification,
                        ComponentType.of(problem.component())
                                .withEvse(connectorId == 0 ? evse : evse.withConnectorId(connectorId)),
                        VariableType.of(PROBLEM))
                .withTechCode(cut(fault.vendorCode().isEmpty() ? fault.code() : fault.vendorCode(), TECH_CODE))
                .withTechInfo(
                        cut(fault.detail().isEmpty() ? fault.code() : fault.code() + ": " + fault.detail(), TECH_INFO));
        return raised ? event : event.withCleared(true);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
