package io.karge.storage.internal;

import java.nio.file.Path;

/** Another process has the store open. */
final class StoreInUseException extends StoreUnavailableException {

    private static final long serialVersionUID = 1L;

    StoreInUseException(Path file) {
        super(file + " is locked by another process");
    }
}
