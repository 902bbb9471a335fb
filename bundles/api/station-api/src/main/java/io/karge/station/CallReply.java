package io.karge.station;

import io.karge.ocpp.OcppResponse;

/** How a request to the CSMS ended. */
public sealed interface CallReply<R extends OcppResponse> {

    record Answered<R extends OcppResponse>(R response) implements CallReply<R> {}

    /** The CSMS answered with a CALLERROR, or with a CALLRESULT that is no valid response. */
    record Refused<R extends OcppResponse>(String code, String description) implements CallReply<R> {}

    /** No answer within the message timeout. */
    record TimedOut<R extends OcppResponse>() implements CallReply<R> {}

    /** The connection was lost after the request was sent; whether the CSMS saw it is not known. */
    record ConnectionLost<R extends OcppResponse>() implements CallReply<R> {}

    /** It was never sent: the station is offline, or its registration status forbids it. */
    record NotSent<R extends OcppResponse>(String why) implements CallReply<R> {}
}
