package io.karge.ocpp.types;

import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** An EVSE, or one of its connectors; both count from 1. */
public record EVSEType(
        int id, @Nullable Integer connectorId, @Nullable CustomDataType customData) {
    public EVSEType {
        RecordSchema.check(EVSEType.class, id, connectorId, customData);
    }

    public static EVSEType of(int id) {
        return new EVSEType(id, null, null);
    }

    public EVSEType withConnectorId(@Nullable Integer connectorId) {
        return new EVSEType(id, connectorId, customData);
    }

    public EVSEType withCustomData(@Nullable CustomDataType customData) {
        return new EVSEType(id, connectorId, customData);
    }
}
