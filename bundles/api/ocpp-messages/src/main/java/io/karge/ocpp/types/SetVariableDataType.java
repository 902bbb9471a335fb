package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** An attribute to write (B05). An absent attributeType means Actual. */
public record SetVariableDataType(
        @Length(1000) String attributeValue,
        ComponentType component,
        VariableType variable,
        @Nullable AttributeEnumType attributeType,
        @Nullable CustomDataType customData) {
    public SetVariableDataType {
        RecordSchema.check(SetVariableDataType.class, attributeValue, component, variable, attributeType, customData);
    }

    public static SetVariableDataType of(String attributeValue, ComponentType component, VariableType variable) {
        return new SetVariableDataType(attributeValue, component, variable, null, null);
    }

    public SetVariableDataType withAttributeType(@Nullable AttributeEnumType attributeType) {
        return new SetVariableDataType(attributeValue, component, variable, attributeType, customData);
    }

    public SetVariableDataType withCustomData(@Nullable CustomDataType customData) {
        return new SetVariableDataType(attributeValue, component, variable, attributeType, customData);
    }
}
