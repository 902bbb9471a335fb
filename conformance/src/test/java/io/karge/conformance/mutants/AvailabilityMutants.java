package io.karge.conformance.mutants;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.block.availability.AvailabilityBlockFactory;
import io.karge.conformance.AlteredBlock;
import io.karge.conformance.Breakage;
import io.karge.conformance.Frames;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.messages.StatusNotificationResponse;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.station.CallPermission;
import io.karge.station.StationEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Status and availability: block G. */
final class AvailabilityMutants {
    private static final String STATUS = "connectorStatus";
    private static final String[] INOPERATIVE = {"G_03", "G_05", "G_07", "G_10", "G_13", "G_16", "G_18", "G_19", "G_21"
    };
    private static final String[] OPERATIVE_AGAIN = {"G_04", "G_06", "G_08"};
    private static final String[] OPERATIVE = {"G_09", "G_12", "G_15"};
    private static final String[] SCHEDULED = {"G_11", "G_14", "G_17"};
    private static final String[] PERSISTING = {"G_18", "G_19", "G_21"};

    static final List<Mutant> ALL = List.of(
            // G01
            Mutant.of("a plugged connector is not reported", () -> dropping("Occupied"))
                    .at("EVConnectedPreSession, step 1: a report", "G_01", "G_02"),
            Mutant.of(
                            "a plugged connector is reported as another",
                            () -> Breakage.altering(Action.StatusNotification, s -> s.put("evseId", 2)))
                    .at("EVConnectedPreSession, step 1: a report", "G_01"),
            Mutant.of("a plugged connector is Reserved", () -> turned("Occupied", "Reserved"))
                    .at("EVConnectedPreSession, step 1: status", "G_01", "G_02"),
            Mutant.of(
                            "a plugged connector is Available at first",
                            () -> Breakage.altering(Action.StatusNotification, s -> s.put(STATUS, "Available")))
                    .at("step 1: status of connector 1.1: expected Occupied, seen Available", "G_01"),
            Mutant.of(
                            "the other EVSE is reported occupied too",
                            () -> Wires.copied(
                                    Action.StatusNotification,
                                    s -> status(s).equals("Occupied"),
                                    s -> s.put("evseId", 2)))
                    .in("G_01", "G_02"),
            Mutant.of("a connector that becomes free is not reported", () -> dropping("Available"))
                    .at("step 3: a report", "G_02")
                    .at("step 3: a report", OPERATIVE_AGAIN)
                    .at("post scenario: a report", "G_12", "G_15"),
            Mutant.of("a connector that becomes free is Occupied", () -> turned("Available", "Occupied"))
                    .at("step 3: status of connector 1.1: expected Available, seen Occupied", "G_02")
                    .at("step 3: status of connector 1.1: expected Available, seen Occupied", OPERATIVE_AGAIN)
                    .at("status of connector 1.1: expected Available, seen Occupied", "G_12", "G_15"),
            // G03, G04
            Mutant.of("a connector that goes out of service is not reported", () -> dropping("Unavailable"))
                    .at("Unavailable, step 3: a report", INOPERATIVE)
                    .at("Unavailable, step 3: a report", OPERATIVE_AGAIN)
                    .at("a report", SCHEDULED),
            Mutant.of("a connector that goes out of service is Faulted", () -> turned("Unavailable", "Faulted"))
                    .at("Unavailable, step 3: status of connector 1.1", INOPERATIVE)
                    .at("status of connector", SCHEDULED),
            Mutant.of(
                            "one of several connectors that go out of service is not reported",
                            () -> Breakage.dropping(
                                    Action.StatusNotification,
                                    s -> status(s).equals("Unavailable")
                                            && s.path("evseId").asInt() == 2))
                    .at("step 3: a report", "G_05", "G_06", "G_13", "G_14", "G_21"),
            Mutant.of(
                            "the other EVSE goes out of service too",
                            () -> Wires.copied(
                                    Action.StatusNotification,
                                    s -> status(s).equals("Unavailable"),
                                    s -> s.put("evseId", 2)))
                    .in("G_03", "G_07", "G_10", "G_16", "G_11", "G_17"),
            Mutant.of("a change is not reported if nothing changes", AvailabilityMutants::repeated)
                    .at("a report", "G_10", "G_13", "G_16"),
            Mutant.of("a change is rejected", () -> answering("Rejected"))
                    .at("ChangeAvailabilityResponse.status", INOPERATIVE)
                    .at("ChangeAvailabilityResponse.status", OPERATIVE_AGAIN)
                    .at("ChangeAvailabilityResponse.status", OPERATIVE)
                    .at("ChangeAvailabilityResponse.status", SCHEDULED),
            Mutant.of("a change is scheduled without need", () -> answering("Scheduled"))
                    .at("ChangeAvailabilityResponse.status", INOPERATIVE)
                    .at("ChangeAvailabilityResponse.status", OPERATIVE_AGAIN)
                    .at("ChangeAvailabilityResponse.status", OPERATIVE),
            Mutant.of("a change that waits is accepted", () -> answering("Accepted"))
                    .at("step 2: ChangeAvailabilityResponse.status: expected Scheduled, seen Accepted", SCHEDULED),
            Mutant.of(
                            "another EVSE is changed",
                            () -> Breakage.hearing(Action.ChangeAvailability, change -> {
                                if (change.has("evse")) {
                                    ((ObjectNode) change.path("evse")).put("id", 2);
                                }
                            }))
                    .in("G_03", "G_04", "G_07", "G_08", "G_10", "G_11", "G_15", "G_16", "G_17", "G_18", "G_19"),
            Mutant.of(
                            "the station is changed for an EVSE",
                            () -> Breakage.hearing(Action.ChangeAvailability, change -> change.remove("evse")))
                    .in("G_03", "G_04", "G_07", "G_08", "G_09", "G_10", "G_11", "G_15", "G_16", "G_17", "G_18", "G_19"),
            Mutant.of(
                            "what is to come back stays out of service",
                            () -> Breakage.hearing(
                                    Action.ChangeAvailability,
                                    change -> change.put("operationalStatus", "Inoperative")))
                    .at("status of connector 1.1: expected Available, seen Unavailable", OPERATIVE_AGAIN)
                    .at("status of connector 1.1: expected Available, seen Unavailable", "G_12", "G_15")
                    .in("G_09"),
            Mutant.of(
                            "what is to go out of service stays",
                            () -> Breakage.hearing(
                                    Action.ChangeAvailability, change -> change.put("operationalStatus", "Operative")))
                    .in(INOPERATIVE),
            // with a transaction
            Mutant.of(
                            "an EVSE is out of service in mid-transaction",
                            () -> Wires.answered(
                                    Action.ChangeAvailability,
                                    Action.StatusNotification,
                                    time -> Wires.status(time, 1, "Unavailable")))
                    .at("before the transaction ends", SCHEDULED),
            Mutant.of(
                            "an EVSE is free in mid-transaction",
                            () -> Wires.answered(
                                    Action.ChangeAvailability,
                                    Action.StatusNotification,
                                    time -> Wires.status(time, 1, "Available")))
                    .at("before the transaction ends", SCHEDULED),
            Mutant.of("the transaction ends when its EVSE is to go out of service", AvailabilityMutants::stopping)
                    .in(SCHEDULED),
            Mutant.of(
                            "an EVSE is out of service before its transaction has ended",
                            () -> Wires.late(
                                    Wires.is(Action.TransactionEvent, Events.type("Ended")),
                                    Wires.is(
                                            Action.StatusNotification,
                                            s -> status(s).equals("Unavailable")
                                                    && s.path("evseId").asInt() == 1)))
                    .in(SCHEDULED),
            Mutant.of("an EVSE that is out of service is Available when the cable is pulled", AvailabilityMutants::free)
                    .in(SCHEDULED),
            Mutant.of(
                            "an EVSE does not go out of service after its transaction",
                            () -> Breakage.altering(Action.StatusNotification, s -> {
                                if (status(s).equals("Unavailable")
                                        && s.path("evseId").asInt() == 1) {
                                    s.put(STATUS, "Available");
                                }
                            }))
                    .at("status of connector 1.1: expected Unavailable, seen Available", SCHEDULED),
            Mutant.of(
                            "the rest of the station waits for a transaction",
                            () -> Breakage.altering(Action.StatusNotification, s -> {
                                if (status(s).equals("Unavailable")
                                        && s.path("evseId").asInt() == 2) {
                                    s.put("evseId", 1);
                                }
                            }))
                    .at("step 3: a report", "G_14"),
            // over a reboot
            Mutant.of("what is out of service is forgotten over a reboot", AvailabilityMutants::forgetful)
                    .at("status of connector 1.1: expected Unavailable, seen Available", PERSISTING),
            Mutant.of(
                            "a reboot takes the others out of service",
                            () -> Breakage.altering(Action.StatusNotification, s -> {
                                if (s.path("evseId").asInt() == 2) {
                                    s.put(STATUS, "Unavailable");
                                }
                            }))
                    .at("status of connector 2.1: expected Available, seen Unavailable", "G_18", "G_19"),
            Mutant.of(
                            "after a reboot a connector is not reported",
                            () -> Breakage.dropping(Action.StatusNotification, new Predicate<>() {
                                private final Set<Integer> reported = new HashSet<>();

                                @Override
                                public boolean test(ObjectNode s) {
                                    return !reported.add(s.path("evseId").asInt())
                                            && s.path("evseId").asInt() == 1;
                                }
                            }))
                    .in(PERSISTING),
            Mutant.of("no security event after a reboot", () -> Breakage.dropping(Action.SecurityEventNotification))
                    .at("step 7", "G_18")
                    .at("step 6", "G_19", "G_21"));

