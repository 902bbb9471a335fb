package io.karge.storage.internal;

import java.io.IOException;

/** The store cannot be used now for a reason that is no defect: the log needs no stack trace. */
abstract class StoreUnavailableException extends IOException {

    private static final long serialVersionUID = 1L;

    StoreUnavailableException(String message) {
        super(message);
    }
}
