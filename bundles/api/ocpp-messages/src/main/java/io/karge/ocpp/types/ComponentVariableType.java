package io.karge.ocpp.types;

import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** A component, or one of its variables (B08, N02). */
public record ComponentVariableType(
        ComponentType component,
        @Nullable VariableType variable,
        @Nullable CustomDataType customData) {
    public ComponentVariableType {
        RecordSchema.check(ComponentVariableType.class, component, variable, customData);
    }

    public static ComponentVariableType of(ComponentType component) {
        return new ComponentVariableType(component, null, null);
    }

    public ComponentVariableType withVariable(@Nullable VariableType variable) {
        return new ComponentVariableType(component, variable, customData);
    }

    public ComponentVariableType withCustomData(@Nullable CustomDataType customData) {
        return new ComponentVariableType(component, variable, customData);
    }
}
