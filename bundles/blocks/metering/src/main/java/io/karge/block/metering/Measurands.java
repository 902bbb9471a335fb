package io.karge.block.metering;

import io.karge.driver.MeterReading;
import io.karge.driver.MeterReading.Phase;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.MeterModel;
import io.karge.ocpp.types.LocationEnumType;
import io.karge.ocpp.types.MeasurandEnumType;
import io.karge.ocpp.types.PhaseEnumType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.ocpp.types.SignedMeterValueType;
import io.karge.ocpp.types.UnitOfMeasureType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a meter's reading gives for each measurand: values are there also when they are zero, those that the hardware does not know
 * are left out, and all is measured at the
 * outlet except the state of charge, which is the vehicle's (J01.FR.09, FR.10). Where the meter tells phases, power has a
 * value of them all and one of each, current and voltage have those of each: there is no overall one.
 */
final class Measurands {
    private static final int MILLI = 3;
    private static final List<MeasurandEnumType> KNOWN = List.of(
            MeasurandEnumType.CurrentImport,
            MeasurandEnumType.CurrentOffered,
            MeasurandEnumType.EnergyActiveExportRegister,
            MeasurandEnumType.EnergyActiveImportRegister,
            MeasurandEnumType.Frequency,
            MeasurandEnumType.PowerActiveImport,
            MeasurandEnumType.PowerOffered,
            MeasurandEnumType.SoC,
            MeasurandEnumType.Voltage);
    private static final List<PhaseEnumType> LINES = List.of(PhaseEnumType.L1, PhaseEnumType.L2, PhaseEnumType.L3);
    private static final List<PhaseEnumType> TO_NEUTRAL =
            List.of(PhaseEnumType.L1_N, PhaseEnumType.L2_N, PhaseEnumType.L3_N);

    private Measurands() {}

    /** The measurands that any EVSE of the model can measure, by their names on the wire; each EVSE samples its own. */
    static List<String> measurable(StationModel model) {
        return KNOWN.stream()
                .filter(measurand -> model.evses().stream().anyMatch(evse -> measures(evse.meter(), measurand)))
                .map(MeasurandEnumType::wire)
                .toList();
    }

    private static boolean measures(MeterModel meter, MeasurandEnumType measurand) {
        return switch (measurand) {
            case EnergyActiveImportRegister -> meter.energy();
            case EnergyActiveExportRegister -> meter.exportEnergy();
            case PowerActiveImport, PowerOffered -> meter.power();
            case CurrentImport, CurrentOffered -> meter.current();
            case Voltage -> meter.voltage();
            case Frequency -> meter.frequency();
            case SoC -> meter.stateOfCharge();
            default -> false;
        };
    }

    /**
     * The values of a measurand in a reading, none when the EVSE's meter does not measure it.
     *
     * @param signs whether the register is told as the meter has signed it, where it has
     */
    static List<SampledValueType> values(
            String name, MeterModel meter, MeterReading reading, ReadingContextEnumType context, boolean signs) {
        return MeasurandEnumType.of(name)
                .filter(measurand -> measures(meter, measurand))
                .map(measurand -> values(measurand, reading).stream()
                        .map(value -> value.withContext(context)
                                .withMeasurand(measurand)
                                .withLocation(
                                        measurand == MeasurandEnumType.SoC
                                                ? LocationEnumType.EV
                                                : LocationEnumType.Outlet)
                                .withUnitOfMeasure(UnitOfMeasureType.of().withUnit(unit(measurand)))
                                .withSignedMeterValue(signs ? signed(measurand, reading) : null))
                        .toList())
                .orElse(List.of());
    }

    private static List<SampledValueType> values(MeasurandEnumType measurand, MeterReading reading) {
        List<Phase> phases = reading.phases();
        Integer frequency = reading.frequencyMhz();
        Long export = reading.exportEnergyWh();
        Integer soc = reading.socPercent();
        return switch (measurand) {
            case EnergyActiveImportRegister -> whole(reading.energyWh());
            case EnergyActiveExportRegister -> export == null ? List.of() : whole(export);
            case PowerActiveImport -> {
                List<SampledValueType> all = new ArrayList<>(whole(reading.powerW()));
                all.addAll(each(phases, LINES, phase -> phase.powerW() * 1000L));
                yield all;
            }
            case PowerOffered -> whole(reading.offeredPowerW());
            case CurrentImport -> phases.isEmpty() ? milli(reading.currentMa()) : each(phases, LINES, Phase::currentMa);
            case CurrentOffered -> milli(reading.offeredCurrentMa());
            case Voltage -> phases.isEmpty() ? milli(reading.voltageMv()) : each(phases, TO_NEUTRAL, Phase::voltageMv);
            case Frequency -> frequency == null ? List.of() : milli(frequency);
            case SoC -> soc == null ? List.of() : whole(soc);
            default -> List.of();
        };
    }

    private static List<SampledValueType> each(
            List<Phase> phases, List<PhaseEnumType> names, ToLongFunction<Phase> thousandths) {
        List<SampledValueType> values = new ArrayList<>();
        for (int i = 0; i < phases.size(); i++) {
            values.add(SampledValueType.of(thousandth(thousandths.applyAsLong(phases.get(i))))
                    .withPhase(names.get(i)));
        }
        return values;
    }

    private static List<SampledValueType> whole(long value) {
        return List.of(SampledValueType.of(BigDecimal.valueOf(value)));
    }

    private static List<SampledValueType> milli(long thousandths) {
        return List.of(SampledValueType.of(thousandth(thousandths)));
    }

    /** A thousandth, without zeros at its end, so that it reads the same after it was stored. */
    private static BigDecimal thousandth(long thousandths) {
        BigDecimal value = BigDecimal.valueOf(thousandths, MILLI).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private static @Nullable SignedMeterValueType signed(MeasurandEnumType measurand, MeterReading reading) {
        MeterReading.Signed signed = reading.signed();
        if (signed == null || measurand != MeasurandEnumType.EnergyActiveImportRegister) {
            return null;
        }
        String data = Base64.getEncoder().encodeToString(signed.data().getBytes(StandardCharsets.UTF_8));
        return SignedMeterValueType.of(data, signed.method(), signed.encoding(), signed.publicKey());
    }

    private static String unit(MeasurandEnumType measurand) {
        return switch (measurand) {
            case EnergyActiveImportRegister, EnergyActiveExportRegister -> "Wh";
            case PowerActiveImport, PowerOffered -> "W";
            case CurrentImport, CurrentOffered -> "A";
            case Voltage -> "V";
            case Frequency -> "Hz";
            default -> "Percent";
        };
    }
}
