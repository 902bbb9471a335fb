package io.karge.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.ocpp.Action;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Stations whose meter values are broken on purpose, and the cases of block J that must notice. */
class BrokenMeterValuesTest {

    @Test
    void valuesThatAreNotSentAreMissed() {
        BrokenStation.fails("TC_J_01_CS", Breakage.without("metering"), "configuration state");
        BrokenStation.fails("TC_J_01_CS", Breakage.dropping(Action.MeterValues), "step 1: meter values of every EVSE");
        BrokenStation.fails(
                "TC_J_02_CS",
                Breakage.dropping(
                        Action.MeterValues, values -> values.path("evseId").asInt() == 2),
                "EVSE 2: moments: expected at least two");
        BrokenStation.fails("TC_J_03_CS", ofEvent("Ended", event -> event.remove("meterValue")), "meterValue of Ended");
        BrokenStation.fails("TC_J_07_CS", ofEvent("Started", event -> event.remove("meterValue")), "meterValue of");
        BrokenStation.fails("TC_J_08_CS", ofEvent("Updated", event -> event.remove("meterValue")), "meterValue of");
        BrokenStation.fails(
                "TC_J_09_CS", ofEvent("Updated", event -> event.remove("meterValue")), "step 1: meterValue of");
    }

    @Test
    void aMeasurandThatIsOmittedIsMissed() {
        Consumer<ObjectNode> withoutIdle = value -> remove((ArrayNode) value.path("sampledValue"));
        BrokenStation.fails("TC_J_01_CS", altering(Action.MeterValues, withoutIdle), "measurands at");
        BrokenStation.fails("TC_J_03_CS", ofEvent("Ended", event -> each(event, withoutIdle)), "measurands at");
        BrokenStation.fails("TC_J_07_CS", ofEvent("Started", event -> each(event, withoutIdle)), "measurands at");
    }

    /** As a station would that takes zero for nothing. */
    private static void remove(ArrayNode sampled) {
        for (int i = sampled.size() - 1; i > 0; i--) {
            if (sampled.get(i).path("measurand").asText().equals("Current.Import")) {
                sampled.remove(i);
                return;
            }
        }
        sampled.remove(0);
    }

    @Test
    void aWrongContextIsSeen() {
        BrokenStation.fails("TC_J_01_CS", altering(Action.MeterValues, context("Sample.Periodic")), "context at");
        BrokenStation.fails("TC_J_03_CS", ofEvent("Ended", e -> each(e, context("Sample.Periodic"))), "context at");
        BrokenStation.fails("TC_J_08_CS", ofEvent("Updated", e -> each(e, context("Other"))), "Transaction.Begin");
        BrokenStation.fails("TC_J_09_CS", ofEvent("Updated", e -> each(e, context("Trigger"))), "context at");
        BrokenStation.fails("TC_J_10_CS", ofEvent("Ended", e -> each(e, context("Other"))), "context at");
    }

    @Test
    void aWrongRhythmIsSeen() {
        Consumer<ObjectNode> late = value -> value.put(
                "timestamp",
                Instant.parse(value.path("timestamp").asText()).plusSeconds(1).toString());
        BrokenStation.fails("TC_J_01_CS", altering(Action.MeterValues, late), "a multiple of PT2S since midnight");
        BrokenStation.fails(
                "TC_J_01_CS",
                Breakage.altering(Action.MeterValues, request -> {
                    if (request.path("evseId").asInt() == 2) {
                        each(request, late);
                    }
                }),
                "timestamp");
        BrokenStation.fails("TC_J_09_CS", skipping("MeterValuePeriodic"), "interval before");
        BrokenStation.fails(
                "TC_J_10_CS",
                ofEvent("Ended", event -> ((ArrayNode) event.path("meterValue")).remove(1)),
                "Sample.Periodic: interval before");
    }

    @Test
    void aRegisterThatGoesBackIsSeen() {
        int[] next = {1000};
        BrokenStation.fails(
                "TC_J_10_CS",
                ofEvent(
                        "Ended",
                        event -> each(event, value -> value.path("sampledValue")
                                .forEach(sampled -> ((ObjectNode) sampled).put("value", next[0]--)))),
                "Energy.Active.Import.Register at");
    }

    @Test
    void aValueOfTheVehicleIsSeen() {
        BrokenStation.fails(
                "TC_J_09_CS",
                ofEvent(
                        "Updated",
                        event -> each(event, value -> value.path("sampledValue")
                                .forEach(sampled -> ((ObjectNode) sampled).put("location", "EV")))),
                "location at");
    }

    /** Every second of the events for this reason says that it is for another. */
    private static Breakage skipping(String trigger) {
        int[] count = {0};
        return Breakage.altering(Action.TransactionEvent, event -> {
            if (event.path("triggerReason").asText().equals(trigger) && ++count[0] == 2) {
                event.put("triggerReason", "Trigger");
            }
        });
    }

    private static Breakage ofEvent(String type, Consumer<ObjectNode> change) {
        return Breakage.altering(Action.TransactionEvent, event -> {
            if (event.path("eventType").asText().equals(type)) {
                change.accept(event);
            }
        });
    }

    private static Breakage altering(Action action, Consumer<ObjectNode> value) {
        return Breakage.altering(action, request -> each(request, value));
    }

    private static void each(ObjectNode request, Consumer<ObjectNode> change) {
        request.path("meterValue").forEach(value -> change.accept((ObjectNode) value));
    }

    private static Consumer<ObjectNode> context(String context) {
        return value -> {
            for (JsonNode sampled : value.path("sampledValue")) {
                ((ObjectNode) sampled).put("context", context);
            }
        };
    }
}
