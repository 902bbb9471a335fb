package io.karge.ocpp.schema;

import io.karge.ocpp.RpcErrorCode;

/**
 * A value that the definition of a message does not allow. Thrown by the constructors of the records; {@link
 * io.karge.ocpp.OcppCodec} turns it into a result when a message is read.
 */
public final class InvalidValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final RpcErrorCode code;
    private final String rule;
    private String path = "";
    private String owner = "";

    InvalidValueException(RpcErrorCode code, String rule) {
        this.code = code;
        this.rule = rule;
    }

    /** Adds a step to the front of the path while the exception climbs to the root of the message. */
    InvalidValueException under(String name) {
        path = "/" + name.replace("~", "~0").replace("/", "~1") + path;
        return this;
    }

    /** Names the record that is being built. */
    InvalidValueException in(Class<?> type) {
        owner = type.getSimpleName();
        return this;
    }

    /** The error code that Part 4, 4.3 has for it. */
    public RpcErrorCode code() {
        return code;
    }

    /** Where: a JSON pointer, empty for the message itself. */
    public String path() {
        return path;
    }

    /** Where, and which rule is broken; free of secrets. */
    public String text() {
        return (path.isEmpty() ? "payload" : path) + " " + rule;
    }

    @Override
    public String getMessage() {
        return owner + path + " " + rule;
    }
}
