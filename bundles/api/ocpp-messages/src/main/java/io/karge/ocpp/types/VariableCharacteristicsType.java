package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What values a variable can have (B07). */
public record VariableCharacteristicsType(
        DataEnumType dataType,
        boolean supportsMonitoring,
        @Nullable @Length(16) String unit,
        @Nullable BigDecimal minLimit,
        @Nullable BigDecimal maxLimit,
        @Nullable @Length(1000) String valuesList,
        @Nullable CustomDataType customData) {
    public VariableCharacteristicsType {
        RecordSchema.check(
                VariableCharacteristicsType.class,
                dataType,
                supportsMonitoring,
                unit,
                minLimit,
                maxLimit,
                valuesList,
                customData);
    }

    public static VariableCharacteristicsType of(DataEnumType dataType, boolean supportsMonitoring) {
        return new VariableCharacteristicsType(dataType, supportsMonitoring, null, null, null, null, null);
    }

    public VariableCharacteristicsType withUnit(@Nullable String unit) {
        return new VariableCharacteristicsType(
                dataType, supportsMonitoring, unit, minLimit, maxLimit, valuesList, customData);
    }

    public VariableCharacteristicsType withMinLimit(@Nullable BigDecimal minLimit) {
        return new VariableCharacteristicsType(
                dataType, supportsMonitoring, unit, minLimit, maxLimit, valuesList, customData);
    }

    public VariableCharacteristicsType withMaxLimit(@Nullable BigDecimal maxLimit) {
        return new VariableCharacteristicsType(
                dataType, supportsMonitoring, unit, minLimit, maxLimit, valuesList, customData);
    }

    public VariableCharacteristicsType withValuesList(@Nullable String valuesList) {
        return new VariableCharacteristicsType(
                dataType, supportsMonitoring, unit, minLimit, maxLimit, valuesList, customData);
    }

    public VariableCharacteristicsType withCustomData(@Nullable CustomDataType customData) {
        return new VariableCharacteristicsType(
                dataType, supportsMonitoring, unit, minLimit, maxLimit, valuesList, customData);
    }
}
