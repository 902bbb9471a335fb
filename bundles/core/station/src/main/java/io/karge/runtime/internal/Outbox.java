package io.karge.runtime.internal;

import io.karge.ocpp.MessageReading;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.runtime.internal.loop.Steps;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.transport.CallOutcome;
import io.karge.transport.OcppConnection;
import io.karge.transport.OutgoingCall;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The requests that wait to be sent to the CSMS, first in first out, a BootNotification first of all; one is open at a
 * time. Each gets its reply in a step of its own. On the loop only.
 */
final class Outbox {

    /**
     * A request on its way.
     *
     * @param permission under which registration status it may be sent
     */
    record Outgoing(
            String messageId,
            OcppRequest request,
            CallPermission permission,
            Consumer<CallReply<OcppResponse>> reply) {}

    private final OcppConnection connection;
    private final OcppCodec codec;
    private final Steps steps;
    private final Function<CallPermission, Optional<String>> refusal;
    private final Deque<Outgoing> waiting = new ArrayDeque<>();

    /** @param refusal why a request with this permission may not be sent now, empty when it may */
    Outbox(
            OcppConnection connection,
            OcppCodec codec,
            Steps steps,
            Function<CallPermission, Optional<String>> refusal) {
        this.connection = connection;
        this.codec = codec;
        this.steps = steps;
        this.refusal = refusal;
    }

    /** Sends it when its turn comes, or says at once that it cannot be sent. */
    void add(Outgoing call) {
        Optional<String> why = refusal.apply(call.permission());
        if (why.isPresent()) {
            notSent(call, why.get());
            return;
        }
        if (call.permission() == CallPermission.BOOT) {
            waiting.addFirst(call);
        } else {
            waiting.addLast(call);
        }
        pump();
    }

    /** Sends the next one if none is open. */
    void pump() {
        while (connection.idle() && !waiting.isEmpty()) {
            Outgoing next = waiting.removeFirst();
            Optional<String> why = refusal.apply(next.permission());
            if (why.isPresent()) {
                notSent(next, why.get());
            } else {
                connection.call(new OutgoingCall(
                        next.messageId(),
                        next.request().action(),
                        codec.payload(next.request()),
                        outcome -> steps.run(() -> next.reply().accept(reply(next, outcome)))));
            }
        }
    }

    /** The connection is gone: what waits is not sent. */
    void connectionLost() {
        while (!waiting.isEmpty()) {
            notSent(waiting.removeFirst(), "the connection was lost before its turn");
        }
    }

    private void notSent(Outgoing call, String why) {
        steps.post(() -> call.reply().accept(new CallReply.NotSent<>(why)));
    }

    private CallReply<OcppResponse> reply(Outgoing call, CallOutcome outcome) {
        if (outcome instanceof CallOutcome.Answered answered) {
            MessageReading<OcppResponse> reading =
                    codec.readResponse(call.request().action(), answered.result());
            if (reading instanceof MessageReading.Ok<OcppResponse> ok) {
                return new CallReply.Answered<>(ok.value());
            }
            MessageReading.Invalid<OcppResponse> invalid = (MessageReading.Invalid<OcppResponse>) reading;
            return new CallReply.Refused<>(invalid.code().wire(), "the response is not valid: " + invalid.text());
        } else if (outcome instanceof CallOutcome.Refused refused) {
            return new CallReply.Refused<>(refused.code().wire(), refused.description());
        } else if (outcome instanceof CallOutcome.TimedOut) {
            return new CallReply.TimedOut<>();
        }
        return new CallReply.ConnectionLost<>();
    }
}
