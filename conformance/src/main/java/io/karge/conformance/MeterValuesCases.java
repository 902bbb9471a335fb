package io.karge.conformance;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.MeterValuesRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.MeasurandEnumType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The cases of functional block J. The measurands are those that the product's certificate lists (C-40). */
public final class MeterValuesCases {
    /** How old a reading of the hardware may be: a moment as near to begin or end as that may be missing. */
    private static final Duration READING = Duration.ofMillis(500);

    /** How many moments a case looks at, at least. */
    private static final int MOMENTS = 3;

    private static final TriggerReasonEnumType CLOCK = TriggerReasonEnumType.MeterValueClock;
    private static final TriggerReasonEnumType PERIODIC = TriggerReasonEnumType.MeterValuePeriodic;

    /** Clock-aligned values of idle EVSEs: J01.FR.14. */
    @TestCase("TC_J_01_CS")
    public void alignedWithoutTransaction(Bench bench) {
        Duration interval = bench.configured().alignedInterval();
        List<String> measurands = measurands(bench, "AlignedDataCtrlr", "Measurands", "aligned", 0);
        interval(bench, "AlignedDataCtrlr", "Interval", interval);
        Map<Integer, MeterValues> seen = collect(bench, "step 1", interval, MeterValuesRequest.class::isInstance);
        seen.forEach((evseId, values) -> checkAligned("step 1, EVSE " + evseId, values, measurands, interval));
        checkSameMoments("post scenario", seen);
    }

    /** Clock-aligned values while a transaction runs: in its events, or as those of the idle EVSEs (J01.FR.22). */
    @TestCase("TC_J_02_CS")
    public void alignedWithTransaction(Bench bench) {
        Duration interval = bench.configured().alignedInterval();
        List<String> measurands = measurands(bench, "AlignedDataCtrlr", "Measurands", "aligned", 1);
        bench.variables().configure("AlignedDataCtrlr", "SendDuringIdle", "false");
        bench.variables().configure("SampledDataCtrlr", "RegisterValuesWithoutPhases", "false");
        interval(bench, "AlignedDataCtrlr", "Interval", interval);
        bench.states().energyTransferStarted();
        bench.csms().came(MeterValuesRequest.class, before -> true); // of before the transaction
        Map<Integer, MeterValues> seen = collect(
                bench,
                "step 1 or 3",
                interval,
                request -> request instanceof MeterValuesRequest || isOf(bench, request, CLOCK));
        seen.forEach((evseId, values) -> checkAligned("step 1 or 3, EVSE " + evseId, values, measurands, interval));
        checkSameMoments("post scenario", seen);
        checkEvents(bench, CLOCK, interval);
    }

    /** Clock-aligned values that come with the end of the transaction. */
    @TestCase("TC_J_03_CS")
    public void alignedAtTheEnd(Bench bench) {
        Duration interval = bench.configured().alignedInterval();
        List<String> measurands = measurands(bench, "AlignedDataCtrlr", "TxEndedMeasurands", "alignedTxEnded", 2);
        interval(bench, "AlignedDataCtrlr", "TxEndedInterval", interval);
        bench.variables().configure("SampledDataCtrlr", "TxEndedMeasurands", "");
        bench.variables().configure("AlignedDataCtrlr", "SendDuringIdle", "false");
        MeterValues values = MeterValues.of(valuesOfTheEnd(bench, interval));
        checkAligned("post scenario", values, measurands, interval);

        List<TransactionEventRequest> events = bench.states().events();
        Instant start = events.stream()
                .filter(event -> event.evse() != null) // before that nothing can be measured
                .findFirst()
                .orElseThrow()
                .timestamp();
        Instant end = events.get(events.size() - 1).timestamp();
        Checks.that(
                "post scenario: first timestamp",
                !values.moments().get(0).isBefore(start),
                "not before " + start,
                values.moments());
        Checks.that(
                "post scenario: last timestamp",
                !values.moments().get(values.moments().size() - 1).isAfter(end),
                "not after " + end,
                values.moments());
        List<Instant> within = MeterValues.grid(start.plus(READING), end.minus(READING), interval);
        Checks.that(
                "post scenario: an element for each moment from " + start + " to " + end,
                values.moments().containsAll(within),
                within.toString(),
                values.moments());
    }

    /** The values of the begin come with Started, whose EVSE is known: E02.FR.09. */
    @TestCase("TC_J_07_CS")
    public void sampledAtTheStart(Bench bench) {
        List<String> measurands = measurands(bench, "SampledDataCtrlr", "TxStartedMeasurands", "txStarted", 3);
        bench.variables().configure("TxCtrlr", "TxStartPoint", "EVConnected");
        bench.states().parkingBayOccupied();
        bench.states().evConnectedPreSession();
        bench.states().energyTransferStarted();
        TransactionEventRequest started = bench.states().events().get(0);
        Checks.equal("post scenario: eventType", started.eventType(), TransactionEventEnumType.Started);
        checkBegin(bench, started, measurands);
    }

