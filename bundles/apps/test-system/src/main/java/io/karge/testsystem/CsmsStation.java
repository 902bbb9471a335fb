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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connected station as its CSMS sees it: answers its calls, makes calls one at a time. Thread-safe. */
public final class CsmsStation {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private final String stationId;
    private final OcppCodec codec;
    private final CsmsBehaviour behaviour;
    private final BiConsumer<String, OcppRequest> observer;
    private final Consumer<String> sender;
    private final TimeSource time;
    private final Deque<OpenCall> calls = new ArrayDeque<>();

    private record OpenCall(Frame.Call frame, CompletableFuture<JsonNode> answer) {}

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
     * Calls the station after the calls that are already waiting.
     *
     * @return the payload of the CALLRESULT; fails with {@link CallFailedException} otherwise
     */
    public CompletionStage<JsonNode> call(String action, JsonNode payload) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        boolean first;
        OpenCall call = new OpenCall(new Frame.Call(UUID.randomUUID().toString(), action, payload), answer);
        synchronized (calls) {
            first = calls.isEmpty();
            calls.add(call);
        }
        if (first) {
            send(call);
        }
        return answer;
    }

    /** A text of the station came. */
    public void received(String text) {
        FrameReading reading = codec.readFrame(text);
        if (reading instanceof FrameReading.Broken broken) {
            broken.answer().ifPresent(error -> sender.accept(codec.write(error)));
        } else if (reading instanceof FrameReading.Ok ok) {
            if (ok.frame() instanceof Frame.Call call) {
                sender.accept(codec.write(answer(call)));
            } else if (ok.frame() instanceof Frame.CallResult result) {
                ended(result.messageId(), answer -> answer.complete(result.payload()));
            } else if (ok.frame() instanceof Frame.CallError error) {
                ended(
                        error.messageId(),
                        answer -> answer.completeExceptionally(
                                new CallFailedException(error.code().wire() + ": " + error.description())));
            }
        }
    }

    /** The connection is gone: calls that are open or waiting fail. */
    public void closed() {
        while (true) {
            OpenCall call;
            synchronized (calls) {
                call = calls.poll();
            }
            if (call == null) {
                return;
            }
            call.answer().completeExceptionally(new CallFailedException("station " + stationId + " disconnected"));
        }
    }

    private Frame answer(Frame.Call call) {
        MessageReading<OcppRequest> reading = codec.readRequest(call);
        if (reading instanceof MessageReading.Invalid<OcppRequest> invalid) {
            return Frame.CallError.of(call.messageId(), invalid.code(), invalid.text());
        }
        OcppRequest request = ((MessageReading.Ok<OcppRequest>) reading).value();
        observer.accept(stationId, request);
        try {
            return codec.callResult(call.messageId(), behaviour.answer(stationId, request));
        } catch (UnsupportedOperationException e) {
            return Frame.CallError.of(call.messageId(), RpcErrorCode.NotSupported, String.valueOf(e.getMessage()));
        }
    }

    private void send(OpenCall call) {
        time.schedule(
                CALL_TIMEOUT,
                () -> ended(
                        call.frame().messageId(),
                        answer -> answer.completeExceptionally(new CallFailedException("station " + stationId
                                + " did not answer within " + CALL_TIMEOUT.toSeconds() + " s"))));
        sender.accept(codec.write(call.frame()));
    }

    private void ended(String messageId, Consumer<CompletableFuture<JsonNode>> outcome) {
        OpenCall done;
        OpenCall next;
        synchronized (calls) {
            @Nullable OpenCall open = calls.peek();
            if (open == null || !open.frame().messageId().equals(messageId)) {
                return;
            }
            done = calls.remove();
            next = calls.peek();
        }
        outcome.accept(done.answer());
        if (next != null) {
            send(next);
        }
    }

    /** A call that got no CALLRESULT; the message says why. */
    public static final class CallFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CallFailedException(String message) {
            super(message);
        }
    }
}
