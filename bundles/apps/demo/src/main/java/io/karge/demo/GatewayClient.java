package io.karge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Calls the gateway's REST interface and the simulator's. */
final class GatewayClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String base;
    private final Path tokenFile;

    GatewayClient(int port, Path tokenFile) {
        this.base = "http://127.0.0.1:" + port;
        this.tokenFile = tokenFile;
    }

    String url() {
        return base;
    }

    JsonNode stations() throws IOException, InterruptedException {
        return get("/api/v1/stations");
    }

    JsonNode station(String stationId) throws IOException, InterruptedException {
        return get("/api/v1/stations/" + stationId);
    }

    JsonNode messages(String stationId, long after) throws IOException, InterruptedException {
        return get("/api/v1/stations/" + stationId + "/messages?limit=1000&after=" + after);
    }

    /** A SetVariables from inside. */
    void setVariable(String stationId, String component, String variable, String value)
            throws IOException, InterruptedException {
        String body = JSON.createObjectNode()
                .put("component", component)
                .put("variable", variable)
                .put("value", value)
                .toString();
        send(HttpRequest.newBuilder(URI.create(base + "/api/v1/stations/" + stationId + "/variables"))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The hardware of EVSE 1 as the simulator has it. */
    JsonNode hardware(String simulator) throws IOException, InterruptedException {
        return get("/simulator/api/v1/stations/" + simulator).path("evses").path(0);
    }

    void simulate(String simulator, String what, String body) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(base + "/simulator/api/v1/stations/" + simulator + "/" + what))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                request.header(
                                "Authorization",
                                "Bearer " + Files.readString(tokenFile).strip())
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }
}
