package io.karge.testsystem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls of the shell to a station. */
final class StationCalls {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final long SECONDS = 35;
    private static final AtomicInteger REMOTE_START_IDS = new AtomicInteger();

    private StationCalls() {}

    static int nextRemoteStartId() {
        return REMOTE_START_IDS.incrementAndGet();
    }

    /**
     * @return the payload of the answer
     * @throws Exception what went wrong; its message is what the shell prints
     */
    static String call(TestSystem testSystem, String stationId, String action, String payload) throws Exception {
        CsmsStation station = testSystem
                .server()
                .station(stationId)
                .orElseThrow(() -> new IllegalArgumentException(
                        "station '" + stationId + "' is not connected; csms:list shows those that are"));
        JsonNode body;
        try {
            body = JSON.readTree(payload);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the payload is no JSON: " + e.getOriginalMessage(), e);
        }
        try {
            return station.call(action, body)
                    .toCompletableFuture()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .toString();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
