package io.karge.storage.internal;

import java.io.IOException;

/** Something is not a whole backup of a store; the message says what it is, as the end of a sentence about it. */
final class NotABackupException extends IOException {

    private static final long serialVersionUID = 1L;

    NotABackupException(String message) {
        super(message);
    }
}
