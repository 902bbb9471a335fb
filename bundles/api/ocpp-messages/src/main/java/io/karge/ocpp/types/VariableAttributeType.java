package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** An attribute of a variable (B07). Absent fields mean Actual, ReadWrite, not persistent, and not constant. */
public record VariableAttributeType(
        @Nullable AttributeEnumType type,
        @Nullable @Length(2500) String value,
        @Nullable MutabilityEnumType mutability,
        @Nullable Boolean persistent,
        @Nullable Boolean constant,
        @Nullable CustomDataType customData) {
    public VariableAttributeType {
        RecordSchema.check(VariableAttributeType.class, type, value, mutability, persistent, constant, customData);
    }

    public static VariableAttributeType of() {
        return new VariableAttributeType(null, null, null, null, null, null);
    }

    public VariableAttributeType withType(@Nullable AttributeEnumType type) {
        return new VariableAttributeType(type, value, mutability, persistent, constant, customData);
    }

    public VariableAttributeType withValue(@Nullable String value) {
        return new VariableAttributeType(type, value, mutability, persistent, constant, customData);
    }

    public VariableAttributeType withMutability(@Nullable MutabilityEnumType mutability) {
        return new VariableAttributeType(type, value, mutability, persistent, constant, customData);
    }

    public VariableAttributeType withPersistent(@Nullable Boolean persistent) {
        return new VariableAttributeType(type, value, mutability, persistent, constant, customData);
    }

    public VariableAttributeType withConstant(@Nullable Boolean constant) {
        return new VariableAttributeType(type, value, mutability, persistent, constant, customData);
    }

    public VariableAttributeType withCustomData(@Nullable CustomDataType customData) {
        return new VariableAttributeType(type, value, mutability, persistent, constant, customData);
    }
}
