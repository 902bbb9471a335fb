package io.karge.station.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request that the block asked to be sent to the CSMS. The test gives its one reply, each as a step of its own. */
public final class SentCall {
    private final BlockTester tester;
    private final String messageId;
    private final OcppRequest request;
    private final CallPermission permission;
    private @Nullable Consumer<CallReply<OcppResponse>> reply;

    SentCall(
            BlockTester tester,
            String messageId,
            OcppRequest request,
            CallPermission permission,
            Consumer<CallReply<OcppResponse>> reply) {
        this.tester = tester;
        this.messageId = messageId;
        this.request = request;
        this.permission = permission;
        this.reply = reply;
    }

    public String messageId() {
        return messageId;
    }

    public OcppRequest request() {
        return request;
    }

    /** The request as what it is expected to be; a ClassCastException says that it is something else. */
    public <R extends OcppRequest> R request(Class<R> type) {
        return type.cast(request);
    }

    public CallPermission permission() {
        return permission;
    }

    /** Whether the reply is still to be given. */
    public boolean isOpen() {
        return reply != null;
    }

    public void answer(OcppResponse response) {
        reply(new CallReply.Answered<>(response));
    }

    /** The CSMS answers with a CALLRESULT that is no valid response. */
    public void answerUnreadably(String why, JsonNode payload) {
        reply(new CallReply.Unreadable<>(why, payload));
    }

    /** The CSMS answers with a CALLERROR. */
    public void refuse(String code, String description) {
        reply(new CallReply.Refused<>(code, description));
    }

    public void timeOut() {
        reply(new CallReply.TimedOut<>());
    }

    public void loseConnection() {
        reply(new CallReply.ConnectionLost<>());
    }

    public void notSent(String why) {
        reply(new CallReply.NotSent<>(why));
    }

    private void reply(CallReply<OcppResponse> outcome) {
        Consumer<CallReply<OcppResponse>> then = reply;
        if (then == null) {
            throw new IllegalStateException(this + " has its reply already");
        }
        reply = null;
        tester.step(() -> then.accept(outcome));
    }

    /** The block that asked is closed: nobody waits for the reply any more. */
    void forget() {
        reply = null;
    }

    @Override
    public String toString() {
        return request.action().wire() + " " + request;
    }
}
