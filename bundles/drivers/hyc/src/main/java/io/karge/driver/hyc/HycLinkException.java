package io.karge.driver.hyc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request did not reach the cabinet, or its answer did not come back. */
public final class HycLinkException extends IOException {
    private static final long serialVersionUID = 1;

    /** Says what was tried and why it failed. */
    public HycLinkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
