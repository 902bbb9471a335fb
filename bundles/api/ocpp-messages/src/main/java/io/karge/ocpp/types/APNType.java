package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** How to dial into a cellular network (B09). An absent useOnlyPreferredNetwork means false. */
public record APNType(
        @Length(512) String apn,
        APNAuthenticationEnumType apnAuthentication,
        @Nullable @Length(20) String apnUserName,
        @Nullable @Length(20) String apnPassword,
        @Nullable Integer simPin,
        @Nullable @Length(6) String preferredNetwork,
        @Nullable Boolean useOnlyPreferredNetwork,
        @Nullable CustomDataType customData) {
    public APNType {
        RecordSchema.check(
                APNType.class,
                apn,
                apnAuthentication,
                apnUserName,
                apnPassword,
                simPin,
                preferredNetwork,
                useOnlyPreferredNetwork,
                customData);
    }

    public static APNType of(String apn, APNAuthenticationEnumType apnAuthentication) {
        return new APNType(apn, apnAuthentication, null, null, null, null, null, null);
    }

    public APNType withApnUserName(@Nullable String apnUserName) {
        return new APNType(
                apn,
                apnAuthentication,
                apnUserName,
                apnPassword,
                simPin,
                preferredNetwork,
                useOnlyPreferredNetwork,
                customData);
    }

    public APNType withApnPassword(@Nullable String apnPassword) {
        return new APNType(
                apn,
                apnAuthentication,
                apnUserName,
                apnPassword,
                simPin,
                preferredNetwork,
                useOnlyPreferredNetwork,
                customData);
    }

    public APNType withSimPin(@Nullable Integer simPin) {
        return new APNType(
                apn,
                apnAuthentication,
                apnUserName,
                apnPassword,
                simPin,
                preferredNetwork,
                useOnlyPreferredNetwork,
                customData);
    }

    public APNType withPreferredNetwork(@Nullable String preferredNetwork) {
        return new APNType(
                apn,
                apnAuthentication,
                apnUserName,
                apnPassword,
                simPin,
                preferredNetwork,
                useOnlyPreferredNetwork,
                customData);
    }

    public APNType withUseOnlyPreferredNetwork(@Nullable Boolean useOnlyPreferredNetwork) {
        return new APNType(
                apn,
                apnAuthentication,
                apnUserName,
                apnPassword,
                simPin,
                preferredNetwork,
                useOnlyPreferredNetwork,
                customData);
    }

    public APNType withCustomData(@Nullable CustomDataType customData) {
        return new APNType(
                apn,
                apnAuthentication,
                apnUserName,
                apnPassword,
                simPin,
                preferredNetwork,
                useOnlyPreferredNetwork,
                customData);
    }
}
