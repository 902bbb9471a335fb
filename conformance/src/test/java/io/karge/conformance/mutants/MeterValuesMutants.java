package io.karge.conformance.mutants;

import static io.karge.conformance.mutants.Events.metered;
import static io.karge.conformance.mutants.Events.trigger;
import static io.karge.conformance.mutants.Events.type;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Breakage;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.ocpp.Action;
import io.karge.station.ProductFacts;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Meter values: block J. */
final class MeterValuesMutants {
    private static final Predicate<ObjectNode> PERIODIC = trigger("MeterValuePeriodic");
    private static final Predicate<ObjectNode> CLOCK = trigger("MeterValueClock");
    private static final Predicate<ObjectNode> ENDED = type("Ended");

    static final List<Mutant> ALL = List.of(
            Mutant.of("there is no metering", () -> Breakage.without("metering"))
                    .at("configuration state", "J_01", "J_02", "J_03", "J_07", "J_08", "J_09", "J_10"),
            Mutant.of("values of idle EVSEs are not sent", () -> Breakage.dropping(Action.MeterValues))
                    .at("step 1: meter values of every EVSE", "J_01")
                    .in("J_02"),
            Mutant.of(
                            "values of one EVSE are not sent",
                            () -> Breakage.dropping(
                                    Action.MeterValues,
                                    values -> values.path("evseId").asInt() == 2))
                    .at("EVSE 2: moments: expected at least two", "J_01", "J_02"),
            Mutant.of("values of the transaction are not sent", () -> Events.missing(CLOCK.or(PERIODIC)))
                    .in("J_02", "J_09"),
            Mutant.of("an event has no values", () -> Events.altered(any -> true, event -> event.remove("meterValue")))
                    .at("meterValue of", "J_02", "J_03", "J_07", "J_08", "J_09", "J_10"),
            Mutant.of(
                            "a measurand that is zero is omitted",
                            () -> both(value -> omit((ArrayNode) value.path("sampledValue"))))
                    .in("J_01", "J_02", "J_03", "J_07", "J_08", "J_09", "J_10"),
            Mutant.of(
                            "the aligned measurands are those of the product",
                            () -> product("AlignedDataCtrlr", "Measurands", "aligned"))
                    .at("measurands at", "J_01", "J_02"),
            Mutant.of(
                            "the aligned measurands of the end are those of the product",
                            () -> product("AlignedDataCtrlr", "TxEndedMeasurands", "alignedTxEnded"))
                    .at("measurands at", "J_03"),
            Mutant.of(
                            "the measurands of the start are those of the product",
                            () -> product("SampledDataCtrlr", "TxStartedMeasurands", "txStarted"))
                    .at("measurands at", "J_07", "J_08"),
            Mutant.of(
                            "the sampled measurands are those of the product",
                            () -> product("SampledDataCtrlr", "TxUpdatedMeasurands", "txUpdated"))
                    .at("measurands at", "J_09"),
            Mutant.of(
                            "the measurands of the end are those of the product",
                            () -> product("SampledDataCtrlr", "TxEndedMeasurands", "txEnded"))
                    .at("measurands at", "J_10"),
            // effect: AlignedDataCtrlr.Interval, AlignedDataCtrlr.TxEndedInterval, SampledDataCtrlr.TxUpdatedInterval
            // effect: SampledDataCtrlr.TxEndedInterval, AlignedDataCtrlr.Measurands, AlignedDataCtrlr.TxEndedMeasurands
            // effect: SampledDataCtrlr.TxStartedMeasurands, SampledDataCtrlr.TxUpdatedMeasurands
            // effect: SampledDataCtrlr.TxEndedMeasurands
            interval("AlignedDataCtrlr", "Interval", "900", "J_01", "J_02"),
            interval("AlignedDataCtrlr", "Interval", "2", "J_01", "J_02"),
            interval("AlignedDataCtrlr", "TxEndedInterval", "0", "J_03"),
            interval("AlignedDataCtrlr", "TxEndedInterval", "2", "J_03"),
            interval("SampledDataCtrlr", "TxUpdatedInterval", "60", "J_09"),
            interval("SampledDataCtrlr", "TxUpdatedInterval", "1", "J_09"),
            interval("SampledDataCtrlr", "TxEndedInterval", "0", "J_10"),
            interval("SampledDataCtrlr", "TxEndedInterval", "2", "J_10"),
            Mutant.of("the context is that of an interval", () -> both(context("Sample.Periodic")))
                    .at("context at", "J_01", "J_02", "J_03")
                    .at("expected TransactionBegin", "J_07", "J_08")
                    .at("Sample.Periodic: interval", "J_10"),
            Mutant.of("the context is that of the clock", () -> both(context("Sample.Clock")))
                    .at("context at", "J_09", "J_10")
                    .at("expected TransactionBegin", "J_07", "J_08"),
            Mutant.of("the context is that of a trigger", () -> both(context("Trigger")))
                    .at("context at", "J_01", "J_02", "J_03", "J_09", "J_10"),
            Mutant.of("the moments are a second late", () -> both(MeterValuesMutants::late))
                    .at("a multiple of PT4S since midnight", "J_01", "J_02", "J_03"),
            Mutant.of(
                            "the moments of one EVSE are a second late",
                            () -> Breakage.altering(Action.MeterValues, request -> {
                                if (request.path("evseId").asInt() == 2) {
                                    each(request, MeterValuesMutants::late);
                                }
                            }))
                    .at("timestamp", "J_01", "J_02"),
            Mutant.of("every second sample is for another reason", () -> skipping("MeterValuePeriodic"))
                    .at("interval before", "J_09"),
            Mutant.of("every second sample of the clock is for another reason", () -> skipping("MeterValueClock"))
                    .in("J_02"),
            Mutant.of("the first moment is missing", () -> ending(values -> values.remove(0)))
                    .at("an element for each moment", "J_03"),
            Mutant.of("the last moment is missing", () -> ending(values -> values.remove(values.size() - 1)))
                    .at("an element for each moment", "J_03")
                    .at("Transaction.End", "J_10"),
            Mutant.of("a moment is missing", () -> ending(values -> values.remove(1)))
                    .at("interval before", "J_03", "J_10"),
            Mutant.of(
                            "there is a moment after the end",
                            () -> ending(values -> values.forEach(value -> {
                                ObjectNode one = (ObjectNode) value;
                                one.put("timestamp", time(one).plusSeconds(8).toString());
                            })))
                    .at("last timestamp", "J_03"),
            Mutant.of("the register goes back", MeterValuesMutants::falling).in("J_02", "J_09", "J_10"),
            Mutant.of(
                            "the vehicle measures",
                            () -> both(value -> value.path("sampledValue")
                                    .forEach(sampled -> ((ObjectNode) sampled).put("location", "EV"))))
                    .at("location at", "J_01", "J_02", "J_03", "J_07", "J_08", "J_09", "J_10"),
            Mutant.of(
                            "the values of the begin come with a later event",
                            () -> Events.altered(one -> one.has("evse"), event -> event.remove("meterValue")))
                    .in("J_07", "J_08"),
            Mutant.of(
                            "the first value of the begin is another",
                            () -> Events.altered(type("Started").or(one -> one.has("evse")), event -> {
                                ArrayNode values = (ArrayNode) event.path("meterValue");
                                ObjectNode first = values.get(0).deepCopy();
                                context("Sample.Clock").accept(first);
                                values.insert(0, first);
                            }))
                    .at("meterValue[0].sampledValue[0].context", "J_07"),
            Mutant.of(
                            "later events have the values of the begin too",
                            () -> Events.altered(trigger("ChargingStateChanged"), event -> {
                                ObjectNode value = event.putArray("meterValue").addObject();
                                value.put("timestamp", event.path("timestamp").asText());
                                value.putArray("sampledValue")
                                        .addObject()
                                        .put("value", 0)
                                        .put("context", "Transaction.Begin");
                            }))
                    .at("other events with Transaction.Begin", "J_07", "J_08"),
            Mutant.of(
                            "a measurand comes twice",
                            () -> both(value -> {
                                ArrayNode sampled = (ArrayNode) value.path("sampledValue");
                                sampled.add(sampled.get(0).deepCopy());
                            }))
                    .at("one of a phase and location", "J_01", "J_02", "J_03", "J_07", "J_08", "J_09", "J_10"),
            Mutant.of(
                            "aligned values of the end come although there are to be none",
                            () -> Wires.ignoring(
                                    "AlignedDataCtrlr", "TxEndedMeasurands", "Energy.Active.Import.Register"))
                    .in("J_10"),
            Mutant.of(
                            "an EVSE that there is not has values",
                            () -> Wires.copied(
                                    Action.MeterValues,
                                    values -> values.path("evseId").asInt() == 2,
                                    values -> values.put("evseId", 7)))
                    .at("own validation: MeterValuesRequest.evseId", "J_01", "J_02"),
            Mutant.of(
                            "the EVSE is told before it is known",
                            () -> Events.altered(type("Started"), event -> event.putObject("evse")
                                    .put("id", 1)
                                    .put("connectorId", 1)))
                    .in("J_08"));

