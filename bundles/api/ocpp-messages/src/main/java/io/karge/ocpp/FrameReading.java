package io.karge.ocpp;

import io.karge.ocpp.Frame.CallError;
import java.util.Optional;

/** What became of a text that came over the WebSocket. */
public sealed interface FrameReading {

    /** A whole frame. Its payload is well-formed, and not yet compared with the message's definition. */
    record Ok(Frame frame) implements FrameReading {}

    /**
     * No frame.
     *
     * @param messageId as far as it could be read, else "-1"
     * @param code what to answer
     * @param text what is wrong, and where
     * @param was what it was meant to be
     */
    record Broken(String messageId, RpcErrorCode code, String text, Meant was) implements FrameReading {

        /** What a broken frame was meant to be. */
        public enum Meant {
            /** A CALL, also when that could not be read. */
            CALL,
            CALL_RESULT,
            CALL_ERROR
        }

        /** The CALLERROR to send back, if any: a broken answer is never answered. */
        public Optional<CallError> answer() {
            return was == Meant.CALL ? Optional.of(CallError.of(messageId, code, text)) : Optional.empty();
        }
    }

    /** A message of a type that OCPP 2.0.1 does not know, to be ignored (Part 4, 4.1.3 with the errata of 2026-02). */
    record Ignored(String messageType) implements FrameReading {}
}
