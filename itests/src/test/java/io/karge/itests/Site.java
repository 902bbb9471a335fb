package io.karge.itests;

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
import java.util.List;

/** A site as an administrator sets it up and a program sees it: cfg files in, REST calls out. */
final class Site {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path etc;
    private final int httpPort;
    private final HttpClient http = HttpClient.newHttpClient();

    Site(Path etc, int httpPort) {
        this.etc = etc;
        this.httpPort = httpPort;
    }

    /** A simulated cabinet of the model and its station, both called by that id, with a CSMS somewhere. */
    void addStation(String stationId, String model, int modbusPort, String csmsUrl) throws IOException {
        write("io.karge.simulator-" + stationId + ".cfg", simulator(stationId, model, modbusPort));
        write("io.karge.station-" + stationId + ".cfg", station(stationId, model, modbusPort, csmsUrl));
    }

    static List<String> simulator(String stationId, String model, int modbusPort) {
        return List.of("name = " + stationId, "model = " + model, "port = " + modbusPort);
    }

    static List<String> station(String stationId, String model, int modbusPort, String csmsUrl) {
        return List.of(
                "stationId = " + stationId,
                "driver = " + model,
                "driverUri = modbus-tcp://127.0.0.1:" + modbusPort + "?unitId=1",
                "csmsUrl = " + csmsUrl,
                "securityProfile = 1",
                "basicAuthPassword = integration-tests-1");
    }

    void write(String file, List<String> lines) throws IOException {
        Files.write(etc.resolve(file), lines);
    }

    void delete(String file) throws IOException {
        Files.deleteIfExists(etc.resolve(file));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    JsonNode station(String stationId) throws IOException, InterruptedException {
        return get("/api/v1/stations/" + stationId);
    }

    void post(String path, String body) throws IOException, InterruptedException {
        send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    void simulate(String stationId, String what, String body) throws IOException, InterruptedException {
        post("/simulator/api/v1/stations/" + stationId + "/" + what, body);
    }

    /** Sets a variable of the station. */
    void set(String stationId, String component, String variable, String value)
            throws IOException, InterruptedException {
        post(
                "/api/v1/stations/" + stationId + "/variables",
                JSON.createObjectNode()
                        .put("component", component)
                        .put("variable", variable)
                        .put("value", value)
                        .toString());
    }

    /** Whether the station is accepted; false as long as nobody answers. */
    boolean accepted(String stationId) throws InterruptedException {
        return is(stationId, "/registration", "Accepted") && is(stationId, "/connection", "online");
    }

    /** Whether a member of the station's view has this value; false as long as nobody answers. */
    boolean is(String stationId, String pointer, String value) throws InterruptedException {
        try {
            return station(stationId).at(pointer).asText().equals(value);
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(Duration.ofSeconds(20))
                .header(
                        "Authorization",
                        "Bearer "
                                + Files.readString(etc.resolve("karge-api.token"))
                                        .strip());
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
