package io.karge.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.ocpp.MessageReading;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.RpcErrorCode;
import io.karge.testsystem.CsmsStation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** The calls of a case's CSMS. Answers are checked against their definitions; a violation fails the case. */
final class Calls {
    private final BenchClock clock;
    private final CsmsEndpoint endpoint;
    private final Consumer<String> awaitConnection;
    private final OcppCodec codec = new OcppCodec();
    private CallWatch watch = request -> answer -> {};

    /** @param awaitConnection waits until the station is there; told what for */
    Calls(BenchClock clock, CsmsEndpoint endpoint, Consumer<String> awaitConnection) {
        this.clock = clock;
        this.endpoint = endpoint;
        this.awaitConnection = awaitConnection;
    }

    /** From now on this looks at the calls. */
    void watch(CallWatch by) {
        watch = by;
    }

    <R extends OcppResponse> R call(OcppRequest request, Class<R> response) {
        Consumer<JsonNode> watching = watch.calling(request);
        CompletableFuture<JsonNode> answer = send(request);
        JsonNode payload;
        try {
            payload = answer.join();
        } catch (CompletionException e) {
            throw new AssertionError(request + ": expected " + response.getSimpleName() + ", seen " + e.getCause(), e);
        }
        watching.accept(payload);
        MessageReading<R> reading = codec.read(payload, response);
        if (reading instanceof MessageReading.Invalid<R> invalid) {
            throw new AssertionError(
                    request + ": expected a valid " + response.getSimpleName() + ", seen " + invalid.text());
        }
        return ((MessageReading.Ok<R>) reading).value();
    }

    RpcErrorCode refused(OcppRequest request) {
        return refusal(request, send(request));
    }

    RpcErrorCode refused(String action, JsonNode payload) {
        return refusal(action, send(action, payload));
    }

    private static RpcErrorCode refusal(Object request, CompletableFuture<JsonNode> answer) {
        try {
            throw new AssertionError(request + ": expected a CALLERROR, seen " + answer.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof CsmsStation.CallFailedException failed
                    && failed.code().isPresent()) {
                return failed.code().get();
            }
            throw new AssertionError(request + ": expected a CALLERROR, seen " + e.getCause(), e);
        }
    }

    private CompletableFuture<JsonNode> send(OcppRequest request) {
        return send(request.action().wire(), codec.payload(request));
    }

    private CompletableFuture<JsonNode> send(String action, JsonNode payload) {
        awaitConnection.accept(action);
        CompletableFuture<JsonNode> answer =
                endpoint.station().orElseThrow().call(action, payload).toCompletableFuture();
        CompletableFuture<JsonNode> told = answer.whenComplete((result, failure) -> clock.changed());
        clock.waitUntil(told::isDone, clock.patience().plusSeconds(30));
        return told;
    }
}
