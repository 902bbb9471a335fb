package io.karge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.VariableAttributeType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.CertificatesView;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.FirmwareView;
import io.karge.runtime.Gateway;
import io.karge.runtime.LoggedMessage;
import io.karge.runtime.StationView.Problem;
import io.karge.runtime.TestAccess;
import io.karge.runtime.TransferView;
import io.karge.runtime.testkit.OpenApi;
import io.karge.runtime.testkit.Stations;
import io.karge.station.FirmwareUpdates;
import io.karge.station.TransferProgress;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description of the REST interface, as it is served, and the servlet that it describes. */
class OpenApiTest extends HttpTest {
    private static final String ROOT = "/api/v1/";
    private static final String STATION = "/api/v1/stations/{stationId}";
    private static final Map<String, String> VALUES = Map.of("stationId", "CS-1", "evseId", "1");
    private static final Set<String> OF_ALL = Set.of("HEAD", "OPTIONS");

    /** A call of each operation, with the body that it has. */
    private static final List<String[]> CALLS = List.of(
            call("GET", "/api/v1/openapi.json", ""),
            call("GET", "/api/v1/problems", ""),
            call("GET", "/api/v1/stations", ""),
            call("GET", "/api/v1/transfers", ""),
            call("GET", STATION, ""),
            call("GET", STATION + "/messages", ""),
            call("GET", STATION + "/product", ""),
            call("GET", STATION + "/variables", ""),
            call("GET", STATION + "/certificates", ""),
            call("GET", STATION + "/discarded", ""),
            call("GET", STATION + "/firmware", ""),
            call("GET", STATION + "/transfers", ""),
            call("GET", STATION + "/logs", ""),
            call("POST", STATION + "/discarded", ""),
            call("POST", STATION + "/restart", ""),
            call("POST", STATION + "/connect", ""),
            call("POST", STATION + "/evses/{evseId}/stop", ""),
            call("POST", STATION + "/evses/{evseId}/present-token", "{'idToken':'A1','type':'ISO14443'}"),
            call("POST", STATION + "/disconnect", ""),
            call(
                    "POST",
                    STATION + "/variables",
                    "{'component':'A','variable':'B','value':'1','componentInstance':'c',"
                            + "'variableInstance':'v','evseId':1,'connectorId':1,'attributeType':'Target'}"),
            call("POST", STATION + "/factory-reset", "{'connect':true,'force':true}"),
            call("POST", STATION + "/calls", "{'action':'Heartbeat','payload':{}}"),
            call(
                    "POST",
                    STATION + "/authorization-cache",
                    "{'idToken':'A1','type':'ISO14443','status':'Accepted',"
                            + "'groupIdToken':{'idToken':'G','type':'Central'}}"));

    private OpenApi description;

    private static String[] call(String method, String path, String body) {
        return new String[] {method, path, body.replace('\'', '"')};
    }

