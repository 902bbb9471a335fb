package io.karge.conformance.mutants;

import static io.karge.conformance.mutants.Events.trigger;
import static io.karge.conformance.mutants.Events.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Breakage;
import io.karge.conformance.Frames;
import io.karge.driver.HardwareCommand;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What our own validations and checks must catch, beside the cases of Part 6. */
final class OwnMutants {
    static final List<Mutant> ALL = List.of(
            // timestamps
            Mutant.of("the clock is ten seconds fast", () -> clock(10))
                    .at("own validation: a timestamp of", "B_01", "E_03", "F_08", "F_11", "G_02"),
            Mutant.of("the clock is an hour slow", () -> clock(-3600))
                    .at("own validation: a timestamp of", "E_03", "F_08", "F_11", "G_02")
                    .at("own validation: a timestamp of MeterValues", "J_01"),
            Mutant.of("events are stamped when the transaction began", OwnMutants::stampedOnce)
                    .at("own validation: a timestamp of TransactionEvent", "G_11"),
            Mutant.of(
                            "a meter value is younger than its event",
                            () -> Events.metered(
                                    type("Ended"),
                                    value -> value.put(
                                            "timestamp",
                                            shifted(value.path("timestamp").asText(), 60))))
                    .at("own validation", "F_08", "J_10"),
            // offline
            Mutant.of("everything happens offline", () -> Events.altered(event -> event.put("offline", true)))
                    .at("own validation: TransactionEvent with seqNo 0: offline", "E_03", "F_01", "F_08", "OFFLINE"),
            Mutant.of("nothing happens offline", () -> Events.altered(event -> event.put("offline", false)))
                    .at("back online: offline", "OFFLINE"),
            // cards
            Mutant.of(
                            "meter values carry the card",
                            () -> Events.altered(
                                    trigger("MeterValuePeriodic").or(trigger("MeterValueClock")),
                                    TransactionMutants::card))
                    .at("idToken", "J_02", "J_09"),
            // meters
            Mutant.of(
                            "an idle EVSE shows energy that it has not given",
                            () -> register(
                                    Action.MeterValues,
                                    request -> request.path("evseId").asInt() == 2,
                                    5000))
                    .at("own validation: Energy.Active.Import.Register of EVSE 2", "J_01", "J_02", "F_12"),
            Mutant.of(
                            "the last register is more than the meter shows",
                            () -> register(Action.TransactionEvent, type("Ended"), 100_000))
                    .at("own validation: Energy.Active.Import.Register of EVSE 1", "F_08", "J_10"),
            Mutant.of("the register begins anew with each event", OwnMutants::anew)
                    .at("Energy.Active.Import.Register", "J_09", "REGISTER_OF_THE_EVSE"),
            Mutant.of(
                            "the registers of two EVSEs are exchanged",
                            () -> Breakage.altering(
                                    Action.MeterValues,
                                    values -> values.put(
                                            "evseId", 3 - values.path("evseId").asInt())))
                    .at("energy register of EVSE", "REGISTER_OF_THE_EVSE"),
            unit("Energy.Active.Import.Register", "kWh", "J_01", "J_02", "F_11"),
            unit("Power.Active.Import", "kW", "J_01", "J_03", "F_11"),
            unit("Current.Import", "mA", "J_02", "J_03", "F_11"),
            Mutant.of(
                            "values are told in thousands",
                            () -> sampled(value -> {
                                if (value.has("unitOfMeasure")) {
                                    ((ObjectNode) value.path("unitOfMeasure")).put("multiplier", 3);
                                }
                            }))
                    .at("own validation: unit of", "J_01", "J_02", "F_11"),
            Mutant.of(
                            "power is in thousands and says that it is in W",
                            () -> sampled(value -> {
                                if (value.path("measurand").asText().equals("Power.Active.Import")) {
                                    value.put("value", value.path("value").asDouble() / 1000);
                                }
                            }))
                    .at("own validation: Power.Active.Import of EVSE 1", "J_02", "J_09", "J_10"),
            Mutant.of("the register never moves", OwnMutants::standing)
                    .at("energy register of EVSE", "REGISTER_OF_THE_EVSE"),
            // rejected requests
            Mutant.of(
                            "a rejected stop opens the contactors, and nobody is told",
                            () -> Drivers.secretly(Action.RequestStopTransaction, new HardwareCommand.StopEnergy(1)))
                    .at("own validation: contactors that a rejected request has switched", "F_09"),
            Mutant.of(
                            "a rejected reset opens the contactors, and nobody is told",
                            () -> Drivers.secretly(Action.Reset, new HardwareCommand.StopEnergy(1)))
                    .at("own validation: contactors that a rejected request has switched", "B_29"),
            // own checks
            Mutant.of("the interval of Heartbeats is ignored, 1 h", () -> heartbeats(3600))
                    .at("a Heartbeat", "HEARTBEATS"),
            Mutant.of("the interval of Heartbeats is ignored, 2 s", () -> heartbeats(2))
                    .at("between two Heartbeats", "HEARTBEATS"),
            Mutant.of("every second Heartbeat is lost", OwnMutants::everySecondHeartbeat)
                    .at("between two Heartbeats", "HEARTBEATS"),
            Mutant.of("a scheduled reset is forgotten", () -> forgetting(Action.Reset, "Scheduled"))
                    .at("a remote start: status", "NO_SESSION_WHILE_A_RESET_IS_SCHEDULED"),
            Mutant.of(
                            "a scheduled reset is forgotten, and remote starts are rejected",
                            () -> forgetting(Action.Reset, "Scheduled").and(refusingRemoteStarts()))
                    .at("the contactors of EVSE 2", "NO_SESSION_WHILE_A_RESET_IS_SCHEDULED"),
            Mutant.of("an EVSE that is out of service takes remote starts", () -> outOfServiceOnPaper())
                    .at("a remote start: status", "NO_SESSION_WHILE_UNAVAILABLE"),
            Mutant.of("an EVSE that is out of service takes cards", () -> outOfServiceOnPaper()
                            .and(refusingRemoteStarts()))
                    .at("the contactors of EVSE 1", "NO_SESSION_WHILE_UNAVAILABLE"),
            Mutant.of(
                            "a connector has no state of its own",
                            () -> Breakage.hearing(Action.ChangeAvailability, change -> change.withObject("/evse")
                                    .remove("connectorId")))
                    .at("back in service", "STATE_OF_A_CONNECTOR"),
            Mutant.of(
                            "a remote start does not name the transaction that runs",
                            () -> Breakage.answering(
                                    Action.RequestStartTransaction, answer -> answer.remove("transactionId")))
                    .at("step 2: transactionId", "REMOTE_START_OF_A_TRANSACTION_THAT_RUNS"),
            Mutant.of(
                            "a remote start names another transaction",
                            () -> Breakage.answering(
                                    Action.RequestStartTransaction, answer -> answer.put("transactionId", "another")))
                    .at("step 2: transactionId", "REMOTE_START_OF_A_TRANSACTION_THAT_RUNS"));

