package io.karge.block.availability;

import io.karge.driver.Fault;
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
import io.karge.station.VariableKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells which fault an EVSE has. StatusNotification says Faulted and has no field for why, and statusInfo is for answers;
 * the standard's place for the code of a component is techCode and techInfo of a NotifyEvent (N07), raised here for the
 * variable Problem of the EVSE as a hard-wired notification. Failures of a lock are told by {@link LockFailures}.
 */
final class FaultReports {
    private static final String COMPONENT = "EVSE";
    private static final String PROBLEM = "Problem";
    private static final int TECH_CODE = 50;
    private static final int TECH_INFO = 500;

    private final StationContext context;
    private final LockFailures locks;
    private final Map<Integer, Set<Fault>> told = new HashMap<>();
    private int eventId = 1_000_000; // apart from those of the locks

    FaultReports(StationContext context, LockFailures locks) {
        this.context = context;
        this.locks = locks;
    }

    /** The EVSE may have changed, or the station is online again: tells what the CSMS does not know. */
    void settle(int evseId, Instant at) {
        Set<Fault> now = new HashSet<>(context.hardware().evse(evseId).faults());
        context.deviceModel().publish(VariableKey.of(COMPONENT, PROBLEM).at(evseId, 0), String.valueOf(!now.isEmpty()));
        now.removeIf(fault -> locks.tells(evseId, fault));
        Set<Fault> before = told.getOrDefault(evseId, Set.of());
        if (now.equals(before) || !context.lifeCycle().online()) {
            return;
        }
        List<EventDataType> events = new ArrayList<>();
        sorted(now, before).forEach(fault -> events.add(event(evseId, fault, at, true)));
        sorted(before, now).forEach(fault -> events.add(event(evseId, fault, at, false)));
        told.put(evseId, now);
        context.call(
                NotifyEventRequest.of(at, 0, events),
                NotifyEventResponse.class,
                CallPermission.ACCEPTED,
                reply -> replied(evseId, now, before, reply));
    }

    private static List<Fault> sorted(Set<Fault> of, Set<Fault> without) {
        return of.stream()
                .filter(fault -> !without.contains(fault))
                .sorted(Comparator.comparing(Fault::code).thenComparing(Fault::vendorCode))
                .toList();
    }

    /** What did not arrive is told when the station is online again, unless something else was told since. */
    private void replied(int evseId, Set<Fault> now, Set<Fault> before, CallReply<NotifyEventResponse> reply) {
        if (!reply.arrived() && now.equals(told.get(evseId))) {
            told.put(evseId, before);
        }
    }

    private EventDataType event(int evseId, Fault fault, Instant at, boolean raised) {
        boolean problem = !context.hardware().evse(evseId).faults().isEmpty();
        EventDataType event = EventDataType.of(
                        ++eventId,
                        at,
                        EventTriggerEnumType.Delta,
                        String.valueOf(problem),
                        EventNotificationEnumType.HardWiredNotification,
                        ComponentType.of(COMPONENT).withEvse(EVSEType.of(evseId)),
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
