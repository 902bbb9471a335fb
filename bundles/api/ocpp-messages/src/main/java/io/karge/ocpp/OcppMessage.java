package io.karge.ocpp;

/** The payload of a CALL or a CALLRESULT: a record of {@link io.karge.ocpp.messages}. */
public sealed interface OcppMessage permits OcppRequest, OcppResponse {

    /** The action that the message belongs to. */
    Action action();
}
