package io.karge.station;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.ocpp.types.IdTokenType;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The copy of a message that the CSMS has not accepted and that its queue has given up (E13.FR.04), as it is stored under
 * {@code discarded/<n>} in the state of its block until somebody has taken it.
 *
 * @param at when it was given up; null when an earlier release did
 * @param attempts how many transmissions have come to nothing
 * @param why how the last one ended
 * @param payload what was sent
 */
@StoredVersion(value = 2, migration = DiscardedMessageMigration.class)
public record DiscardedMessage(
        String messageId, String action, @Nullable Instant at, int attempts, String why, JsonNode payload) {
    /** What the keys of these copies begin with in the state of a block. */
    public static final String PREFIX = "discarded/";

    public DiscardedMessage {
        Objects.requireNonNull(messageId, "it has no messageId");
        Objects.requireNonNull(action, "it has no action");
        Objects.requireNonNull(why, "it does not say why");
        Objects.requireNonNull(payload, "it has no payload");
    }

    /** The copy that is stored so; empty when it is something else that is stored. */
    public static Optional<DiscardedMessage> read(byte[] stored) {
        try {
            return Optional.of(StoredRecord.read(stored, DiscardedMessage.class));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a block may keep there what it likes
        }
    }

    /** Without this token (N10); the same one when it does not name it. */
    public DiscardedMessage without(IdTokenType token) {
        return IdTokens.isIn(payload, token)
                ? new DiscardedMessage(messageId, action, at, attempts, why, IdTokens.erased(payload, token))
                : this;
    }

    /** What it tells of, for people: of an event its transaction, number and type; else empty. */
    public String about() {
        String transactionId =
                payload.path("transactionInfo").path("transactionId").asText();
        return transactionId.isEmpty()
                ? ""
                : payload.path("eventType").asText() + " seqNo "
                        + payload.path("seqNo").asText() + " of " + transactionId;
    }
}
