package io.karge.block.transactions;

import io.karge.driver.MeterReading;
import io.karge.ocpp.types.LocationEnumType;
import io.karge.ocpp.types.MeasurandEnumType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.ocpp.types.UnitOfMeasureType;
import io.karge.station.HardwareView;
import io.karge.station.StationContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The energy register of an EVSE as the hardware has it. What a transaction is paid by is reported at its begin and its
 * end also while the metering block is away.
 */
final class EnergyRegister {
    private EnergyRegister() {}

    /** The register in Wh; 0 while the hardware has not shown itself. */
    static long energyWh(StationContext context, int evseId) {
        return evseId == 0 || context.hardware().cabinet().isEmpty()
                ? 0
                : context.hardware()
                        .lastReading(evseId)
                        .map(MeterReading::energyWh)
                        .orElse(0L);
    }

    /** The register as a meter value; empty while the hardware has not shown itself. */
    static Optional<MeterValueType> value(StationContext context, int evseId, ReadingContextEnumType reason) {
        HardwareView hardware = context.hardware();
        Optional<MeterReading> last = hardware.lastReading(evseId);
        if (hardware.cabinet().isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        MeterReading reading = last.get();
        Instant taken = hardware.status() == HardwareView.Status.UP
                ? context.clock().now()
                : context.clock().at(reading.at());
        return Optional.of(value(taken, reading.energyWh(), reason));
    }

    /** A reading of the register as a meter value. */
    static MeterValueType value(Instant taken, long energyWh, ReadingContextEnumType reason) {
        return MeterValueType.of(
                taken,
                List.of(SampledValueType.of(BigDecimal.valueOf(energyWh))
                        .withContext(reason)
                        .withMeasurand(MeasurandEnumType.EnergyActiveImportRegister)
                        .withLocation(LocationEnumType.Outlet)
                        .withUnitOfMeasure(UnitOfMeasureType.of().withUnit("Wh"))));
    }
}