    private OwnMutants() {}

    /** Every timestamp of the station is off by so much. */
    private static Breakage clock(int seconds) {
        return Breakage.onWire(new Frames() {
            @Override
            protected List<Frame> station(Frame frame) {
                if (frame instanceof Frame.Call call) {
                    shift(call.payload());
                }
                return List.of(frame);
            }

            private void shift(JsonNode node) {
                if (node.path("timestamp").isTextual()) {
                    ((ObjectNode) node)
                            .put("timestamp", shifted(node.path("timestamp").asText(), seconds));
                }
                node.forEach(this::shift);
            }
        });
    }

    private static String shifted(String timestamp, int seconds) {
        return Instant.parse(timestamp).plusSeconds(seconds).toString();
    }

    private static Breakage stampedOnce() {
        String[] first = {""};
        return Events.altered(event -> {
            first[0] = first[0].isEmpty() ? event.path("timestamp").asText() : first[0];
            event.put("timestamp", first[0]);
            event.remove("meterValue");
        });
    }

    private static Breakage register(Action action, Predicate<ObjectNode> fits, int more) {
        return Breakage.altering(action, request -> {
            if (fits.test(request)) {
                registers(
                        request, value -> value.put("value", value.path("value").asLong() + more));
            }
        });
    }

    private static void registers(ObjectNode request, Consumer<ObjectNode> change) {
        request.path("meterValue").forEach(one -> one.path("sampledValue").forEach(sampled -> {
            if (sampled.path("measurand").asText().equals("Energy.Active.Import.Register")) {
                change.accept((ObjectNode) sampled);
            }
        }));
    }

    private static Breakage anew() {
        long[] last = {0};
        return Events.altered(event -> registers(event, value -> {
            long now = value.path("value").asLong();
            value.put("value", now - last[0]);
            last[0] = now;
        }));
    }

    private static Breakage standing() {
        String[] first = {""};
        return Events.altered(event -> registers(event, value -> {
            first[0] = first[0].isEmpty() ? value.path("value").asText() : first[0];
            value.put("value", Double.parseDouble(first[0]));
        }));
    }

    private static Mutant unit(String measurand, String unit, String... cases) {
        return Mutant.of(
                        measurand + " is told in " + unit,
                        () -> sampled(value -> {
                            if (value.path("measurand").asText().equals(measurand)) {
                                value.putObject("unitOfMeasure").put("unit", unit);
                            }
                        }))
                .at("own validation: unit of " + measurand, cases);
    }

    private static Breakage sampled(Consumer<ObjectNode> change) {
        Consumer<ObjectNode> all = request -> request.path("meterValue")
                .forEach(one -> one.path("sampledValue").forEach(value -> change.accept((ObjectNode) value)));
        return Breakage.altering(Action.MeterValues, all).and(Events.altered(all));
    }

    private static Breakage heartbeats(int seconds) {
        return Breakage.onWire(new Frames() {
            @Override
            protected Frame csms(Frame frame) {
                if (frame instanceof Frame.CallResult result && result.payload().has("interval")) {
                    ((ObjectNode) result.payload()).put("interval", seconds);
                }
                return frame;
            }
        });
    }

    private static Breakage everySecondHeartbeat() {
        int[] count = {0};
        return Breakage.dropping(Action.Heartbeat, beat -> ++count[0] % 2 == 0);
    }

    /** The station answers, and has not understood. */
    private static Breakage forgetting(Action action, String status) {
        return Breakage.onWire(new Frames() {
                    @Override
                    protected Frame csms(Frame frame) {
                        return request(frame, action).isEmpty()
                                ? frame
                                : new Frame.Call(
                                        frame.messageId(),
                                        Action.DataTransfer.wire(),
                                        Wires.object().put("vendorId", "nobody"));
                    }
                })
                .and(Wires.answering(action, status));
    }

    private static Breakage outOfServiceOnPaper() {
        return forgetting(Action.ChangeAvailability, "Accepted")
                .and(Wires.answered(
                        Action.ChangeAvailability,
                        Action.StatusNotification,
                        time -> Wires.status(time, 1, "Unavailable")));
    }

    private static Breakage refusingRemoteStarts() {
        return forgetting(Action.RequestStartTransaction, "Rejected");
    }
}
