package io.karge.block.metering;

import io.karge.driver.EvseState;
import io.karge.driver.MeterReading;
import io.karge.driver.StationModel.MeterModel;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.station.HardwareView;
import io.karge.station.MeterReader;
import io.karge.station.SampleOccasion;
import io.karge.station.StationContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes meter values of the latest readings. While the hardware is there a reading counts as taken now, because an idle
 * meter stands still; while it is away the value carries the time of the last reading.
 */
final class Sampler implements MeterReader {
    private final StationContext context;

    Sampler(StationContext context) {
        this.context = context;
    }

    @Override
    public Optional<MeterValueType> sample(int evseId, SampleOccasion occasion, ReadingContextEnumType reason) {
        return sample(evseId, Occasion.of(occasion), reason, context.clock().now());
    }

    /** The values of an occasion as of {@code at}; empty when none are configured the meter was never read or the EVSE is gone. */
    Optional<MeterValueType> sample(int evseId, Occasion occasion, ReadingContextEnumType reason, Instant at) {
        HardwareView hardware = context.hardware();
        if (hardware.cabinet().isEmpty() || !context.model().hasEvse(evseId)) {
            return Optional.empty();
        }
        EvseState evse = hardware.evse(evseId);
        MeterReading reading = asIdle(evse);
        Instant taken = isUp() ? at : context.clock().at(reading.at());
        MeterModel meter = context.model().evse(evseId).meter();
        boolean signs = meter.signed() && occasion.signs(context.deviceModel());
        List<SampledValueType> values = occasion.measurands(context.deviceModel()).stream()
                .flatMap(name -> Measurands.values(name, meter, reading, reason, signs).stream())
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(MeterValueType.of(taken, values));
    }

    /** Without a vehicle its state of charge is 0; of a vehicle that does not tell it, it is not known. */
    private static MeterReading asIdle(EvseState evse) {
        MeterReading reading = evse.meter();
        return evse.pluggedIn() || reading.socPercent() != null ? reading : reading.withSocPercent(0);
    }

    /** Whether the meters can be read at the moment. */
    boolean isUp() {
        return context.hardware().status() == HardwareView.Status.UP;
    }
}
