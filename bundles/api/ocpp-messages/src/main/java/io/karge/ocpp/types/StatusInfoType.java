package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** Why a status is what it is: a reason code of the appendix and a text for people. */
public record StatusInfoType(
        @Length(20) String reasonCode,
        @Nullable @Length(512) String additionalInfo,
        @Nullable CustomDataType customData) {
    public StatusInfoType {
        RecordSchema.check(StatusInfoType.class, reasonCode, additionalInfo, customData);
    }

    public static StatusInfoType of(String reasonCode) {
        return new StatusInfoType(reasonCode, null, null);
    }

    public StatusInfoType withAdditionalInfo(@Nullable String additionalInfo) {
        return new StatusInfoType(reasonCode, additionalInfo, customData);
    }

    public StatusInfoType withCustomData(@Nullable CustomDataType customData) {
        return new StatusInfoType(reasonCode, additionalInfo, customData);
    }
}
