package io.karge.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.driver.testkit.VirtualTime;
import io.karge.ocpp.MessageReading;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.testsystem.CsmsStation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The CSMS of a case on virtual time: waiting lets time pass until what is awaited has come. */
final class InProcessCsms implements TestCsms {
    /** How long a case waits for a message at most. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** How long nothing may come for a case to believe that nothing comes: longer than anything that a poll brings. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final VirtualTime time;
    private final OcppCodec codec = new OcppCodec();
    private final ScriptedCsms script;
    private final Inbox inbox = new Inbox();
    private final List<String> refused = new ArrayList<>();
    private @Nullable CsmsStation connection;

    InProcessCsms(VirtualTime time) {
        this.time = time;
        this.script = new ScriptedCsms(time);
    }

    /** A station connected. */
    Consumer<String> connected(String stationId, InMemoryWebSockets.Connection socket) {
        CsmsStation station =
                new CsmsStation(stationId, codec, this::answer, (id, request) -> {}, text -> sent(socket, text), time);
        connection = station;
        socket.onEnd(() -> {
            station.closed();
            if (connection == station) {
                connection = null;
            }
        });
        return station::received;
    }

    boolean isConnected() {
        return connection != null;
    }

    /** What this CSMS had to refuse: a conforming station sends nothing of the kind. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    private void sent(InMemoryWebSockets.Connection socket, String text) {
        if (text.startsWith("[4")) {
            refused.add(text);
        }
        socket.sendToStation(text);
    }

    private OcppResponse answer(String stationId, OcppRequest request) {
        OcppResponse answer = script.answer(stationId, request);
        inbox.add(new Received<>(request, answer, time.wallClock()));
        return answer;
    }

    @Override
    public <Q extends OcppRequest> void answer(Class<Q> type, Function<Q, ? extends OcppResponse> answer) {
        script.answer(type, answer);
    }

    @Override
    public <Q extends OcppRequest> Received<Q> await(String what, Class<Q> type, Predicate<Q> fits) {
        return within(PATIENCE, type, fits)
                .orElseThrow(() -> new AssertionError(what + " did not come; " + inbox + refusals()));
    }

    @Override
    public <Q extends OcppRequest> List<Received<Q>> optional(Class<Q> type, Predicate<Q> fits) {
        return within(SILENCE, type, fits).map(List::of).orElse(List.of());
    }

    private <Q extends OcppRequest> Optional<Received<Q>> within(Duration max, Class<Q> type, Predicate<Q> fits) {
        List<Received<Q>> taken = new ArrayList<>();
        time.advanceUntil(
                () -> {
                    if (taken.isEmpty()) {
                        inbox.take(type, fits).ifPresent(taken::add);
                    }
                    return !taken.isEmpty();
                },
                max);
        return taken.stream().findFirst();
    }

    @Override
    public <R extends OcppResponse> R call(OcppRequest request, Class<R> response) {
        CsmsStation station = connection;
        if (station == null) {
            throw new AssertionError("the station is not connected: " + request);
        }
        CompletableFuture<JsonNode> answer =
                station.call(request.action().wire(), codec.payload(request)).toCompletableFuture();
        time.advanceUntil(answer::isDone, PATIENCE);
        MessageReading<R> reading = codec.read(answer.join(), response);
        if (reading instanceof MessageReading.Invalid<R> invalid) {
            throw new AssertionError(
                    "the answer to " + request + " is no " + response.getSimpleName() + ": " + invalid.text());
        }
        return ((MessageReading.Ok<R>) reading).value();
    }

    @Override
    public Instant now() {
        return time.wallClock();
    }

    private String refusals() {
        return refused.isEmpty() ? "" : "; refused: " + refused;
    }
}
