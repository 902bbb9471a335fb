package io.karge.block.transactions;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TransactionType;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** An event that the CSMS has not confirmed. */
record QueuedEvent(TransactionEventRequest event) {

    QueuedEvent asOffline() {
        return Boolean.TRUE.equals(event.offline()) ? this : new QueuedEvent(event.withOffline(true));
    }

    /** With its timestamp and those of its meter values corrected. */
    QueuedEvent corrected(UnaryOperator<Instant> correction) {
        List<MeterValueType> values = event.meterValue();
        return new QueuedEvent(event.withTimestamp(correction.apply(event.timestamp()))
                .withMeterValue(
                        values == null
                                ? null
                                : values.stream()
                                        .map(value -> value.withTimestamp(correction.apply(value.timestamp())))
                                        .toList()));
    }

    String transactionId() {
        return event.transactionInfo().transactionId();
    }

    /** Whether it tells nothing but intermediate meter values: what may be dropped when room runs out (J02.FR.12). */
    boolean droppable() {
        TransactionType info = event.transactionInfo();
        return event.eventType() == TransactionEventEnumType.Updated
                && info.chargingState() == null
                && info.remoteStartId() == null
                && event.idToken() == null
                && event.evse() == null
                && switch (event.triggerReason()) {
                    case MeterValuePeriodic, MeterValueClock -> true;
                    default -> false;
                };
    }
}
