package io.karge.testsystem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.shell.table.Printed;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls of the shell to a station. */
final class StationCalls {
    static final ObjectMapper JSON = new ObjectMapper();

    /** A little longer than the station itself is waited for, so that its own failure is what the shell prints. */
    private static final long SECONDS = CsmsStation.CALL_TIMEOUT.toSeconds() + 5;

    private static final AtomicInteger REMOTE_START_IDS = new AtomicInteger();

    private StationCalls() {}

    static int nextRemoteStartId() {
        return REMOTE_START_IDS.incrementAndGet();
    }

    /**
     * The payload that somebody typed.
     *
     * @throws IllegalArgumentException when it is no JSON object
     */
    static ObjectNode payload(String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode payload) {
                return payload;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the payload is no JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("the payload is no JSON object: put it in quotes, '{\"evseId\": 1}'");
    }

    /**
     * Calls the station, waits, and prints the payload of the answer.
     *
     * @param json prints no words beside it
     * @throws IllegalStateException when the answer's status is not Accepted
     */
    static void callAndPrint(TestSystem testSystem, String stationId, String action, JsonNode payload, boolean json)
            throws Exception {
        String answer = call(testSystem, stationId, action, payload);
        System.out.println(answer);
        Optional<String> refusal = refusal(JSON.readTree(answer))
                .map(why -> "station '" + stationId + "' answers " + action + " with " + why);
        if (refusal.isPresent()) {
            throw json ? Printed.refusal(refusal.get()) : new IllegalStateException(refusal.get());
        }
    }

    /** The status of an answer that refuses, with its statusInfo. */
    static Optional<String> refusal(JsonNode answer) {
        String status = answer.path("status").asText("Accepted");
        if (status.equals("Accepted")) {
            return Optional.empty();
        }
        JsonNode info = answer.path("statusInfo");
        String reason = info.path("reasonCode").asText();
        String more = info.path("additionalInfo").asText();
        return Optional.of(status + (reason.isEmpty() ? "" : ", " + reason) + (more.isEmpty() ? "" : ": " + more));
    }

    /**
     * Calls the station and waits.
     *
     * @return the payload of the answer
     * @throws Exception what went wrong; its message is what the shell prints
     */
    static String call(TestSystem testSystem, String stationId, String action, JsonNode payload) throws Exception {
        CsmsStation station = testSystem
                .server()
                .station(stationId)
                .orElseThrow(() -> new IllegalArgumentException(
                        "station '" + stationId + "' is not connected; csms:list shows those that are"));
        try {
            return station.call(action, payload)
                    .toCompletableFuture()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .toString();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "station '" + stationId + "' is still busy with earlier calls; " + action + " follows them", e);
        }
    }
}