    private AvailabilityMutants() {}

    private static Breakage dropping(String status) {
        return Breakage.dropping(Action.StatusNotification, s -> status(s).equals(status));
    }

    private static Breakage turned(String status, String instead) {
        return Breakage.altering(Action.StatusNotification, s -> {
            if (status(s).equals(status)) {
                s.put(STATUS, instead);
            }
        });
    }

    private static Breakage answering(String status) {
        return Wires.answering(Action.ChangeAvailability, status);
    }

    private static String status(ObjectNode notification) {
        return notification.path(STATUS).asText();
    }

    /** A report that says what the one before of the same connector said is not sent. */
    private static Breakage repeated() {
        Map<Integer, String> last = new HashMap<>();
        return Breakage.dropping(Action.StatusNotification, s -> status(s)
                .equals(last.put(s.path("evseId").asInt(), status(s))));
    }

    /** A station that takes no notice of what it wanted to do when the cable is pulled. */
    private static Breakage free() {
        return Breakage.with(new AlteredBlock(new AvailabilityBlockFactory(), context -> {}, (context, event) -> {
            if (event instanceof StationEvent.EvseChanged changed
                    && changed.before().pluggedIn()
                    && !changed.after().pluggedIn()) {
                context.call(
                        StatusNotificationRequest.of(
                                context.clock().now(), ConnectorStatusEnumType.Available, changed.evseId(), 1),
                        StatusNotificationResponse.class,
                        CallPermission.ACCEPTED,
                        reply -> {});
            }
        }));
    }

    /** A station that stops the transaction of an EVSE that is to go out of service. */
    private static Breakage stopping() {
        return Breakage.onWire(new Frames() {
                    private String running = "";

                    @Override
                    protected List<Frame> station(Frame frame) {
                        request(frame, Action.TransactionEvent)
                                .ifPresent(event -> running =
                                        Events.info(event).path("transactionId").asText());
                        return List.of(frame);
                    }

                    @Override
                    protected Frame csms(Frame frame) {
                        return request(frame, Action.ChangeAvailability).isEmpty()
                                ? frame
                                : new Frame.Call(
                                        frame.messageId(),
                                        Action.RequestStopTransaction.wire(),
                                        Wires.object().put("transactionId", running));
                    }
                })
                .and(answering("Scheduled"));
    }

    /** A station that starts with no memory of what is inoperative. */
    private static Breakage forgetful() {
        return Breakage.with(new AlteredBlock(
                new AvailabilityBlockFactory(),
                context ->
                        List.of("operative/0", "operative/1", "operative/1.1").forEach(context.state()::remove),
                (context, event) -> {}));
    }
}
