package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** A variable of a component (B05 to B08). */
public record VariableType(
        @Length(50) String name,
        @Nullable @Length(50) String instance,
        @Nullable CustomDataType customData) {
    public VariableType {
        RecordSchema.check(VariableType.class, name, instance, customData);
    }

    public static VariableType of(String name) {
        return new VariableType(name, null, null);
    }

    public VariableType withInstance(@Nullable String instance) {
        return new VariableType(name, instance, customData);
    }

    public VariableType withCustomData(@Nullable CustomDataType customData) {
        return new VariableType(name, instance, customData);
    }
}
