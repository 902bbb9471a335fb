package io.karge.ocpp;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a CALL is answered with a CALLERROR (Part 4, 4.3), named exactly as on the wire. */
public enum RpcErrorCode {
    /** The payload is not well-formed, or larger than is accepted. */
    FormatViolation,
    /** None of the others. */
    GenericError,
    /** The receiver failed although the call was good. */
    InternalError,
    /** Deprecated in 2026-02: messages of unknown type are ignored. Read, never sent. */
    MessageTypeNotSupported,
    /** OCPP does not know the action. */
    NotImplemented,
    /** OCPP knows the action, the receiver does not offer it. */
    NotSupported,
    /** A required field is missing, or a list has too few or too many items. */
    OccurrenceConstraintViolation,
    /** A value has the right type and is not allowed: too long, out of range, not in the enumeration. */
    PropertyConstraintViolation,
    /** The payload is not made as the action's message is: it has a field that the message has not. */
    ProtocolError,
    /** What was received is no proper frame. */
    RpcFrameworkError,
    /** Security forbids the action, for example before the station is accepted. */
    SecurityError,
    /** A value has the wrong type. */
    TypeConstraintViolation;

    private static final Map<String, RpcErrorCode> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(RpcErrorCode::name, Function.identity()));

    /** The code on the wire. */
    public String wire() {
        return name();
    }

    /** The code with this name, also in the spellings of OCPP 1.6, which some systems still send. */
    public static Optional<RpcErrorCode> of(String wire) {
        return Optional.ofNullable(
                switch (wire) {
                    case "FormationViolation" -> FormatViolation;
                    case "OccurenceConstraintViolation" -> OccurrenceConstraintViolation;
                    default -> BY_NAME.get(wire);
                });
    }
}
