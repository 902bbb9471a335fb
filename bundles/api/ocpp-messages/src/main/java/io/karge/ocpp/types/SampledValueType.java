package io.karge.ocpp.types;

import io.karge.ocpp.schema.RecordSchema;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One sampled value (J01, J02). Absent fields mean Sample.Periodic, Energy.Active.Import.Register, Outlet, and Wh. */
public record SampledValueType(
        BigDecimal value,
        @Nullable ReadingContextEnumType context,
        @Nullable MeasurandEnumType measurand,
        @Nullable PhaseEnumType phase,
        @Nullable LocationEnumType location,
        @Nullable SignedMeterValueType signedMeterValue,
        @Nullable UnitOfMeasureType unitOfMeasure,
        @Nullable CustomDataType customData) {
    public SampledValueType {
        RecordSchema.check(
                SampledValueType.class,
                value,
                context,
                measurand,
                phase,
                location,
                signedMeterValue,
                unitOfMeasure,
                customData);
    }

    public static SampledValueType of(BigDecimal value) {
        return new SampledValueType(value, null, null, null, null, null, null, null);
    }

    public SampledValueType withContext(@Nullable ReadingContextEnumType context) {
        return new SampledValueType(
                value, context, measurand, phase, location, signedMeterValue, unitOfMeasure, customData);
    }

    public SampledValueType withMeasurand(@Nullable MeasurandEnumType measurand) {
        return new SampledValueType(
                value, context, measurand, phase, location, signedMeterValue, unitOfMeasure, customData);
    }

    public SampledValueType withPhase(@Nullable PhaseEnumType phase) {
        return new SampledValueType(
                value, context, measurand, phase, location, signedMeterValue, unitOfMeasure, customData);
    }

    public SampledValueType withLocation(@Nullable LocationEnumType location) {
        return new SampledValueType(
                value, context, measurand, phase, location, signedMeterValue, unitOfMeasure, customData);
    }

    public SampledValueType withSignedMeterValue(@Nullable SignedMeterValueType signedMeterValue) {
        return new SampledValueType(
                value, context, measurand, phase, location, signedMeterValue, unitOfMeasure, customData);
    }

    public SampledValueType withUnitOfMeasure(@Nullable UnitOfMeasureType unitOfMeasure) {
        return new SampledValueType(
                value, context, measurand, phase, location, signedMeterValue, unitOfMeasure, customData);
    }

    public SampledValueType withCustomData(@Nullable CustomDataType customData) {
        return new SampledValueType(
                value, context, measurand, phase, location, signedMeterValue, unitOfMeasure, customData);
    }
}
