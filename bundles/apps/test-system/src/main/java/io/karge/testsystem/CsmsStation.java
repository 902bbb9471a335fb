package io.karge.testsystem;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.ocpp.Frame;
import io.karge.ocpp.FrameReading;
import io.karge.ocpp.MessageReading;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.RpcErrorCode;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connected station as its CSMS sees it: answers its calls, makes calls one at a time. Thread-safe. */
public final class CsmsStation {
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(CsmsStation.class);

    private final String stationId;
    private final OcppCodec codec;
    private final CsmsBehaviour behaviour;
    private final BiConsumer<String, OcppRequest> observer;
    private final Consumer<String> sender;
    private final TimeSource time;

    /** The first is on its way, the others wait; guarded by itself, as are its members' timeouts and {@link #closed}. */
    private final Deque<OpenCall> calls = new ArrayDeque<>();

    private boolean closed;

    private static final class OpenCall {
        final Frame.Call frame;
        final CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        TimeSource.@Nullable Cancellable timeout;

        OpenCall(Frame.Call frame) {
            this.frame = frame;
        }

        void cancelTimeout() {
            if (timeout != null) {
                timeout.cancel();
            }
        }
    }

    /**
     * A station whose connection the caller keeps: the texts that come are given to {@link #received}.
     *
     * @param observer told of each valid request before it is answered
     * @param sender sends a text to the station
     */
    public CsmsStation(
            String stationId,
            OcppCodec codec,
            CsmsBehaviour behaviour,
            BiConsumer<String, OcppRequest> observer,
            Consumer<String> sender,
            TimeSource time) {
        this.stationId = stationId;
        this.codec = codec;
        this.behaviour = behaviour;
        this.observer = observer;
        this.sender = sender;
        this.time = time;
    }

    public String stationId() {
        return stationId;
    }

    /**
     * Calls the station after the calls that are already waiting. Neither action nor payload is looked at: a test may
     * send what a CSMS must not.
     *
     * @return the payload of the CALLRESULT; fails with {@link CallFailedException} when the station answers with a
     *     CALLERROR, disconnects, or does not answer within 30 s of being called
     */
    public CompletionStage<JsonNode> call(String action, JsonNode payload) {
        OpenCall call = new OpenCall(new Frame.Call(UUID.randomUUID().toString(), action, payload));
        synchronized (calls) {
            if (closed) {
                call.answer.completeExceptionally(disconnected());
                return call.answer;
            }
            calls.add(call);
            if (calls.size() > 1) {
                return call.answer;
            }
        }
        send(call);
        return call.answer;
    }

    /** A text of the station came. */
    public void received(String text) {
        FrameReading reading = codec.readFrame(text);
        if (reading instanceof FrameReading.Broken broken) {
            LOG.warn("station={} sent no proper frame: {}", stationId, broken.text());
            broken.answer().ifPresent(error -> sender.accept(codec.write(error)));
        } else if (reading instanceof FrameReading.Ok ok) {
            received(ok.frame());
        }
    }

    private void received(Frame frame) {
        if (frame instanceof Frame.Call call) {
            answer(call).map(codec::write).ifPresent(sender);
        } else if (frame instanceof Frame.CallResult result) {
            ended(result.messageId(), answer -> answer.complete(result.payload()));
        } else if (frame instanceof Frame.CallError error) {
            ended(error.messageId(), failed(new CallFailedException(error)));
        }
    }

    /** The connection is gone: calls that are open or waiting fail, and so do those that come later. */
    public void closed() {
        List<OpenCall> open;
        synchronized (calls) {
            closed = true;
            open = List.copyOf(calls);
            calls.clear();
            open.forEach(OpenCall::cancelTimeout);
        }
        open.forEach(call -> call.answer.completeExceptionally(disconnected()));
    }

    private Optional<Frame> answer(Frame.Call call) {
        MessageReading<OcppRequest> reading = codec.readRequest(call);
        if (reading instanceof MessageReading.Invalid<OcppRequest> invalid) {
            LOG.warn("station={} sent an invalid {}: {}", stationId, call.action(), invalid.text());
            return Optional.of(Frame.CallError.of(call.messageId(), invalid.code(), invalid.text()));
        }
        OcppRequest request = ((MessageReading.Ok<OcppRequest>) reading).value();
        try {
            observer.accept(stationId, request);
            return Optional.of(codec.callResult(call.messageId(), behaviour.answer(stationId, request)));
        } catch (UnsupportedOperationException e) {
            return refused(call, RpcErrorCode.NotSupported, e.getMessage());
        } catch (CsmsBehaviour.RefusedException e) {
            return refused(call, e.code(), e.getMessage());
        } catch (CsmsBehaviour.UnansweredException e) {
            LOG.debug("station={} its {} is not answered", stationId, call.action());
            return Optional.empty();
        } catch (RuntimeException e) { // a behaviour that fails must not cost the connection
            LOG.error("station={} its {} could not be answered", stationId, call.action(), e);
            return refused(call, RpcErrorCode.InternalError, "the CSMS failed: " + e);
        }
    }

    private static Optional<Frame> refused(Frame.Call call, RpcErrorCode code, @Nullable String why) {
        return Optional.of(Frame.CallError.of(call.messageId(), code, String.valueOf(why)));
    }

    private void send(OpenCall call) {
        synchronized (calls) {
            if (calls.peek() != call) {
                return; // the connection went meanwhile
            }
            call.timeout = time.schedule(
                    CALL_TIMEOUT,
                    () -> ended(
                            call.frame.messageId(),
                            failed(new CallFailedException("station " + stationId + " did not answer "
                                    + call.frame.action() + " within " + CALL_TIMEOUT.toSeconds() + " s"))));
        }
        sender.accept(codec.write(call.frame));
    }

    /** The call on its way ended, if it is the one with this id; a late or foreign answer is passed over. */
    private void ended(String messageId, Consumer<CompletableFuture<JsonNode>> outcome) {
        OpenCall done;
        OpenCall next;
        synchronized (calls) {
            @Nullable OpenCall open = calls.peek();
            if (open == null || !open.frame.messageId().equals(messageId)) {
                return;
            }
            done = calls.remove();
            done.cancelTimeout();
            next = calls.peek();
        }
        outcome.accept(done.answer);
        if (next != null) {
            send(next);
        }
    }

    private static Consumer<CompletableFuture<JsonNode>> failed(CallFailedException why) {
        return answer -> answer.completeExceptionally(why);
    }

    private CallFailedException disconnected() {
        return new CallFailedException("station " + stationId + " disconnected");
    }

    /** A call that got no CALLRESULT; the message says why, and is all that there is to say. */
    public static final class CallFailedException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private final @Nullable RpcErrorCode code;

        CallFailedException(String message) {
            super(message);
            code = null;
        }

        CallFailedException(Frame.CallError error) {
            super(error.code().wire() + ": " + error.description());
            code = error.code();
        }

        /** The code of the CALLERROR, empty when the station did not answer at all. */
        public Optional<RpcErrorCode> code() {
            return Optional.ofNullable(code);
        }
    }
}
