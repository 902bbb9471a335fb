package io.karge.ocpp.types;

import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the CSMS says about a token (C01). */
public record IdTokenInfoType(
        AuthorizationStatusEnumType status,
        @Nullable Instant cacheExpiryDateTime,
        @Nullable Integer chargingPriority,
        @Nullable @Length(8) String language1,
        @Nullable @Items(min = 1) List<Integer> evseId,
        @Nullable IdTokenType groupIdToken,
        @Nullable @Length(8) String language2,
        @Nullable MessageContentType personalMessage,
        @Nullable CustomDataType customData) {
    public IdTokenInfoType {
        evseId = RecordSchema.copyOf(evseId);
        RecordSchema.check(
                IdTokenInfoType.class,
                status,
                cacheExpiryDateTime,
                chargingPriority,
                language1,
                evseId,
                groupIdToken,
                language2,
                personalMessage,
                customData);
    }

    public static IdTokenInfoType of(AuthorizationStatusEnumType status) {
        return new IdTokenInfoType(status, null, null, null, null, null, null, null, null);
    }

    public IdTokenInfoType withCacheExpiryDateTime(@Nullable Instant cacheExpiryDateTime) {
        return new IdTokenInfoType(
                status,
                cacheExpiryDateTime,
                chargingPriority,
                language1,
                evseId,
                groupIdToken,
                language2,
                personalMessage,
                customData);
    }

    public IdTokenInfoType withChargingPriority(@Nullable Integer chargingPriority) {
        return new IdTokenInfoType(
                status,
                cacheExpiryDateTime,
                chargingPriority,
                language1,
                evseId,
                groupIdToken,
                language2,
                personalMessage,
                customData);
    }

    public IdTokenInfoType withLanguage1(@Nullable String language1) {
        return new IdTokenInfoType(
                status,
                cacheExpiryDateTime,
                chargingPriority,
                language1,
                evseId,
                groupIdToken,
                language2,
                personalMessage,
                customData);
    }

    public IdTokenInfoType withEvseId(@Nullable List<Integer> evseId) {
        return new IdTokenInfoType(
                status,
                cacheExpiryDateTime,
                chargingPriority,
                language1,
                evseId,
                groupIdToken,
                language2,
                personalMessage,
                customData);
    }

    public IdTokenInfoType withGroupIdToken(@Nullable IdTokenType groupIdToken) {
        return new IdTokenInfoType(
                status,
                cacheExpiryDateTime,
                chargingPriority,
                language1,
                evseId,
                groupIdToken,
                language2,
                personalMessage,
                customData);
    }

    public IdTokenInfoType withLanguage2(@Nullable String language2) {
        return new IdTokenInfoType(
                status,
                cacheExpiryDateTime,
                chargingPriority,
                language1,
                evseId,
                groupIdToken,
                language2,
                personalMessage,
                customData);
    }

    public IdTokenInfoType withPersonalMessage(@Nullable MessageContentType personalMessage) {
        return new IdTokenInfoType(
                status,
                cacheExpiryDateTime,
                chargingPriority,
                language1,
                evseId,
                groupIdToken,
                language2,
                personalMessage,
                customData);
    }

    public IdTokenInfoType withCustomData(@Nullable CustomDataType customData) {
        return new IdTokenInfoType(
                status,
                cacheExpiryDateTime,
                chargingPriority,
                language1,
                evseId,
                groupIdToken,
                language2,
                personalMessage,
                customData);
    }
}
