package io.karge.conformance;

import io.karge.ocpp.types.LocationEnumType;
import io.karge.ocpp.types.MeasurandEnumType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.SampledValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The meter values of one EVSE or transaction, by the moment at which they were taken: the values of a moment may come in
 * several messages, which then have the same timestamp. With the validations that the cases of block J share.
 */
final class MeterValues {
    /** How far an interval may be off: what a busy station takes, and far less than any interval. */
    private static final Duration DEVIATION = Duration.ofMillis(500);

    private static final String REGISTER = MeasurandEnumType.EnergyActiveImportRegister.wire();
    private static final String SOC = MeasurandEnumType.SoC.wire();

    private final SortedMap<Instant, List<SampledValueType>> moments = new TreeMap<>();

    static MeterValues of(List<MeterValueType> values) {
        MeterValues all = new MeterValues();
        values.forEach(all::add);
        return all;
    }

    void add(MeterValueType value) {
        moments.computeIfAbsent(value.timestamp(), first -> new ArrayList<>()).addAll(value.sampledValue());
    }

    List<Instant> moments() {
        return List.copyOf(moments.keySet());
    }

    /** The values with this context. */
    MeterValues with(ReadingContextEnumType context) {
        MeterValues some = new MeterValues();
        moments.forEach((moment, values) -> {
            List<SampledValueType> fitting =
                    values.stream().filter(value -> context(value) == context).toList();
            if (!fitting.isEmpty()) {
                some.moments.put(moment, fitting);
            }
        });
        return some;
    }

    /**
     * At each moment there is each measurand, and every value has one of the contexts; nothing is measured at the
     * vehicle but its state of charge; the energy register never goes back (J02.FR.16).
     */
    void check(String step, List<String> measurands, ReadingContextEnumType... contexts) {
        BigDecimal[] register = {BigDecimal.ZERO};
        moments.forEach((moment, values) -> {
            List<String> measured = values.stream().map(MeterValues::measurand).toList();
            Checks.that(
                    step + ": measurands at " + moment,
                    Set.copyOf(measured).equals(Set.copyOf(measurands)),
                    measurands.toString(),
                    measured);
            for (SampledValueType value : values) {
                Checks.that(
                        step + ": values of " + measurand(value) + " at " + moment,
                        values.stream().filter(other -> isSame(value, other)).count() == 1,
                        "one of a phase and location",
                        values);
                Checks.oneOf(step + ": context at " + moment, context(value), Set.of(contexts));
                Checks.that(
                        step + ": location at " + moment,
                        value.location() != LocationEnumType.EV
                                || measurand(value).equals(SOC),
                        "not EV",
                        value);
                if (measurand(value).equals(REGISTER)) {
                    Checks.that(
                            step + ": " + REGISTER + " at " + moment,
                            value.value().compareTo(register[0]) >= 0,
                            "not below " + register[0],
                            value.value());
                    register[0] = value.value();
                }
            }
        });
    }

    private static boolean isSame(SampledValueType value, SampledValueType other) {
        return measurand(value).equals(measurand(other))
                && context(value) == context(other)
                && value.phase() == other.phase()
                && value.location() == other.location();
    }

    /** A value without a measurand is the energy register. */
    private static String measurand(SampledValueType value) {
        MeasurandEnumType measurand = value.measurand();
        return measurand == null ? REGISTER : measurand.wire();
    }

    private static ReadingContextEnumType context(SampledValueType value) {
        ReadingContextEnumType context = value.context();
        return context == null ? ReadingContextEnumType.SamplePeriodic : context;
    }

    /** There are at least two moments, and they are this far apart. */
    static void checkInterval(String what, List<Instant> moments, Duration interval) {
        Checks.that(what + ": moments", moments.size() > 1, "at least two", moments);
        for (int i = 1; i < moments.size(); i++) {
            Duration seen = Duration.between(moments.get(i - 1), moments.get(i));
            Checks.that(
                    what + ": interval before " + moments.get(i),
                    seen.minus(interval).abs().compareTo(DEVIATION) <= 0,
                    interval.toString(),
                    seen);
        }
    }

    /** The moments of the grid that begins at midnight, from one moment to another. */
    static List<Instant> grid(Instant from, Instant to, Duration interval) {
        long step = interval.toMillis();
        long first = Math.floorDiv(from.toEpochMilli() + step - 1, step) * step;
        List<Instant> moments = new ArrayList<>();
        for (long moment = first; moment <= to.toEpochMilli(); moment += step) {
            moments.add(Instant.ofEpochMilli(moment));
        }
        return moments;
    }

    /** The moments are on the grid that begins at midnight; an interval of less than an hour has it in every time zone. */
    static void checkAligned(String what, List<Instant> moments, Duration interval) {
        moments.forEach(moment -> Checks.that(
                what + ": timestamp",
                moment.toEpochMilli() % interval.toMillis() == 0,
                "a multiple of " + interval + " since midnight",
                moment));
    }
}
