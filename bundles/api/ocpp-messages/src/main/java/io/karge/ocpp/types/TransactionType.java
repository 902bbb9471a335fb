package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** The transaction that a TransactionEvent is about (E01). */
public record TransactionType(
        @Length(36) String transactionId,
        @Nullable ChargingStateEnumType chargingState,
        @Nullable Integer timeSpentCharging,
        @Nullable ReasonEnumType stoppedReason,
        @Nullable Integer remoteStartId,
        @Nullable CustomDataType customData) {
    public TransactionType {
        RecordSchema.check(
                TransactionType.class,
                transactionId,
                chargingState,
                timeSpentCharging,
                stoppedReason,
                remoteStartId,
                customData);
    }

    public static TransactionType of(String transactionId) {
        return new TransactionType(transactionId, null, null, null, null, null);
    }

    public TransactionType withChargingState(@Nullable ChargingStateEnumType chargingState) {
        return new TransactionType(
                transactionId, chargingState, timeSpentCharging, stoppedReason, remoteStartId, customData);
    }

    public TransactionType withTimeSpentCharging(@Nullable Integer timeSpentCharging) {
        return new TransactionType(
                transactionId, chargingState, timeSpentCharging, stoppedReason, remoteStartId, customData);
    }

    public TransactionType withStoppedReason(@Nullable ReasonEnumType stoppedReason) {
        return new TransactionType(
                transactionId, chargingState, timeSpentCharging, stoppedReason, remoteStartId, customData);
    }

    public TransactionType withRemoteStartId(@Nullable Integer remoteStartId) {
        return new TransactionType(
                transactionId, chargingState, timeSpentCharging, stoppedReason, remoteStartId, customData);
    }

    public TransactionType withCustomData(@Nullable CustomDataType customData) {
        return new TransactionType(
                transactionId, chargingState, timeSpentCharging, stoppedReason, remoteStartId, customData);
    }
}
