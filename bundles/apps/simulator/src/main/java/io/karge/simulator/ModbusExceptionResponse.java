package io.karge.simulator;

/** What a Modbus slave answers instead of data: one of the protocol's exception codes. */
public final class ModbusExceptionResponse extends RuntimeException {
    public static final int ILLEGAL_FUNCTION = 1;
    public static final int ILLEGAL_DATA_ADDRESS = 2;
    public static final int ILLEGAL_DATA_VALUE = 3;
    public static final int DEVICE_FAILURE = 4;
    public static final int DEVICE_BUSY = 6;
    public static final int NO_SUCH_UNIT = 11;

    private static final long serialVersionUID = 1;

    private final int code;

    public ModbusExceptionResponse(int code, String message) {
        super("Modbus exception " + code + ": " + message, null, false, false);
        this.code = code;
    }

    public int code() {
        return code;
    }
}