    @BeforeEach
    void fill() throws Exception {
        gateway.stations.add(Stations.charging("CS-1"));
        gateway.problems = List.of(new Problem(Stations.AT, "a", "b", "c"));
        gateway.messages = List.of(
                new LoggedMessage(7, Stations.AT, "out", "CALL", "Heartbeat", "m1", "[2]"),
                new LoggedMessage(8, Stations.AT, "in", "unreadable", null, null, "x"));
        gateway.variables = List.of(ReportDataType.of(
                ComponentType.of("AuthCtrlr"),
                VariableType.of("Enabled"),
                List.of(VariableAttributeType.of()
                        .withType(AttributeEnumType.Actual)
                        .withValue("true"))));
        gateway.certificates = new CertificatesView(
                List.of(new CertificatesView.Certificate(
                        CertificatesView.Use.STATION, "CN=a", "CN=b", "01", Stations.AT, Stations.AT, "valid", "ff")),
                new CertificatesView.Request("with the CSMS", "PEM"));
        gateway.discarded = List.of(
                new Gateway.Discarded(Stations.AT, "TransactionEvent", "Updated", 3, "no answer", "m-1", "{}"),
                new Gateway.Discarded(null, "TransactionEvent", "Updated", 3, "no answer", "m-2", "{}"));
        gateway.reset = new FactoryReset(
                "open", List.of(new FactoryReset.Ended("TX-1", 1)), new FactoryReset.Kept("copies/CS-1.jsonl", 3));
        gateway.transfers = List.of(
                new TransferView("CS-1", "download", "https://h/x", "moving", Stations.AT, 5, 10L, 50),
                new TransferView("CS-1", "upload", "ftp://h/y", "waiting", Stations.AT, 0, null, null));
        gateway.firmware = new FirmwareView(
                "3.0.0",
                true,
                new FirmwareUpdates.FirmwareUpdate(
                        7,
                        "https://h/x",
                        "Downloading",
                        Stations.AT,
                        true,
                        Stations.AT,
                        Stations.AT,
                        1,
                        Stations.AT,
                        new TransferProgress(5, 10),
                        3,
                        "because"));
        gateway.setVariableInfo = StatusInfoType.of("ReadOnly");
        servlet.setTestAccess(new TestAccess() {});
        description = OpenApi.read(get("/api/v1/openapi.json").text().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void administratorsReadOfEveryCall() throws IOException {
        String page = Files.readString(Path.of("../../../docs/administrators.md"));
        assertThat(GatewayApi.paths().keySet())
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .filteredOn(call -> !call.startsWith("{"))
                .allSatisfy(call -> assertThat(page).containsPattern("/" + Pattern.quote(call) + "\\b"));
    }

    @Test
    void isServedToEveryToken() throws Exception {
        Response response = send(request("/api/v1/openapi.json", READER));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(response.json().path("openapi").asText()).isEqualTo("3.1.0");
    }

    @Test
    void isWellFormed() {
        assertThat(description.mistakes()).isEmpty();
    }

    @Test
    void describesEveryPathAndMethodAndNoOthers() {
        SortedMap<String, Set<String>> paths = new TreeMap<>();
        GatewayApi.paths().forEach((path, methods) -> {
            Set<String> described = new TreeSet<>(List.of(methods.methods().split(", ")));
            described.removeAll(OF_ALL);
            paths.put(ROOT + path, described);
        });

        assertThat(description.paths(ROOT)).isEqualTo(paths);
        assertThat(description.paths("/metrics")).isEqualTo(Map.of("/metrics", Set.of("GET")));
    }

    @Test
    void describesEveryParameterOfAQueryAndNoOthers() {
        for (String path : GatewayApi.paths().keySet()) {
            Set<String> described = new TreeSet<>();
            for (JsonNode parameter : description.operation("GET", ROOT + path).path("parameters")) {
                described.add(parameter.path("name").asText());
            }
            assertThat(described).as(path).isEqualTo(GatewayApi.parameters(List.of(path.split("/"))));
        }
    }

    @Test
    void saysWhichRightACallNeeds() {
        List<String> wrong = new ArrayList<>();
        GatewayApi.paths().forEach((path, methods) -> description
                .paths(ROOT)
                .get(ROOT + path)
                .forEach(method -> {
                    String said = description
                            .operation(method, ROOT + path)
                            .path("x-right")
                            .asText();
                    String needed = (method.equals("GET") ? methods.looking() : methods.acting()).word();
                    if (!said.equals(needed)) {
                        wrong.add(method + " " + path + " needs " + needed + ", not " + said);
                    }
                }));

        assertThat(wrong).isEmpty();
    }

    @Test
    void theServletHasEveryMethodThatIsDescribedAndNoOther() throws Exception {
        Map<String, Set<String>> answered = new TreeMap<>();
        Map<String, Set<String>> refused = new TreeMap<>();
        for (String path : description.paths("").keySet()) {
            if (!path.startsWith("/simulator")) {
                String url = OpenApi.filled(path, VALUES);
                answered.put(path, allowed(send(request(url).method("OPTIONS", BodyPublishers.noBody())), 204));
                refused.put(path, allowed(send(request(url).method("PATCH", BodyPublishers.noBody())), 405));
            }
        }
        Map<String, Set<String>> described = new TreeMap<>(description.paths(ROOT));
        described.putAll(description.paths("/metrics"));

        assertThat(answered).isEqualTo(described);
        assertThat(refused).isEqualTo(described);
    }

    private static Set<String> allowed(Response response, int status) {
        assertThat(response.status()).isEqualTo(status);
        Set<String> allowed = new TreeSet<>(
                List.of(response.headers().firstValue("Allow").orElse("").split(", ")));
        allowed.removeAll(OF_ALL);
        return allowed;
    }

    @Test
    void everyCallIsAskedForAndAnsweredAsDescribed() throws Exception {
        List<String> wrong = new ArrayList<>();
        Map<String, Set<String>> called = new TreeMap<>();
        for (String[] call : CALLS) {
            called.computeIfAbsent(call[1], path -> new TreeSet<>()).add(call[0]);
            Response response = send(request(OpenApi.filled(call[1], VALUES))
                    .header("Content-Type", "application/json")
                    .method(call[0], BodyPublishers.ofString(call[2])));
            assertThat(response.status())
                    .as(call[0] + " " + call[1] + response.text())
                    .isEqualTo(200);
            if (response.headers().firstValue("Content-Type").orElse("").startsWith("application/json")) {
                wrong.addAll(description.wrongAnswer(call[0], call[1], 200, response.json()));
            }
            if (!call[2].isEmpty()) {
                wrong.addAll(description.wrongRequest(call[0], call[1], json(call[2])));
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(called).as("every call is made").isEqualTo(description.paths(ROOT));
    }

    @Test
    void aMemberThatNobodyKnowsIsRefusedByBoth() throws Exception {
        List<String> taken = new ArrayList<>();
        for (String[] call : CALLS) {
            if (!call[2].isEmpty()) {
                String body = "{\"typo\":1," + call[2].substring(1);
                if (description.wrongRequest(call[0], call[1], json(body)).isEmpty()
                        || post(OpenApi.filled(call[1], VALUES), body).status() != 400) {
                    taken.add(call[1]);
                }
            }
        }

        assertThat(taken).isEmpty();
    }

    @Test
    void aMemberThatIsNotDescribedIsFound() throws Exception {
        JsonNode station = get("/api/v1/stations/CS-1").json();
        ((ObjectNode) station).put("more", 1).remove("hardware");

        assertThat(description.wrongAnswer("GET", STATION, 200, station)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|POST|/api/v1/stations/{stationId}/factory-reset|admin|application/json|{",
                "401|POST|/api/v1/stations/{stationId}/factory-reset|wrong|application/json|{}",
                "403|POST|/api/v1/stations/{stationId}/factory-reset|reader|application/json|{}",
                "404|POST|/api/v1/stations/CS-9/factory-reset|admin|application/json|{}",
                "405|PUT|/api/v1/stations/{stationId}/factory-reset|admin|application/json|{}",
                "409|POST|/api/v1/stations/{stationId}/authorization-cache|admin|application/json|{\"idToken\":\"A1\",\"type\":\"Local\",\"status\":\"Invalid\"}",
                "413|POST|/api/v1/stations/{stationId}/factory-reset|admin|application/json|LONG",
                "415|POST|/api/v1/stations/{stationId}/factory-reset|admin|text/plain|{}",
            })
    void everyRefusalIsAsDescribed(int status, String method, String path, String token, String type, String body)
            throws Exception {
        gateway.uncacheable = "it keeps none";
        String sent = token.equals("admin") ? TOKEN : token.equals("reader") ? READER : token;
        Response response = send(request(OpenApi.filled(path, VALUES), sent)
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body.equals("LONG") ? " ".repeat(1_000_001) : body)));

        assertThat(response.status()).isEqualTo(status);
        String described = path.replace("CS-9", "{stationId}");
        assertThat(description.wrongAnswer("POST", described, status, response.json()))
                .isEmpty();
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
