package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TransactionType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the start, a change or the end of a transaction (E01 to E15). */
public record TransactionEventRequest(
        TransactionEventEnumType eventType,
        Instant timestamp,
        TriggerReasonEnumType triggerReason,
        int seqNo,
        TransactionType transactionInfo,
        @Nullable @Items(min = 1) List<MeterValueType> meterValue,
        @Nullable Boolean offline,
        @Nullable Integer numberOfPhasesUsed,
        @Nullable Integer cableMaxCurrent,
        @Nullable Integer reservationId,
        @Nullable EVSEType evse,
        @Nullable IdTokenType idToken,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public TransactionEventRequest {
        meterValue = RecordSchema.copyOf(meterValue);
        RecordSchema.check(
                TransactionEventRequest.class,
                eventType,
                timestamp,
                triggerReason,
                seqNo,
                transactionInfo,
                meterValue,
                offline,
                numberOfPhasesUsed,
                cableMaxCurrent,
                reservationId,
                evse,
                idToken,
                customData);
    }

    public static TransactionEventRequest of(
            TransactionEventEnumType eventType,
            Instant timestamp,
            TriggerReasonEnumType triggerReason,
            int seqNo,
            TransactionType transactionInfo) {
        return new TransactionEventRequest(
                eventType,
                timestamp,
                triggerReason,
                seqNo,
                transactionInfo,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public TransactionEventRequest withTimestamp(Instant timestamp) {
        return new TransactionEventRequest(
                eventType,
                timestamp,
                triggerReason,
                seqNo,
                transactionInfo,
                meterValue,
                offline,
                numberOfPhasesUsed,
                cableMaxCurrent,
                reservationId,
                evse,
                idToken,
                customData);
    }

    public TransactionEventRequest withMeterValue(@Nullable List<MeterValueType> meterValue) {
        return new TransactionEventRequest(
                eventType,
                timestamp,
                triggerReason,
                seqNo,
                transactionInfo,
                meterValue,
                offline,
                numberOfPhasesUsed,
                cableMaxCurrent,
                reservationId,
                evse,
                idToken,
                customData);
    }

    public TransactionEventRequest withOffline(@Nullable Boolean offline) {
        return new TransactionEventRequest(
                eventType,
                timestamp,
                triggerReason,
                seqNo,
                transactionInfo,
                meterValue,
                offline,
                numberOfPhasesUsed,
                cableMaxCurrent,
                reservationId,
                evse,
                idToken,
                customData);
    }

    public TransactionEventRequest withNumberOfPhasesUsed(@Nullable Integer numberOfPhasesUsed) {
        return new TransactionEventRequest(
                eventType,
                timestamp,
                triggerReason,
                seqNo,
                transactionInfo,
                meterValue,
                offline,
                numberOfPhasesUsed,
                cableMaxCurrent,
                reservationId,
                evse,
                idToken,
                customData);
    }

    public TransactionEventRequest withCableMaxCurrent(@Nullable Integer cableMaxCurrent) {
        return new TransactionEventRequest(
                eventType,
                timestamp,
                triggerReason,
                seqNo,
                transactionInfo,
                meterValue,
                offline,
                numberOfPhasesUsed,
                cableMaxCurrent,
                reservationId,
                evse,
                idToken,
                customData);
    }

    public TransactionEventRequest withReservationId(@Nullable Integer reservationId) {
        return new TransactionEventRequest(
                eventType,
                timestamp,
                triggerReason,
                seqNo,
                transactionInfo,
                meterValue,
                offline,
                numberOfPhasesUsed,
                cableMaxCurrent,
                reservationId,
                evse,
                idToken,
                customData);
    }

    public TransactionEventRequest withEvse(@Nullable EVSEType evse) {
        return new TransactionEventRequest(
                eventType,
                timestamp,
                triggerReason,
                seqNo,
                transactionInfo,
                meterValue,
                offline,
                numberOfPhasesUsed,
                cableMaxCurrent,
                reservationId,
                evse,
                idToken,
                customData);
    }

    public TransactionEventRequest withIdToken(@Nullable IdTokenType idToken) {
        return new TransactionEventRequest(
                eventType,
                timestamp,
                triggerReason,
                seqNo,
                transactionInfo,
                meterValue,
                offline,
                numberOfPhasesUsed,
                cableMaxCurrent,
                reservationId,
                evse,
                idToken,
                customData);
    }

    public TransactionEventRequest withCustomData(@Nullable CustomDataType customData) {
        return new TransactionEventRequest(
                eventType,
                timestamp,
                triggerReason,
                seqNo,
                transactionInfo,
                meterValue,
                offline,
                numberOfPhasesUsed,
                cableMaxCurrent,
                reservationId,
                evse,
                idToken,
                customData);
    }

    @Override
    public Action action() {
        return Action.TransactionEvent;
    }
}
