package io.karge.conformance.mutants;

import static io.karge.conformance.mutants.Wires.answering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Breakage;
import io.karge.ocpp.Action;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Messages that the CSMS asks for: F06. */
final class TriggerMutants {
    private static final String[] TRIGGERED = {"F_11", "F_12", "F_20", "F_23", "F_24"};
    private static final String[] STATUS = {"F_23", "F_24"};
    private static final String[] VALUES = {"F_11", "F_12"};

    static final List<Mutant> ALL = List.of(
            Mutant.of("there are no meter values", () -> Breakage.without("metering"))
                    .at("step 2: TriggerMessageResponse.status", VALUES),
            Mutant.of("what is asked for is rejected", () -> answering(Action.TriggerMessage, "Rejected"))
                    .at("step 2: TriggerMessageResponse.status: expected Accepted, seen Rejected", TRIGGERED),
            Mutant.of("what is asked for is not implemented", () -> answering(Action.TriggerMessage, "NotImplemented"))
                    .at("step 2: TriggerMessageResponse.status", TRIGGERED)
                    .at("step 2: TriggerMessageResponse.status", "F_26"),
            Mutant.of(
                            "what is asked for does not come",
                            () -> Breakage.hearing(
                                    Action.TriggerMessage,
                                    trigger -> trigger.put(
                                            "requestedMessage",
                                            trigger.path("requestedMessage")
                                                            .asText()
                                                            .equals("Heartbeat")
                                                    ? "StatusNotification"
                                                    : "Heartbeat")))
                    .at("step 3", TRIGGERED),
            Mutant.of(
                            "meter values are of another EVSE",
                            () -> Breakage.altering(Action.MeterValues, values -> values.put("evseId", 2)))
                    .at("step 3: MeterValuesRequest.evseId: expected 1, seen 2", "F_11")
                    .at("step 3", "F_12"),
            Mutant.of(
                            "meter values of another EVSE follow",
                            () -> Wires.copied(Action.MeterValues, evse(1), values -> values.put("evseId", 2)))
                    .at("step 3: MeterValuesRequest of other EVSEs", VALUES),
            Mutant.of(
                            "meter values of the EVSE come twice",
                            () -> Wires.copied(Action.MeterValues, evse(1), values -> {}))
                    .at("step 3: MeterValuesRequest of other EVSEs", VALUES),
            Mutant.of("the clock has brought the meter values", () -> context("Sample.Clock"))
                    .at("step 3", VALUES),
            Mutant.of("the meter values are those of an interval", () -> context("Sample.Periodic"))
                    .at("step 3: meterValue[0].sampledValue[0].context: expected Trigger", VALUES),
            Mutant.of(
                            "only the first of the values was asked for",
                            () -> Breakage.altering(Action.MeterValues, values -> {
                                JsonNode sampled = values.at("/meterValue/0/sampledValue");
                                for (int i = 1; i < sampled.size(); i++) {
                                    ((ObjectNode) sampled.get(i)).put("context", "Sample.Periodic");
                                }
                            }))
                    .at("step 3: context at", VALUES),
            Mutant.of(
                            "the values are not those of all measurands",
                            () -> Breakage.altering(
                                    Action.MeterValues,
                                    values -> ((ArrayNode) values.at("/meterValue/0/sampledValue")).remove(0)))
                    .at("step 3: measurands at", VALUES),
            Mutant.of("an EVSE is left out", () -> Breakage.dropping(Action.MeterValues, evse(2)))
                    .at("step 3: MeterValuesRequest of EVSE 2", "F_12"),
            Mutant.of("there is no Heartbeat", () -> Breakage.dropping(Action.Heartbeat))
                    .at("step 3", "F_20"),
            Mutant.of("no status is reported", () -> Breakage.dropping(Action.StatusNotification))
                    .at("step 3: a report", "F_23")
                    .at("step 1: a report", "F_24"),
            Mutant.of(
                            "the status is that of before",
                            () -> Breakage.altering(Action.StatusNotification, new Consumer<>() {
                                private boolean first = true;

                                @Override
                                public void accept(ObjectNode status) {
                                    if (!first) {
                                        status.put("connectorStatus", "Available");
                                    }
                                    first = false;
                                }
                            }))
                    .at("step 3: status of connector 1.1: expected Occupied, seen Available", "F_24"),
            Mutant.of(
                            "a free connector is faulted",
                            () -> Breakage.altering(
                                    Action.StatusNotification, status -> status.put("connectorStatus", "Faulted")))
                    .at("step 3: status of connector 1.1: expected Available, seen Faulted", "F_23"),
            Mutant.of(
                            "the status of another EVSE follows",
                            () -> Wires.copied(Action.StatusNotification, evse(1), status -> status.put("evseId", 2)))
                    .in(STATUS),
            Mutant.of(
                            "the status of another connector follows",
                            () -> Wires.copied(
                                    Action.StatusNotification, evse(1), status -> status.put("connectorId", 2)))
                    .in(STATUS),
            Mutant.of(
                            "the status of another EVSE is reported",
                            () -> Breakage.altering(Action.StatusNotification, status -> status.put("evseId", 2)))
                    .at("a report", STATUS),
            Mutant.of("BootNotification is accepted once more", () -> answering(Action.TriggerMessage, "Accepted"))
                    .at("step 2: TriggerMessageResponse.status: expected Rejected, seen Accepted", "F_26"),
            Mutant.of(
                            "BootNotification is rejected and sent",
                            () -> Wires.answered(Action.TriggerMessage, Action.BootNotification, time -> boot()))
                    .at("after the last step", "F_26"));

    private TriggerMutants() {}

    private static Breakage context(String context) {
        return Breakage.altering(
                Action.MeterValues, values -> values.path("meterValue").forEach(value -> value.path("sampledValue")
                        .forEach(sampled -> ((ObjectNode) sampled).put("context", context))));
    }

    private static Predicate<ObjectNode> evse(int evseId) {
        return request -> request.path("evseId").asInt() == evseId;
    }

    private static ObjectNode boot() {
        ObjectNode boot = Wires.object().put("reason", "Triggered");
        boot.putObject("chargingStation").put("model", "HYC 400 EU").put("vendorName", "Alpitronic");
        return boot;
    }
}
