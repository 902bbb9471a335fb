package io.karge.driver.hyc;

import io.karge.driver.polling.RefusedException;

/** The cabinet answered a request with a Modbus exception. */
public final class HycRefusedException extends RefusedException {
    /** The Modbus exception code for registers that do not exist. */
    public static final int ILLEGAL_DATA_ADDRESS = 2;

    private static final long serialVersionUID = 1;

    private final int code;

    /**
     * @param request what was asked, for people
     * @param code the Modbus exception code
     */
    public HycRefusedException(String request, int code) {
        super(request + ": the cabinet answered with Modbus exception " + code);
        this.code = code;
    }

    /** Whether the registers that were asked for do not exist. */
    public boolean isMissingRegister() {
        return code == ILLEGAL_DATA_ADDRESS;
    }
}
