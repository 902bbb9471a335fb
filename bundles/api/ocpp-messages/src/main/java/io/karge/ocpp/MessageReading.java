package io.karge.ocpp;

/**
 * What became of a payload that was compared with its definition.
 *
 * @param <T> the record
 */
public sealed interface MessageReading<T> {

    /** A valid message. */
    record Ok<T>(T value) implements MessageReading<T> {}

    /**
     * An invalid message.
     *
     * @param code what to answer to a request
     * @param path where: a JSON pointer into the payload, empty for the payload as a whole
     * @param text where, and which rule is broken, for people; holds no values but of enumerations and bounded numbers
     */
    record Invalid<T>(RpcErrorCode code, String path, String text) implements MessageReading<T> {}
}