    private MeterValuesMutants() {}

    private static Breakage product(String component, String variable, String occasion) {
        List<String> listed = ProductFacts.read(new Hyc400Eu().product()).measurands(occasion);
        return Wires.ignoring(component, variable, String.join(",", listed));
    }

    private static Mutant interval(String component, String variable, String seconds, String... cases) {
        Supplier<Breakage> ignoring = () -> Wires.ignoring(component, variable, seconds);
        return Mutant.of(component + "." + variable + " is ignored, " + seconds + " s", ignoring)
                .in(cases);
    }

    /** Values of idle EVSEs and of transactions are others. */
    private static Breakage both(Consumer<ObjectNode> value) {
        return Breakage.altering(Action.MeterValues, request -> each(request, value))
                .and(metered(any -> true, value));
    }

    /** As a station would that takes zero for nothing. */
    private static void omit(ArrayNode sampled) {
        for (int i = sampled.size() - 1; i > 0; i--) {
            if (sampled.get(i).path("measurand").asText().startsWith("Current")) {
                sampled.remove(i);
                return;
            }
        }
        if (sampled.size() > 1) {
            sampled.remove(0);
        } else {
            ((ObjectNode) sampled.get(0)).put("measurand", "Voltage");
        }
    }

    private static Breakage ending(Consumer<ArrayNode> change) {
        return Events.altered(ENDED, event -> change.accept((ArrayNode) event.path("meterValue")));
    }

    private static Breakage falling() {
        int[] next = {100_000};
        return both(value -> value.path("sampledValue").forEach(sampled -> {
            if (sampled.path("measurand").asText().equals("Energy.Active.Import.Register")) {
                ((ObjectNode) sampled).put("value", next[0]--);
            }
        }));
    }

    private static void late(ObjectNode value) {
        value.put("timestamp", time(value).plusSeconds(1).toString());
    }

    private static Instant time(ObjectNode value) {
        return Instant.parse(value.path("timestamp").asText());
    }

    /** Every second of the events for this reason says that it is for another. */
    private static Breakage skipping(String reason) {
        int[] count = {0};
        return Events.altered(trigger(reason), event -> {
            if (++count[0] % 2 == 0) {
                event.put("triggerReason", "Trigger");
            }
        });
    }

    private static void each(ObjectNode request, Consumer<ObjectNode> change) {
        request.path("meterValue").forEach(value -> change.accept((ObjectNode) value));
    }

    private static Consumer<ObjectNode> context(String context) {
        return value -> value.path("sampledValue").forEach(sampled -> ((ObjectNode) sampled).put("context", context));
    }
}
