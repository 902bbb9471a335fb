package io.karge.driver.polling;

import java.io.IOException;

/**
 * What was asked cannot be had, though the link to the hardware works: the hardware refuses it, or what it says makes no
 * sense. Its message is read by people.
 */
public class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    /** Says what was refused, or what makes no sense. */
    public RefusedException(String message) {
        super(message);
    }
}
