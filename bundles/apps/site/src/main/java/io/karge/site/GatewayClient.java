package io.karge.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Calls the gateway's REST interface and the simulator's. A call that is refused, or answered by nobody, is an {@link
 * IOException} that names the call and what it was answered with. Thread-safe; calls block.
 */
public final class GatewayClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(70); // the gateway itself gives up after 60 s
    private static final String STATIONS = "/api/v1/stations";
    private static final String SIMULATORS = "/simulator/api/v1/stations";

    /** One for all: each has threads of its own, which go with the process. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String base;
    private final Path tokenFile;

    /**
     * @param base such as {@code http://127.0.0.1:8181}
     * @param tokenFile read at each call: the gateway makes it at its first start
     */
    public GatewayClient(String base, Path tokenFile) {
        this.base = base.replaceFirst("/+$", "");
        this.tokenFile = tokenFile;
    }

    public String url() {
        return base;
    }

    public JsonNode stations() throws IOException, InterruptedException {
        return get(STATIONS);
    }

    public JsonNode station(String stationId) throws IOException, InterruptedException {
        return get(STATIONS + "/" + encoded(stationId));
    }

    /** What the station is: its hardware {@code model} and the {@code facts} of its product. */
    public JsonNode product(String stationId) throws IOException, InterruptedException {
        return get(STATIONS + "/" + encoded(stationId) + "/product");
    }

    /** The latest messages with a number greater than {@code after}, oldest first. */
    public JsonNode messages(String stationId, long after) throws IOException, InterruptedException {
        return get(STATIONS + "/" + encoded(stationId) + "/messages?limit=1000&after=" + after);
    }

    /** Does something with the station: {@code restart}, {@code factory-reset} ... */
    public void act(String stationId, String what, String body) throws IOException, InterruptedException {
        post(STATIONS + "/" + encoded(stationId) + "/" + what, body);
    }

    /** A SetVariables from inside. */
    public void setVariable(String stationId, String component, String variable, String value)
            throws IOException, InterruptedException {
        act(
                stationId,
                "variables",
                JSON.createObjectNode()
                        .put("component", component)
                        .put("variable", variable)
                        .put("value", value)
                        .toString());
    }

    /** Whether a member of the station's view, by JSON pointer, has this value; false as long as nobody answers. */
    public boolean is(String stationId, String pointer, String value) throws InterruptedException {
        try {
            return station(stationId).at(pointer).asText().equals(value);
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Whether the station is accepted and online; false as long as nobody answers. */
    public boolean accepted(String stationId) throws InterruptedException {
        return is(stationId, "/registration", "Accepted") && is(stationId, "/connection", "online");
    }

    /** All simulated cabinets. */
    public JsonNode simulators() throws IOException, InterruptedException {
        return get(SIMULATORS);
    }

    /** A simulated cabinet with its EVSEs. */
    public JsonNode simulator(String name) throws IOException, InterruptedException {
        return get(SIMULATORS + "/" + encoded(name));
    }

    /** Does something at a simulated cabinet: {@code evses/1/plug-in}, {@code power-cycle} ... */
    public void simulate(String name, String what, String body) throws IOException, InterruptedException {
        post(SIMULATORS + "/" + encoded(name) + "/" + what, body);
    }

    /** Clears a fault of a simulated cabinet. */
    public void clearFault(String name, int evseId, String code) throws IOException, InterruptedException {
        String body = JSON.createObjectNode().put("code", code).toString();
        send(request(SIMULATORS + "/" + encoded(name) + "/evses/" + evseId + "/fault")
                .method("DELETE", HttpRequest.BodyPublishers.ofString(body)));
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    public JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + Files.readString(tokenFile).strip())
                .header("Content-Type", "application/json");
    }

    private JsonNode send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(request.method() + " " + request.uri() + " was answered with " + response.statusCode()
                    + ": " + response.body());
        }
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }
}
