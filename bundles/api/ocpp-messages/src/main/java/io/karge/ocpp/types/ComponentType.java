package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** A component of the device model, of the station, an EVSE or a connector (B05 to B08). */
public record ComponentType(
        @Length(50) String name,
        @Nullable EVSEType evse,
        @Nullable @Length(50) String instance,
        @Nullable CustomDataType customData) {
    public ComponentType {
        RecordSchema.check(ComponentType.class, name, evse, instance, customData);
    }

    public static ComponentType of(String name) {
        return new ComponentType(name, null, null, null);
    }

    public ComponentType withEvse(@Nullable EVSEType evse) {
        return new ComponentType(name, evse, instance, customData);
    }

    public ComponentType withInstance(@Nullable String instance) {
        return new ComponentType(name, evse, instance, customData);
    }

    public ComponentType withCustomData(@Nullable CustomDataType customData) {
        return new ComponentType(name, evse, instance, customData);
    }
}
