package io.karge.driver.polling;

/** Code of the driver threw what it must not: whoever runs the driver's tasks hears of it, and people with it. */
final class DefectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what what was being done, for people */
    DefectException(String what, Throwable cause) {
        super(what + " failed: " + cause, cause);
    }
}
