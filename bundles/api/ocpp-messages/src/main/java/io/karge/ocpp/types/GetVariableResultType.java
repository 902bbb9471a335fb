package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** The value of an attribute, or why there is none (B06). An absent attributeType means Actual. */
public record GetVariableResultType(
        GetVariableStatusEnumType attributeStatus,
        ComponentType component,
        VariableType variable,
        @Nullable StatusInfoType attributeStatusInfo,
        @Nullable AttributeEnumType attributeType,
        @Nullable @Length(2500) String attributeValue,
        @Nullable CustomDataType customData) {
    public GetVariableResultType {
        RecordSchema.check(
                GetVariableResultType.class,
                attributeStatus,
                component,
                variable,
                attributeStatusInfo,
                attributeType,
                attributeValue,
                customData);
    }

    public static GetVariableResultType of(
            GetVariableStatusEnumType attributeStatus, ComponentType component, VariableType variable) {
        return new GetVariableResultType(attributeStatus, component, variable, null, null, null, null);
    }

    public GetVariableResultType withAttributeStatusInfo(@Nullable StatusInfoType attributeStatusInfo) {
        return new GetVariableResultType(
                attributeStatus, component, variable, attributeStatusInfo, attributeType, attributeValue, customData);
    }

    public GetVariableResultType withAttributeType(@Nullable AttributeEnumType attributeType) {
        return new GetVariableResultType(
                attributeStatus, component, variable, attributeStatusInfo, attributeType, attributeValue, customData);
    }

    public GetVariableResultType withAttributeValue(@Nullable String attributeValue) {
        return new GetVariableResultType(
                attributeStatus, component, variable, attributeStatusInfo, attributeType, attributeValue, customData);
    }

    public GetVariableResultType withCustomData(@Nullable CustomDataType customData) {
        return new GetVariableResultType(
                attributeStatus, component, variable, attributeStatusInfo, attributeType, attributeValue, customData);
    }
}
