package io.karge.simulator;

/** Where a firmware update fails. */
public enum FirmwareFailure implements Labelled {
    NONE(0),
    VERIFY(1),
    INSTALL(2);

    private final int code;

    FirmwareFailure(int code) {
        this.code = code;
    }

    /** As in the register. */
    int code() {
        return code;
    }
}
