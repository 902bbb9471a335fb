package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** A further identifier beside an idToken (C01). */
public record AdditionalInfoType(
        @Length(36) String additionalIdToken,
        @Length(50) String type,
        @Nullable CustomDataType customData) {
    public AdditionalInfoType {
        RecordSchema.check(AdditionalInfoType.class, additionalIdToken, type, customData);
    }

    public static AdditionalInfoType of(String additionalIdToken, String type) {
        return new AdditionalInfoType(additionalIdToken, type, null);
    }
}