    /** The transaction starts with a card for no EVSE; the values come as soon as it is known: E03.FR.11. */
    @TestCase("TC_J_08_CS")
    public void sampledWhenTheEvseIsKnown(Bench bench) {
        List<String> measurands = measurands(bench, "SampledDataCtrlr", "TxStartedMeasurands", "txStarted", 4);
        bench.variables().configure("TxCtrlr", "TxStartPoint", "Authorized");
        bench.states().authorizedForAnyEvse(bench.validIdToken());
        bench.states().energyTransferStarted();
        List<TransactionEventRequest> events = bench.states().events();
        Checks.absent("post scenario: evse of the first event", events.get(0).evse());
        checkBegin(
                bench,
                events.stream()
                        .filter(event -> event.evse() != null)
                        .findFirst()
                        .orElseThrow(),
                measurands);
    }

    /** Values at an interval while the transaction runs: J02.FR.11. */
    @TestCase("TC_J_09_CS")
    public void sampledWhileItRuns(Bench bench) {
        Duration interval = bench.configured().sampledInterval();
        List<String> measurands = measurands(bench, "SampledDataCtrlr", "TxUpdatedMeasurands", "txUpdated", 5);
        interval(bench, "SampledDataCtrlr", "TxUpdatedInterval", interval);
        bench.states().energyTransferStarted();
        bench.pause(bench.configured().transactionDuration().plus(interval.multipliedBy(MOMENTS)));
        List<MeterValueType> values = eventsOf(bench, PERIODIC).stream()
                .flatMap(event -> Checks.present("step 1: meterValue of " + event, event.meterValue()).stream())
                .toList();
        MeterValues seen = MeterValues.of(values);
        seen.check("step 1", measurands, ReadingContextEnumType.SamplePeriodic);
        MeterValues.checkInterval("post scenario: timestamps of the values", seen.moments(), interval);
        checkEvents(bench, PERIODIC, interval);
    }

    /** Values at an interval that come with the end of the transaction: E06.FR.11. */
    @TestCase("TC_J_10_CS")
    public void sampledAtTheEnd(Bench bench) {
        Duration interval = bench.configured().sampledInterval();
        List<String> measurands = measurands(bench, "SampledDataCtrlr", "TxEndedMeasurands", "txEnded", 6);
        interval(bench, "SampledDataCtrlr", "TxEndedInterval", interval);
        bench.variables().configure("AlignedDataCtrlr", "TxEndedMeasurands", "");
        interval(bench, "AlignedDataCtrlr", "TxEndedInterval", interval); // so that a station that ignores it is seen
        MeterValues values = MeterValues.of(valuesOfTheEnd(bench, interval));
        values.check(
                "post scenario",
                measurands,
                ReadingContextEnumType.SamplePeriodic,
                ReadingContextEnumType.TransactionEnd);
        MeterValues end = values.with(ReadingContextEnumType.TransactionEnd);
        end.check("post scenario, the last", measurands, ReadingContextEnumType.TransactionEnd);
        MeterValues periodic = values.with(ReadingContextEnumType.SamplePeriodic);
        MeterValues.checkInterval("post scenario: Sample.Periodic", periodic.moments(), interval);
        periodic.check("post scenario, before the last", measurands, ReadingContextEnumType.SamplePeriodic);
        Checks.equal(
                "post scenario: elements with Transaction.End", end.moments().size(), 1);
    }

    /** A transaction that goes on for some intervals and then ends; the values of its Ended event. */
    private static List<MeterValueType> valuesOfTheEnd(Bench bench, Duration interval) {
        bench.states().energyTransferStarted();
        bench.pause(interval.multipliedBy(MOMENTS));
        bench.states().parkingBayUnoccupied();
        List<TransactionEventRequest> events = bench.states().events();
        TransactionEventRequest ended = events.get(events.size() - 1);
        Checks.equal("post scenario: eventType", ended.eventType(), TransactionEventEnumType.Ended);
        return Checks.present("post scenario: meterValue of Ended", ended.meterValue());
    }

    /** The values of the begin come with this event, first, and with no other. */
    private static void checkBegin(Bench bench, TransactionEventRequest event, List<String> measurands) {
        List<MeterValueType> values = Checks.present("post scenario: meterValue of " + event, event.meterValue());
        Checks.equal(
                "post scenario: meterValue[0].sampledValue[0].context",
                values.get(0).sampledValue().get(0).context(),
                ReadingContextEnumType.TransactionBegin);
        List<TransactionEventRequest> others = bench.states().events().stream()
                .filter(other -> other.seqNo() != event.seqNo() && begins(other))
                .toList();
        Checks.that("post scenario: other events with Transaction.Begin", others.isEmpty(), "none", others);
        MeterValues begin = MeterValues.of(values).with(ReadingContextEnumType.TransactionBegin);
        Checks.equal(
                "post scenario: elements with Transaction.Begin",
                begin.moments().size(),
                1);
        begin.check("post scenario", measurands, ReadingContextEnumType.TransactionBegin);
    }

