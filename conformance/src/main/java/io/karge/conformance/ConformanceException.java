package io.karge.conformance;

import org.jspecify.annotations.Nullable;

/** The kit itself cannot go on: what happened, why, and what to do, for people. It says nothing of the station. */
public final class ConformanceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConformanceException(String message) {
        this(message, null);
    }

    public ConformanceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
