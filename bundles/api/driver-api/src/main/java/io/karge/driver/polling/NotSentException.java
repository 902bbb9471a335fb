package io.karge.driver.polling;

import java.io.IOException;

/** The link failed before anything of a command was sent: the hardware has certainly not done it. */
public class NotSentException extends IOException {
    private static final long serialVersionUID = 1;

    /** Says what the cause says. */
    public NotSentException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