    private static boolean begins(TransactionEventRequest event) {
        List<MeterValueType> values = event.meterValue();
        return values != null
                && !MeterValues.of(values)
                        .with(ReadingContextEnumType.TransactionBegin)
                        .moments()
                        .isEmpty();
    }

    private static void checkAligned(String what, MeterValues values, List<String> measurands, Duration interval) {
        values.check(what, measurands, ReadingContextEnumType.SampleClock);
        MeterValues.checkInterval(what, values.moments(), interval);
        MeterValues.checkAligned(what, values.moments(), interval);
    }

    /** The EVSEs have the moments in common that lie within all of them. */
    private static void checkSameMoments(String what, Map<Integer, MeterValues> seen) {
        TreeSet<Instant> all = new TreeSet<>();
        seen.values().forEach(values -> all.addAll(values.moments()));
        seen.forEach((evseId, values) -> {
            TreeSet<Instant> own = new TreeSet<>(values.moments());
            Checks.that(
                    what + ": timestamps of EVSE " + evseId,
                    own.equals(all.subSet(own.first(), true, own.last(), true)),
                    "those of the others, " + all,
                    own);
        });
    }

    /** The events of metering alone are as far apart as the values are taken. */
    private static void checkEvents(Bench bench, TriggerReasonEnumType trigger, Duration interval) {
        List<Instant> timestamps = eventsOf(bench, trigger).stream()
                .map(TransactionEventRequest::timestamp)
                .distinct()
                .toList();
        if (!timestamps.isEmpty()) {
            MeterValues.checkInterval("post scenario: TransactionEvents of " + trigger, timestamps, interval);
        }
    }

    private static List<TransactionEventRequest> eventsOf(Bench bench, TriggerReasonEnumType trigger) {
        return bench.states().events().stream()
                .filter(event -> event.triggerReason() == trigger)
                .toList();
    }

    private static boolean isOf(Bench bench, OcppRequest request, TriggerReasonEnumType trigger) {
        return request instanceof TransactionEventRequest event
                && event.triggerReason() == trigger
                && bench.states()
                        .transactionId()
                        .filter(event.transactionInfo().transactionId()::equals)
                        .isPresent();
    }

    /** Takes messages until every EVSE has been heard of at some moments, or one of them too often. */
    private static Map<Integer, MeterValues> collect(
            Bench bench, String step, Duration interval, Predicate<OcppRequest> fits) {
        Map<Integer, MeterValues> seen = new TreeMap<>();
        bench.station().model().evses().forEach(evse -> seen.put(evse.evseId(), new MeterValues()));
        while (seen.values().stream().anyMatch(values -> values.moments().size() < MOMENTS)
                && seen.values().stream().allMatch(values -> values.moments().size() <= MOMENTS)) {
            OcppRequest request = bench.csms()
                    .await(step + ": meter values of every EVSE", interval, OcppRequest.class, fits)
                    .request();
            add(bench, seen, request);
        }
        bench.csms().optional(OcppRequest.class, fits).ifPresent(rest -> add(bench, seen, rest.request()));
        bench.csms().came(OcppRequest.class, fits).forEach(rest -> add(bench, seen, rest.request()));
        return seen;
    }

    private static void add(Bench bench, Map<Integer, MeterValues> seen, OcppRequest request) {
        int evseId = request instanceof MeterValuesRequest idle ? idle.evseId() : bench.evseId();
        List<MeterValueType> values = request instanceof MeterValuesRequest idle
                ? idle.meterValue()
                : ((TransactionEventRequest) request).meterValue();
        MeterValues of = seen.computeIfAbsent(evseId, first -> new MeterValues());
        Checks.present("meterValue of " + request, values).forEach(of::add);
    }

    /**
     * The station is to measure what the product's certificate lists for the occasion, but for one measurand, another in
     * each case, or with one more where the list has only one: a station that measures what it always does is found out.
     * Gives what it is to measure.
     *
     * @param without which is left out, counted over the end of the list
     */
    private static List<String> measurands(
            Bench bench, String component, String variable, String occasion, int without) {
        List<String> wanted = new ArrayList<>(bench.station().product().measurands(occasion));
        if (wanted.size() > 1) {
            wanted.remove(without % wanted.size());
        } else {
            wanted.add(MeasurandEnumType.PowerActiveImport.wire());
        }
        bench.variables().configure(component, variable, String.join(",", wanted));
        Checks.equal("configuration state: " + variable, bench.variables().list(component, variable), wanted);
        return wanted;
    }

    private static void interval(Bench bench, String component, String variable, Duration interval) {
        bench.variables().configure(component, variable, String.valueOf(interval.toSeconds()));
    }
}
