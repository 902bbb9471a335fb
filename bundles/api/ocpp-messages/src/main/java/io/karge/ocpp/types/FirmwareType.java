package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where the firmware is, when to fetch and install it, and how it is signed (L01). */
public record FirmwareType(
        @Length(512) String location,
        Instant retrieveDateTime,
        @Nullable Instant installDateTime,
        @Nullable @Length(5500) String signingCertificate,
        @Nullable @Length(800) String signature,
        @Nullable CustomDataType customData) {
    public FirmwareType {
        RecordSchema.check(
                FirmwareType.class,
                location,
                retrieveDateTime,
                installDateTime,
                signingCertificate,
                signature,
                customData);
    }

    public static FirmwareType of(String location, Instant retrieveDateTime) {
        return new FirmwareType(location, retrieveDateTime, null, null, null, null);
    }

    public FirmwareType withInstallDateTime(@Nullable Instant installDateTime) {
        return new FirmwareType(location, retrieveDateTime, installDateTime, signingCertificate, signature, customData);
    }

    public FirmwareType withSigningCertificate(@Nullable String signingCertificate) {
        return new FirmwareType(location, retrieveDateTime, installDateTime, signingCertificate, signature, customData);
    }

    public FirmwareType withSignature(@Nullable String signature) {
        return new FirmwareType(location, retrieveDateTime, installDateTime, signingCertificate, signature, customData);
    }

    public FirmwareType withCustomData(@Nullable CustomDataType customData) {
        return new FirmwareType(location, retrieveDateTime, installDateTime, signingCertificate, signature, customData);
    }
}
