package io.karge.storage;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change of one entry.
 *
 * @param key not empty, without control characters, at most 1,000 characters
 * @param value what the entry holds from now on, null to delete it; handed over: the caller does not change it any more
 */
@SuppressWarnings("ArrayRecordComponent") // bytes to be stored; a write is never compared
public record Write(String key, byte @Nullable [] value) {

    private static final int MAX_KEY_LENGTH = 1_000;

    public Write {
        requireValidKey(key);
    }

    /** Sets the entry. */
    public static Write put(String key, byte[] value) {
        return new Write(key, Objects.requireNonNull(value, "value"));
    }

    /** Removes the entry; without effect when there is none. */
    public static Write delete(String key) {
        return new Write(key, null);
    }

    private static void requireValidKey(String key) {
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH || key.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A key of the store has 1 to " + MAX_KEY_LENGTH
                    + " characters and no control characters, but this one has " + key.length() + ": "
                    + key.substring(0, Math.min(key.length(), 80)));
        }
    }
}
