package io.karge.driver.hyc;

import io.karge.driver.polling.RefusedException;

/** The registers that every cabinet fills sensibly hold something impossible: nothing that was read can be trusted. */
final class ImplausibleException extends RefusedException {
    private static final long serialVersionUID = 1;

    ImplausibleException(String register, long value, String possible) {
        super(register + " is " + value + ", " + possible + " are possible");
    }

    /** Checks a register that holds a code from {@code min} to {@code max}. */
    static int check(String register, int value, int min, int max) throws ImplausibleException {
        if (value < min || value > max) {
            throw new ImplausibleException(register, value, min + " to " + max);
        }
        return value;
    }
}
