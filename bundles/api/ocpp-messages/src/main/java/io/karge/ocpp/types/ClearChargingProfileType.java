package io.karge.ocpp.types;

import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** Which charging profiles are to be removed (K10). */
public record ClearChargingProfileType(
        @Nullable Integer evseId,
        @Nullable ChargingProfilePurposeEnumType chargingProfilePurpose,
        @Nullable Integer stackLevel,
        @Nullable CustomDataType customData) {
    public ClearChargingProfileType {
        RecordSchema.check(ClearChargingProfileType.class, evseId, chargingProfilePurpose, stackLevel, customData);
    }

    public static ClearChargingProfileType of() {
        return new ClearChargingProfileType(null, null, null, null);
    }

    public ClearChargingProfileType withEvseId(@Nullable Integer evseId) {
        return new ClearChargingProfileType(evseId, chargingProfilePurpose, stackLevel, customData);
    }

    public ClearChargingProfileType withChargingProfilePurpose(
            @Nullable ChargingProfilePurposeEnumType chargingProfilePurpose) {
        return new ClearChargingProfileType(evseId, chargingProfilePurpose, stackLevel, customData);
    }

    public ClearChargingProfileType withStackLevel(@Nullable Integer stackLevel) {
        return new ClearChargingProfileType(evseId, chargingProfilePurpose, stackLevel, customData);
    }

    public ClearChargingProfileType withCustomData(@Nullable CustomDataType customData) {
        return new ClearChargingProfileType(evseId, chargingProfilePurpose, stackLevel, customData);
    }
}
