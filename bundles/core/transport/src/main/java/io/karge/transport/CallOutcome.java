package io.karge.transport;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.ocpp.Frame;
import io.karge.ocpp.RpcErrorCode;

/** How a CALL to the CSMS ended. */
public sealed interface CallOutcome {

    /** The CSMS answered with a CALLRESULT, which was not compared with its definition yet. */
    record Answered(Frame.CallResult result) implements CallOutcome {}

    /**
     * The CSMS answered with a CALLRESULT that is no whole frame: it has the CALL, and what it said is lost.
     *
     * @param why what is wrong with the frame, and where
     */
    record Unreadable(String why) implements CallOutcome {}

    /** The CSMS answered with a CALLERROR, readable or not. */
    record Refused(RpcErrorCode code, String description, JsonNode details) implements CallOutcome {}

    /**
     * No answer within the message timeout; one that comes later is ignored.
     *
     * @param meanwhile what is wrong with the first message that came instead and was no answer to anything, nor a request;
     *     empty when there was none
     */
    record TimedOut(String meanwhile) implements CallOutcome {
        /** Nothing odd came meanwhile. */
        public TimedOut() {
            this("");
        }
    }

    /** The connection ended first; whether the CSMS saw the CALL is not known. */
    record ConnectionLost() implements CallOutcome {}
}
