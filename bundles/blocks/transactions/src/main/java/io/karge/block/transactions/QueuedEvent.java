package io.karge.block.transactions;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TransactionType;

/**
 * An event that the CSMS has not confirmed.
 *
 * @param order its place in the queue; grows with each event
 * @param messageId the same at each transmission, so that a repetition is identical (Part 4, 4.1.4)
 * @param sent whether it may have reached the CSMS; its content does not change from then on
 * @param failures how many transmissions have failed while the CSMS was reachable
 */
record QueuedEvent(long order, String messageId, boolean sent, int failures, TransactionEventRequest event) {

    QueuedEvent asSent() {
        return sent ? this : new QueuedEvent(order, messageId, true, failures, event);
    }

    QueuedEvent failedOnce() {
        return new QueuedEvent(order, messageId, sent, failures + 1, event);
    }

    QueuedEvent asOffline() {
        return new QueuedEvent(order, messageId, sent, failures, event.withOffline(true));
    }

    boolean of(String transactionId) {
        return event.transactionInfo().transactionId().equals(transactionId);
    }

    /** Whether it tells nothing but intermediate meter values: what may be dropped when room runs out (J02.FR.12). */
    boolean droppable() {
        TransactionType info = event.transactionInfo();
        return !sent
                && event.eventType() == TransactionEventEnumType.Updated
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
