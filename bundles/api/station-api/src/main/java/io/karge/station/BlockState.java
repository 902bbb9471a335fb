package io.karge.station;

import java.util.Map;
import java.util.Optional;

/**
 * A block's durable state: records by key, kept as versioned JSON. Reads see what was put, at once. What is put in one
 * step, by all blocks, is committed as one atomic batch.
 */
public interface BlockState {

    /**
     * The entry with this key.
     *
     * @throws StateException when what is stored cannot be read as {@code type}; it is kept as it is
     */
    <T extends Record> Optional<T> get(String key, Class<T> type);

    /** All entries whose keys start with the prefix, in the order of their keys. */
    <T extends Record> Map<String, T> all(String prefix, Class<T> type);

    /** Puts a record whose components are records, enums, strings, numbers, times, lists and maps of these. */
    void put(String key, Record value);

    void remove(String key);

    /** Stored state that cannot be read; the message names station, block, key and reason. */
    final class StateException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StateException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
