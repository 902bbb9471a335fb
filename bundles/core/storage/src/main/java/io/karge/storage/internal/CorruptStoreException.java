package io.karge.storage.internal;

/** The files of the store can be read, but what they hold is damaged. */
final class CorruptStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CorruptStoreException(String message) {
        super(message);
    }

    CorruptStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
