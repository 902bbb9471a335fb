package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.OperationalStatusEnumType;
import org.jspecify.annotations.Nullable;

/** Takes a station, an EVSE or a connector out of service, or back into it (G03, G04). */
public record ChangeAvailabilityRequest(
        OperationalStatusEnumType operationalStatus,
        @Nullable EVSEType evse,
        @Nullable CustomDataType customData) implements OcppRequest {
    public ChangeAvailabilityRequest {
        RecordSchema.check(ChangeAvailabilityRequest.class, operationalStatus, evse, customData);
    }

    public static ChangeAvailabilityRequest of(OperationalStatusEnumType operationalStatus) {
        return new ChangeAvailabilityRequest(operationalStatus, null, null);
    }

    public ChangeAvailabilityRequest withEvse(@Nullable EVSEType evse) {
        return new ChangeAvailabilityRequest(operationalStatus, evse, customData);
    }

    public ChangeAvailabilityRequest withCustomData(@Nullable CustomDataType customData) {
        return new ChangeAvailabilityRequest(operationalStatus, evse, customData);
    }

    @Override
    public Action action() {
        return Action.ChangeAvailability;
    }
}
