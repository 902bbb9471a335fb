package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** A meter value as the meter has signed it (J02). */
public record SignedMeterValueType(
        @Length(2500) String signedMeterData,
        @Length(50) String signingMethod,
        @Length(50) String encodingMethod,
        @Length(2500) String publicKey,
        @Nullable CustomDataType customData) {
    public SignedMeterValueType {
        RecordSchema.check(
                SignedMeterValueType.class, signedMeterData, signingMethod, encodingMethod, publicKey, customData);
    }

    public static SignedMeterValueType of(
            String signedMeterData, String signingMethod, String encodingMethod, String publicKey) {
        return new SignedMeterValueType(signedMeterData, signingMethod, encodingMethod, publicKey, null);
    }
}
