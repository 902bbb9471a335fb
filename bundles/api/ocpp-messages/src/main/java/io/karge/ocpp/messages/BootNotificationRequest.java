package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ChargingStationType;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Announces a station after its start (B01 to B04). */
public record BootNotificationRequest(
        BootReasonEnumType reason,
        ChargingStationType chargingStation,
        @Nullable CustomDataType customData) implements OcppRequest {
    public BootNotificationRequest {
        RecordSchema.check(BootNotificationRequest.class, reason, chargingStation, customData);
    }

    public static BootNotificationRequest of(BootReasonEnumType reason, ChargingStationType chargingStation) {
        return new BootNotificationRequest(reason, chargingStation, null);
    }

    @Override
    public Action action() {
        return Action.BootNotification;
    }
}
