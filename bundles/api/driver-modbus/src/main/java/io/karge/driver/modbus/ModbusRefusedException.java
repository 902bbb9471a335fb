package io.karge.driver.modbus;

import io.karge.driver.polling.RefusedException;

/** The hardware answered a request with a Modbus exception. */
public final class ModbusRefusedException extends RefusedException {
    /** The Modbus exception code for registers that do not exist. */
    public static final int ILLEGAL_DATA_ADDRESS = 2;

    private static final long serialVersionUID = 1;

    private final int code;

    /**
     * An answer.
     *
     * @param request what was asked, for people
     * @param code the Modbus exception code
     */
    public ModbusRefusedException(String request, int code) {
        super(request + ": the hardware answered with Modbus exception " + code + meaning(code));
        this.code = code;
    }

    /** The exception code of the Modbus application protocol. */
    public int code() {
        return code;
    }

    /** Whether the registers that were asked for do not exist. */
    public boolean isMissingRegister() {
        return code == ILLEGAL_DATA_ADDRESS;
    }

    /** The names of the Modbus application protocol specification (1.1b3, section 7). */
    private static String meaning(int code) {
        return switch (code) {
            case 1 -> ", illegal function: it does not know this kind of request";
            case ILLEGAL_DATA_ADDRESS -> ", illegal data address: it has no such registers";
            case 3 -> ", illegal data value: it does not take this value or length";
            case 4 -> ", device failure";
            case 5 -> ", acknowledge: it needs longer for this";
            case 6 -> ", device busy";
            case 8 -> ", memory parity error";
            case 10 -> ", gateway path unavailable: the gateway before it is set up wrongly";
            case 11 -> ", gateway target failed to respond: there is no unit with this number behind the gateway";
            default -> "";
        };
    }
}
