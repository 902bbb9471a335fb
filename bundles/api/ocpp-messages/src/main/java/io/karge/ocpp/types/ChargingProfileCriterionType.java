package io.karge.ocpp.types;

import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which charging profiles are asked for (K09). */
public record ChargingProfileCriterionType(
        @Nullable ChargingProfilePurposeEnumType chargingProfilePurpose,
        @Nullable Integer stackLevel,
        @Nullable @Items(min = 1) List<Integer> chargingProfileId,
        @Nullable @Items(min = 1, max = 4) List<ChargingLimitSourceEnumType> chargingLimitSource,
        @Nullable CustomDataType customData) {
    public ChargingProfileCriterionType {
        chargingProfileId = RecordSchema.copyOf(chargingProfileId);
        chargingLimitSource = RecordSchema.copyOf(chargingLimitSource);
        RecordSchema.check(
                ChargingProfileCriterionType.class,
                chargingProfilePurpose,
                stackLevel,
                chargingProfileId,
                chargingLimitSource,
                customData);
    }

    public static ChargingProfileCriterionType of() {
        return new ChargingProfileCriterionType(null, null, null, null, null);
    }

    public ChargingProfileCriterionType withChargingProfilePurpose(
            @Nullable ChargingProfilePurposeEnumType chargingProfilePurpose) {
        return new ChargingProfileCriterionType(
                chargingProfilePurpose, stackLevel, chargingProfileId, chargingLimitSource, customData);
    }

    public ChargingProfileCriterionType withStackLevel(@Nullable Integer stackLevel) {
        return new ChargingProfileCriterionType(
                chargingProfilePurpose, stackLevel, chargingProfileId, chargingLimitSource, customData);
    }

    public ChargingProfileCriterionType withChargingProfileId(@Nullable List<Integer> chargingProfileId) {
        return new ChargingProfileCriterionType(
                chargingProfilePurpose, stackLevel, chargingProfileId, chargingLimitSource, customData);
    }

    public ChargingProfileCriterionType withChargingLimitSource(
            @Nullable List<ChargingLimitSourceEnumType> chargingLimitSource) {
        return new ChargingProfileCriterionType(
                chargingProfilePurpose, stackLevel, chargingProfileId, chargingLimitSource, customData);
    }

    public ChargingProfileCriterionType withCustomData(@Nullable CustomDataType customData) {
        return new ChargingProfileCriterionType(
                chargingProfilePurpose, stackLevel, chargingProfileId, chargingLimitSource, customData);
    }
}
