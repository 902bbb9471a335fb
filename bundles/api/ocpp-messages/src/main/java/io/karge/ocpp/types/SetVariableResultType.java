package io.karge.ocpp.types;

import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** What became of an attribute that was to be written (B05). An absent attributeType means Actual. */
public record SetVariableResultType(
        SetVariableStatusEnumType attributeStatus,
        ComponentType component,
        VariableType variable,
        @Nullable AttributeEnumType attributeType,
        @Nullable StatusInfoType attributeStatusInfo,
        @Nullable CustomDataType customData) {
    public SetVariableResultType {
        RecordSchema.check(
                SetVariableResultType.class,
                attributeStatus,
                component,
                variable,
                attributeType,
                attributeStatusInfo,
                customData);
    }

    public static SetVariableResultType of(
            SetVariableStatusEnumType attributeStatus, ComponentType component, VariableType variable) {
        return new SetVariableResultType(attributeStatus, component, variable, null, null, null);
    }

    public SetVariableResultType withAttributeType(@Nullable AttributeEnumType attributeType) {
        return new SetVariableResultType(
                attributeStatus, component, variable, attributeType, attributeStatusInfo, customData);
    }

    public SetVariableResultType withAttributeStatusInfo(@Nullable StatusInfoType attributeStatusInfo) {
        return new SetVariableResultType(
                attributeStatus, component, variable, attributeType, attributeStatusInfo, customData);
    }

    public SetVariableResultType withCustomData(@Nullable CustomDataType customData) {
        return new SetVariableResultType(
                attributeStatus, component, variable, attributeType, attributeStatusInfo, customData);
    }
}
