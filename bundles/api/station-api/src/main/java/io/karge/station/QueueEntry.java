package io.karge.station;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An item of a {@link DurableQueue} as it is stored.
 *
 * @param order its place in the queue; grows from item to item
 * @param failures {@link QueuedItem#failures}
 * @param failure why the latest transmission came to nothing; null when none has
 * @param action what is sent, for those who do not know the item; null in what an earlier release has stored
 */
@StoredVersion(value = 2, migration = QueueEntryMigration.class)
record QueueEntry(
        long order,
        String messageId,
        boolean sent,
        int failures,
        StoredItem item,
        @Nullable String failure,
        @Nullable String action) {
    QueueEntry {
        Objects.requireNonNull(messageId, "it has no messageId");
        Objects.requireNonNull(item, "it has no item");
    }

    QueueEntry at(long place) {
        return new QueueEntry(place, messageId, sent, failures, item, failure, action);
    }
}
