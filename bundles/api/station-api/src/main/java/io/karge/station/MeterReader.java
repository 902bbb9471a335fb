package io.karge.station;

import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReadingContextEnumType;
import java.util.Optional;

/** Port of the metering block (J01, J02). */
public interface MeterReader {

    /**
     * The EVSE's latest reading with the measurands that are configured for the occasion; empty when none are.
     */
    Optional<MeterValueType> sample(int evseId, SampleOccasion occasion, ReadingContextEnumType context);
}
