package io.karge.station;

import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.RpcErrorCode;

/** Answers one request of the CSMS, exactly once; a second answer is a defect of the block and is dropped. */
public interface Responder {

    void answer(OcppResponse response);

    /** Answers with a CALLERROR. {@code description} says what is wrong and where. */
    void refuse(RpcErrorCode code, String description);
}
