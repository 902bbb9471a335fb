package io.karge.block.metering;

import io.karge.driver.MeterReading;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.MeterModel;
import io.karge.ocpp.types.LocationEnumType;
import io.karge.ocpp.types.MeasurandEnumType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.ocpp.types.UnitOfMeasureType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a DC meter's reading gives for each measurand: values are there also when they are zero, nothing has a phase, all
 * is measured at the outlet except the state of charge, which is the vehicle's (J01.FR.09, FR.10).
 */
final class Measurands {
    private static final int MILLI = 3;

    private Measurands() {}

    /** The measurands that every EVSE of the model can measure, by their names on the wire. */
    static List<String> measurable(StationModel model) {
        List<MeasurandEnumType> all = new ArrayList<>(List.of(
                MeasurandEnumType.CurrentImport,
                MeasurandEnumType.CurrentOffered,
                MeasurandEnumType.EnergyActiveImportRegister,
                MeasurandEnumType.PowerActiveImport,
                MeasurandEnumType.PowerOffered,
                MeasurandEnumType.SoC,
                MeasurandEnumType.Voltage));
        model.evses().forEach(evse -> all.removeIf(measurand -> !measures(evse.meter(), measurand)));
        return all.stream().map(MeasurandEnumType::wire).toList();
    }

    private static boolean measures(MeterModel meter, MeasurandEnumType measurand) {
        return switch (measurand) {
            case EnergyActiveImportRegister -> meter.energy();
            case PowerActiveImport, PowerOffered -> meter.power();
            case CurrentImport, CurrentOffered -> meter.current();
            case Voltage -> meter.voltage();
            case SoC -> meter.stateOfCharge();
            default -> false;
        };
    }

    /** The value of a measurand in a reading, empty when the meter does not give it. */
    static Optional<SampledValueType> value(String name, MeterReading reading, ReadingContextEnumType context) {
        return MeasurandEnumType.of(name)
                .flatMap(measurand -> value(measurand, reading).map(value -> SampledValueType.of(value)
                        .withContext(context)
                        .withMeasurand(measurand)
                        .withLocation(
                                measurand == MeasurandEnumType.SoC ? LocationEnumType.EV : LocationEnumType.Outlet)
                        .withUnitOfMeasure(UnitOfMeasureType.of().withUnit(unit(measurand)))));
    }

    private static Optional<BigDecimal> value(MeasurandEnumType measurand, MeterReading reading) {
        Integer soc = reading.socPercent();
        return switch (measurand) {
            case EnergyActiveImportRegister -> Optional.of(BigDecimal.valueOf(reading.energyWh()));
            case PowerActiveImport -> Optional.of(BigDecimal.valueOf(reading.powerW()));
            case PowerOffered -> Optional.of(BigDecimal.valueOf(reading.offeredPowerW()));
            case CurrentImport -> Optional.of(milli(reading.currentMa()));
            case CurrentOffered -> Optional.of(milli(reading.offeredCurrentMa()));
            case Voltage -> Optional.of(milli(reading.voltageMv()));
            case SoC -> Optional.of(BigDecimal.valueOf(soc == null ? 0 : soc));
            default -> Optional.empty();
        };
    }

    /** A thousandth, without zeros at its end, so that it reads the same after it was stored. */
    private static BigDecimal milli(int thousandths) {
        BigDecimal value = BigDecimal.valueOf(thousandths, MILLI).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private static String unit(MeasurandEnumType measurand) {
        return switch (measurand) {
            case EnergyActiveImportRegister -> "Wh";
            case PowerActiveImport, PowerOffered -> "W";
            case CurrentImport, CurrentOffered -> "A";
            case Voltage -> "V";
            default -> "Percent";
        };
    }
}
