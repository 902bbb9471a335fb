package io.karge.station;

/**
 * An item that waits in a {@link DurableQueue}.
 *
 * @param messageId the same at each transmission, so that a repetition is identical (Part 4, 4.1.4)
 * @param sent whether it may have reached the CSMS; it does not change from then on
 * @param failures how many transmissions have come to nothing while the CSMS was reachable
 */
public record QueuedItem<T extends Record>(String messageId, boolean sent, int failures, T item) {

    QueuedItem<T> asSent() {
        return new QueuedItem<>(messageId, true, failures, item);
    }

    QueuedItem<T> failedOnce() {
        return new QueuedItem<>(messageId, sent, failures + 1, item);
    }

    QueuedItem<T> revised(T now) {
        return new QueuedItem<>(messageId, sent, failures, now);
    }
}
