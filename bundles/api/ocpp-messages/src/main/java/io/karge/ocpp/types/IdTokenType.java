package io.karge.ocpp.types;

import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token: what a user identifies himself with. Case does not matter (C01). */
public record IdTokenType(
        @Length(36) String idToken,
        IdTokenEnumType type,
        @Nullable @Items(min = 1) List<AdditionalInfoType> additionalInfo,
        @Nullable CustomDataType customData) {
    public IdTokenType {
        additionalInfo = RecordSchema.copyOf(additionalInfo);
        RecordSchema.check(IdTokenType.class, idToken, type, additionalInfo, customData);
    }

    public static IdTokenType of(String idToken, IdTokenEnumType type) {
        return new IdTokenType(idToken, type, null, null);
    }

    public IdTokenType withAdditionalInfo(@Nullable List<AdditionalInfoType> additionalInfo) {
        return new IdTokenType(idToken, type, additionalInfo, customData);
    }

    public IdTokenType withCustomData(@Nullable CustomDataType customData) {
        return new IdTokenType(idToken, type, additionalInfo, customData);
    }
}
