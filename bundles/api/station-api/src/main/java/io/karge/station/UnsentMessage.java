package io.karge.station;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message of a {@link DurableQueue} that the CSMS has not confirmed, read from what is stored: whoever deletes a station's
 * state has to know what goes with it, also while the block of the queue is away.
 *
 * @param order its place in its queue
 * @param sent whether it was sent before; the CSMS may have it
 * @param action null in what an earlier release has stored
 * @param item its block's record of it, in its stored form as JSON text
 */
public record UnsentMessage(
        long order,
        String messageId,
        boolean sent,
        @Nullable String action,
        String item) {

    /** The message that is stored so; empty when it is something else that is stored. */
    public static Optional<UnsentMessage> read(byte[] stored) {
        if (!new String(stored, StandardCharsets.UTF_8).contains("\"messageId\"")) {
            return Optional.empty();
        }
        try {
            QueueEntry entry = StoredRecord.read(stored, QueueEntry.class);
            return Optional.of(new UnsentMessage(
                    entry.order(),
                    entry.messageId(),
                    entry.sent(),
                    entry.action(),
                    entry.item().text()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // it has a message id, and is none that waits: such as a copy of one
        }
    }
}
