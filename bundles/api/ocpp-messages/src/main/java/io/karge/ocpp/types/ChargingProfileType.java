package io.karge.ocpp.types;

import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A charging profile: schedules with purpose, level and validity (K01). */
public record ChargingProfileType(
        int id,
        int stackLevel,
        ChargingProfilePurposeEnumType chargingProfilePurpose,
        ChargingProfileKindEnumType chargingProfileKind,
        @Items(min = 1, max = 3) List<ChargingScheduleType> chargingSchedule,
        @Nullable RecurrencyKindEnumType recurrencyKind,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        @Nullable @Length(36) String transactionId,
        @Nullable CustomDataType customData) {
    public ChargingProfileType {
        chargingSchedule = List.copyOf(chargingSchedule);
        RecordSchema.check(
                ChargingProfileType.class,
                id,
                stackLevel,
                chargingProfilePurpose,
                chargingProfileKind,
                chargingSchedule,
                recurrencyKind,
                validFrom,
                validTo,
                transactionId,
                customData);
    }

    public static ChargingProfileType of(
            int id,
            int stackLevel,
            ChargingProfilePurposeEnumType chargingProfilePurpose,
            ChargingProfileKindEnumType chargingProfileKind,
            List<ChargingScheduleType> chargingSchedule) {
        return new ChargingProfileType(
                id,
                stackLevel,
                chargingProfilePurpose,
                chargingProfileKind,
                chargingSchedule,
                null,
                null,
                null,
                null,
                null);
    }

    public ChargingProfileType withRecurrencyKind(@Nullable RecurrencyKindEnumType recurrencyKind) {
        return new ChargingProfileType(
                id,
                stackLevel,
                chargingProfilePurpose,
                chargingProfileKind,
                chargingSchedule,
                recurrencyKind,
                validFrom,
                validTo,
                transactionId,
                customData);
    }

    public ChargingProfileType withValidFrom(@Nullable Instant validFrom) {
        return new ChargingProfileType(
                id,
                stackLevel,
                chargingProfilePurpose,
                chargingProfileKind,
                chargingSchedule,
                recurrencyKind,
                validFrom,
                validTo,
                transactionId,
                customData);
    }

    public ChargingProfileType withValidTo(@Nullable Instant validTo) {
        return new ChargingProfileType(
                id,
                stackLevel,
                chargingProfilePurpose,
                chargingProfileKind,
                chargingSchedule,
                recurrencyKind,
                validFrom,
                validTo,
                transactionId,
                customData);
    }

    public ChargingProfileType withTransactionId(@Nullable String transactionId) {
        return new ChargingProfileType(
                id,
                stackLevel,
                chargingProfilePurpose,
                chargingProfileKind,
                chargingSchedule,
                recurrencyKind,
                validFrom,
                validTo,
                transactionId,
                customData);
    }

    public ChargingProfileType withCustomData(@Nullable CustomDataType customData) {
        return new ChargingProfileType(
                id,
                stackLevel,
                chargingProfilePurpose,
                chargingProfileKind,
                chargingSchedule,
                recurrencyKind,
                validFrom,
                validTo,
                transactionId,
                customData);
    }
}
