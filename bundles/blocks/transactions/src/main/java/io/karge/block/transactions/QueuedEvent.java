package io.karge.block.transactions;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TransactionType;

/** An event that the CSMS has not confirmed. */
record QueuedEvent(TransactionEventRequest event) {

    QueuedEvent asOffline() {
        return Boolean.TRUE.equals(event.offline()) ? this : new QueuedEvent(event.withOffline(true));
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
