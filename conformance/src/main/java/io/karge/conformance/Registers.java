package io.karge.conformance;

import io.karge.conformance.TestCsms.Received;
import io.karge.ocpp.messages.MeterValuesRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.MeasurandEnumType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.ocpp.types.UnitOfMeasureType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What every case asserts of meter values at its end, of all messages together: the energy register of an EVSE is that of its
 * meter and never falls, and values are in the unit of their measurand.
 */
final class Registers {
    /** What a register that is told in whole units may be off. */
    private static final BigDecimal ROUNDING = BigDecimal.ONE;

    /** Part 2, StandardizedUnitsOfMeasure, by the first words of the measurands. */
    private static final Map<String, String> UNITS = Map.of(
            "Energy.Active", "Wh",
            "Power.Active", "W",
            "Power.Offered", "W",
            "Current", "A",
            "Voltage", "V",
            "SoC", "Percent",
            "Frequency", "Hertz");

    private static final int MAIN_METER = 0;
    private static final int SECONDS_OF_AN_HOUR = 3600;

    private final StationUnderTest station;
    private final Map<Integer, Long> before = new HashMap<>();

    /** @param power null where it was not told with the register */
    private record Reading(
            Instant at, BigDecimal wh, @Nullable BigDecimal power) {}

    /** Reads the meters as they are when the case begins. */
    Registers(StationUnderTest station) {
        this.station = station;
        station.model().evses().forEach(evse -> before.put(evse.evseId(), station.meterWh(evse.evseId())));
    }

    /**
     * Asserts it.
     *
     * @throws AssertionError when it does not hold
     */
    void verify(List<Received<?>> all) {
        Map<Integer, List<Reading>> readings = new TreeMap<>();
        Map<String, Integer> evses = new HashMap<>();
        all.forEach(received -> {
            if (received.request() instanceof TransactionEventRequest event && event.evse() != null) {
                evses.put(event.transactionInfo().transactionId(), event.evse().id());
            }
        });
        all.forEach(received -> {
            if (received.request() instanceof MeterValuesRequest idle) {
                Checks.that(
                        "own validation: MeterValuesRequest.evseId",
                        idle.evseId() == MAIN_METER || before.containsKey(idle.evseId()),
                        "0 or one of " + before.keySet(),
                        idle.evseId());
                add(readings, idle.evseId(), idle.meterValue());
            } else if (received.request() instanceof TransactionEventRequest event) {
                add(readings, evses.get(event.transactionInfo().transactionId()), event.meterValue());
            }
        });
        readings.forEach(this::verify);
    }

    private static void add(
            Map<Integer, List<Reading>> readings, @Nullable Integer evseId, @Nullable List<MeterValueType> values) {
        if (values == null) {
            return;
        }
        for (MeterValueType value : values) {
            for (SampledValueType sampled : value.sampledValue()) {
                verifyUnit(sampled);
                if (evseId != null
                        && evseId != MAIN_METER
                        && measurand(sampled) == MeasurandEnumType.EnergyActiveImportRegister) {
                    readings.computeIfAbsent(evseId, first -> new ArrayList<>())
                            .add(new Reading(value.timestamp(), sampled.value(), power(value)));
                }
            }
        }
    }

    private void verify(int evseId, List<Reading> readings) {
        String what = "own validation: Energy.Active.Import.Register of EVSE " + evseId;
        readings.sort(Comparator.comparing(Reading::at).thenComparing(Reading::wh));
        BigDecimal least = BigDecimal.valueOf(before.getOrDefault(evseId, 0L)).subtract(ROUNDING);
        BigDecimal most = BigDecimal.valueOf(station.meterWh(evseId)).add(ROUNDING);
        for (Reading reading : readings) {
            Checks.that(
                    what + " at " + reading.at(),
                    reading.wh().compareTo(least) >= 0 && reading.wh().compareTo(most) <= 0,
                    "from " + least + ", which it had, to " + most + ", which the meter shows",
                    reading.wh());
            least = reading.wh();
        }
        for (int i = 1; i < readings.size(); i++) {
            verifyPower(evseId, readings.get(i - 1), readings.get(i));
        }
    }

    private static @Nullable BigDecimal power(MeterValueType value) {
        return value.sampledValue().stream()
                .filter(sampled -> measurand(sampled) == MeasurandEnumType.PowerActiveImport)
                .map(SampledValueType::value)
                .findFirst()
                .orElse(null);
    }

    /** While a vehicle charges, the register does not rise by more than twice of what the power at both ends explains. */
    private static void verifyPower(int evseId, Reading before, Reading after) {
        double seconds = Duration.between(before.at(), after.at()).toMillis() / 1000.0;
        if (before.power() == null || after.power() == null || seconds <= 0) {
            return;
        }
        double most = before.power().max(after.power()).doubleValue();
        if (before.power().min(after.power()).signum() > 0) {
            double rise =
                    after.wh().subtract(before.wh()).subtract(ROUNDING).doubleValue() * SECONDS_OF_AN_HOUR / seconds;
            Checks.that(
                    "own validation: Power.Active.Import of EVSE " + evseId + " at " + after.at(),
                    rise <= 2 * most,
                    "about " + Math.round(rise) + " W, by which the register rises",
                    after.power());
        }
    }

    private static void verifyUnit(SampledValueType sampled) {
        MeasurandEnumType measurand = measurand(sampled);
        UnitOfMeasureType unit = sampled.unitOfMeasure();
        String what = "own validation: unit of " + measurand.wire();
        String told = unit == null || unit.unit() == null ? "Wh" : unit.unit();
        UNITS.entrySet().stream()
                .filter(known -> measurand.wire().startsWith(known.getKey()))
                .forEach(known -> Checks.equal(what, told, known.getValue()));
        Checks.equalOrAbsent(what + ": multiplier", unit == null ? null : unit.multiplier(), 0);
    }

    /** A value without a measurand is the energy register. */
    private static MeasurandEnumType measurand(SampledValueType sampled) {
        MeasurandEnumType measurand = sampled.measurand();
        return measurand == null ? MeasurandEnumType.EnergyActiveImportRegister : measurand;
    }
}
