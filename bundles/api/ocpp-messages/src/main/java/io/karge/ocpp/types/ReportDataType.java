package io.karge.ocpp.types;

import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A variable with its attributes and characteristics (B07, B08). */
public record ReportDataType(
        ComponentType component,
        VariableType variable,
        @Items(min = 1, max = 4) List<VariableAttributeType> variableAttribute,
        @Nullable VariableCharacteristicsType variableCharacteristics,
        @Nullable CustomDataType customData) {
    public ReportDataType {
        variableAttribute = List.copyOf(variableAttribute);
        RecordSchema.check(
                ReportDataType.class, component, variable, variableAttribute, variableCharacteristics, customData);
    }

    public static ReportDataType of(
            ComponentType component, VariableType variable, List<VariableAttributeType> variableAttribute) {
        return new ReportDataType(component, variable, variableAttribute, null, null);
    }

    public ReportDataType withVariableCharacteristics(@Nullable VariableCharacteristicsType variableCharacteristics) {
        return new ReportDataType(component, variable, variableAttribute, variableCharacteristics, customData);
    }

    public ReportDataType withCustomData(@Nullable CustomDataType customData) {
        return new ReportDataType(component, variable, variableAttribute, variableCharacteristics, customData);
    }
}
