package io.karge.transport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.ocpp.Frame;
import io.karge.ocpp.FrameReading;
import io.karge.ocpp.RpcErrorCode;
import io.karge.time.TimeSource.Cancellable;
import io.karge.transport.FrameTap.Direction;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The CALLs and answers that go over a connection, in both directions (Part 4, chapter 4). Belongs to the loop; outlives
 * the WebSockets, which are told apart by {@link #forget}.
 */
final class CallExchange {

    private static final Logger LOG = LoggerFactory.getLogger(CallExchange.class);

    /** The WebSocket of the moment. */
    interface Wire {
        boolean isOpen();

        /** Sends; without effect when it is not open. */
        void sendText(String text);

        /** Says in the log that the other side does something odd. */
        void warn(String text);
    }

    private final ConnectionContext context;
    private final OcppConnectionListener listener;
    private final FrameTap tap;
    private final Wire wire;
    private final IncomingCalls incoming = new IncomingCalls();
    private @Nullable OpenCall openCall;

    CallExchange(ConnectionContext context, OcppConnectionListener listener, FrameTap tap, Wire wire) {
        this.context = context;
        this.listener = listener;
        this.tap = tap;
        this.wire = wire;
    }

    boolean idle() {
        return wire.isOpen() && openCall == null;
    }

    void call(OutgoingCall call) {
        OpenCall sent = new OpenCall(call);
        openCall = sent;
        sent.timeout = after(context.settings().messageTimeout(), () -> {
            if (openCall == sent) {
                end(sent, new CallOutcome.TimedOut(sent.meanwhile));
            }
        });
        send(
                new Frame.Call(call.messageId(), call.action().wire(), call.payload()),
                call.action().wire());
    }

    void answer(String messageId, ObjectNode payload) {
        reply(new Frame.CallResult(messageId, payload));
    }

    void refuse(String messageId, RpcErrorCode code, String description) {
        reply(Frame.CallError.of(messageId, code, description));
    }

    private void reply(Frame answer) {
        Optional<String> action = incoming.answered(answer.messageId());
        if (action.isPresent()) {
            send(answer, action.get());
            context.loop().execute(this::handOverNext);
        } else {
            LOG.debug("station={} an answer without its CALL is dropped", context.stationId());
        }
    }

    /** The WebSocket is gone: whatever was open is over. Returns what tells the open CALL so. */
    Runnable forget() {
        OpenCall unanswered = openCall;
        openCall = null;
        incoming.clear();
        return () -> {
            if (unanswered != null) {
                unanswered.end(new CallOutcome.ConnectionLost());
            }
        };
    }

    void received(String text) {
        FrameReading reading = context.codec().readFrame(text);
        Optional<Frame> frame = reading instanceof FrameReading.Ok ok ? Optional.of(ok.frame()) : Optional.empty();
        tap.passed(Direction.IN, text, frame, frame.map(this::actionOf).orElse(""));
        if (reading instanceof FrameReading.Ok ok) {
            received(ok.frame());
        } else if (reading instanceof FrameReading.Broken broken) {
            receivedBroken(broken);
            listener.receivedInvalid(broken.text());
        } else if (reading instanceof FrameReading.Ignored ignored) {
            String what = "a message of the unknown type " + ignored.messageType();
            odd(what);
            wire.warn(what + " is ignored");
            listener.receivedInvalid(what);
        }
    }

    private String actionOf(Frame frame) {
        if (frame instanceof Frame.Call call) {
            return call.action();
        }
        OpenCall open = openCall;
        return open != null && open.hasId(frame.messageId())
                ? open.call.action().wire()
                : "";
    }

    private void received(Frame frame) {
        if (frame instanceof Frame.Call call) {
            receivedCall(call);
        } else if (frame instanceof Frame.CallResult result) {
            receivedAnswer(result.messageId(), new CallOutcome.Answered(result));
        } else if (frame instanceof Frame.CallError error) {
            receivedAnswer(
                    error.messageId(), new CallOutcome.Refused(error.code(), error.description(), error.details()));
        }
    }

    /** A CALL is refused under its id; an answer ends the CALL that it names; the rest is nobody's. */
    private void receivedBroken(FrameReading.Broken broken) {
        switch (broken.was()) {
            case CALL -> {
                odd(broken.text());
                broken.answer().ifPresent(refusal -> send(refusal, ""));
            }
            case CALL_RESULT -> receivedAnswer(broken.messageId(), new CallOutcome.Unreadable(broken.text()));
            case CALL_ERROR ->
                receivedAnswer(
                        broken.messageId(),
                        new CallOutcome.Refused(broken.code(), broken.text(), JsonNodeFactory.instance.objectNode()));
        }
    }

    private void receivedCall(Frame.Call call) {
        if (incoming.isOpen(call.messageId())) {
            send(
                    Frame.CallError.of(
                            call.messageId(),
                            RpcErrorCode.RpcFrameworkError,
                            "a CALL with this message id is being handled already"),
                    call.action());
            listener.receivedInvalid(
                    call.action() + " with the message id " + call.messageId() + " of a CALL that is being handled");
        } else if (incoming.isFull()) {
            send(
                    Frame.CallError.of(
                            call.messageId(), RpcErrorCode.InternalError, "too many CALLs wait for their answers"),
                    call.action());
        } else {
            incoming.add(call);
            handOverNext();
        }
    }

    /** A CALL that the station does not answer holds the next one up for the message timeout at most. */
    private void handOverNext() {
        Optional<Frame.Call> next = wire.isOpen() ? incoming.takeNext() : Optional.empty();
        next.ifPresent(call -> {
            incoming.holdUntil(after(context.settings().messageTimeout(), () -> {
                if (incoming.release(call.messageId())) {
                    wire.warn("the request " + call.action() + " was not answered in time; the next one goes ahead");
                    handOverNext();
                }
            }));
            listener.called(call);
        });
    }

    private void receivedAnswer(String messageId, CallOutcome outcome) {
        OpenCall open = openCall;
        if (open != null && open.hasId(messageId)) {
            end(open, outcome);
        } else {
            odd("an answer with the message id " + messageId + ", which belongs to no open request");
            wire.warn("an answer with message id " + messageId + " belongs to no open CALL and is ignored");
        }
    }

    /** What makes no sense may have been meant as the answer that is waited for: people are told, if that never comes. */
    private void odd(String what) {
        OpenCall open = openCall;
        if (open != null && open.meanwhile.isEmpty()) {
            open.meanwhile = what;
        }
    }

    private void end(OpenCall ended, CallOutcome outcome) {
        openCall = null;
        ended.end(outcome);
        if (idle()) {
            listener.idle();
        }
    }

    private void send(Frame frame, String action) {
        String text = context.codec().write(frame);
        tap.passed(Direction.OUT, text, Optional.of(frame), action);
        wire.sendText(text);
    }

    private Cancellable after(Duration delay, Runnable task) {
        return context.time().schedule(delay, () -> context.loop().execute(task));
    }

    /** The CALL that waits for its answer. */
    private static final class OpenCall {
        private final OutgoingCall call;
        private @Nullable Cancellable timeout;
        private String meanwhile = "";

        OpenCall(OutgoingCall call) {
            this.call = call;
        }

        boolean hasId(String messageId) {
            return call.messageId().equals(messageId);
        }

        void end(CallOutcome outcome) {
            if (timeout != null) {
                timeout.cancel();
            }
            call.listener().ended(outcome);
        }
    }
}
