package io.karge.station.testkit;

import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.RpcErrorCode;
import io.karge.station.Responder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the block answered to one request of the CSMS. */
public final class TestAnswer implements Responder {
    private @Nullable OcppResponse response;
    private @Nullable RpcErrorCode error;
    private String description = "";

    TestAnswer() {}

    @Override
    public void answer(OcppResponse answer) {
        requireFirst();
        response = answer;
    }

    @Override
    public void refuse(RpcErrorCode code, String why) {
        requireFirst();
        error = code;
        description = why;
    }

    private void requireFirst() {
        if (given()) {
            throw new IllegalStateException("the block answers the same request twice");
        }
    }

    /** Whether the block has answered yet. */
    public boolean given() {
        return response != null || error != null;
    }

    /** The response; fails when there is none, or a CALLERROR. */
    public <R extends OcppResponse> R response(Class<R> type) {
        if (response == null) {
            throw new AssertionError(
                    error == null ? "the block has not answered" : "the block refused: " + error + " " + description);
        }
        return type.cast(response);
    }

    /** The code of the CALLERROR with which the block refused. */
    public Optional<RpcErrorCode> error() {
        return Optional.ofNullable(error);
    }

    /** The description of the CALLERROR. */
    public String description() {
        return description;
    }
}
