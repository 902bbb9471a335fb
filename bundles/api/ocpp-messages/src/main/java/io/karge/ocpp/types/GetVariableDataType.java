package io.karge.ocpp.types;

import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** An attribute to read (B06). An absent attributeType means Actual. */
public record GetVariableDataType(
        ComponentType component,
        VariableType variable,
        @Nullable AttributeEnumType attributeType,
        @Nullable CustomDataType customData) {
    public GetVariableDataType {
        RecordSchema.check(GetVariableDataType.class, component, variable, attributeType, customData);
    }

    public static GetVariableDataType of(ComponentType component, VariableType variable) {
        return new GetVariableDataType(component, variable, null, null);
    }

    public GetVariableDataType withAttributeType(@Nullable AttributeEnumType attributeType) {
        return new GetVariableDataType(component, variable, attributeType, customData);
    }

    public GetVariableDataType withCustomData(@Nullable CustomDataType customData) {
        return new GetVariableDataType(component, variable, attributeType, customData);
    }
}
