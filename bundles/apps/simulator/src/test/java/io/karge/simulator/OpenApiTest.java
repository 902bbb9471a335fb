package io.karge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.runtime.testkit.OpenApi;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the description of the HTTP interfaces, which the bundle rest serves, says of the control API. */
class OpenApiTest {
    private static final String SIMULATOR = "/simulator/api/v1/stations/{name}";
    private static final String EVSE = SIMULATOR + "/evses/{evseId}";
    private static final Set<String> OF_ALL = Set.of("HEAD", "OPTIONS");

    /** A call of each operation, with every member that its body may have. */
    private static final List<String[]> CALLS = List.of(
            call("GET", ControlApi.ROOT + "/stations", ""),
            call("GET", SIMULATOR, ""),
            call(
                    "POST",
                    EVSE + "/plug-in",
                    "{'vehicle':{'batteryKwh':0.5,'soc':55,'maxKw':49.5,'evccId':'00A0B0C0D0E0'}}"),
            call("POST", EVSE + "/vehicle", "{'state':'suspended'}"),
            call("POST", EVSE + "/stop-button", ""),
            call("POST", EVSE + "/unplug", ""),
            call("POST", EVSE + "/fault", "{'code':'GroundFailure'}"),
            call("DELETE", EVSE + "/fault", "{'code':'GroundFailure'}"),
            call("POST", SIMULATOR + "/present-token", "{'idToken':'04A2B3C4','type':'ISO14443','evseId':1}"),
            call("POST", SIMULATOR + "/link", "{'mode':'silent'}"),
            call("POST", SIMULATOR + "/firmware", "{'failAt':'install','version':'3.1.0'}"),
            call("POST", SIMULATOR + "/trap", "{'trap':'limit-watchdog','on':true}"),
            call("POST", SIMULATOR + "/power-cycle", "{'seconds':1.5}"));

    @TempDir
    Path folder;

    private SimulatorFixture fixture;
    private ControlApi api;
    private OpenApi description;

    private static String[] call(String method, String path, String body) {
        return new String[] {method, path, body.replace('\'', '"')};
    }

    @BeforeEach
    void open() throws Exception {
        fixture = new SimulatorFixture(folder);
        fixture.start("demo");
        api = new ControlApi(() -> fixture.stations);
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.json")) {
            description = OpenApi.read(in.readAllBytes());
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void describesEveryPathAndMethodAndNoOthers() {
        SortedMap<String, Set<String>> paths = new TreeMap<>();
        ControlApi.paths().forEach((path, methods) -> paths.put(path, without(methods)));

        assertThat(description.paths("/simulator")).isEqualTo(paths);
    }

    @Test
    void theInterfaceHasEveryMethodThatIsDescribedAndNoOther() {
        Map<String, Set<String>> answered = new TreeMap<>();
        Map<String, Set<String>> refused = new TreeMap<>();
        description.paths("/simulator").keySet().forEach(path -> {
            answered.put(
                    path, without(String.valueOf(handle("OPTIONS", path, "").allow())));
            refused.put(path, without(String.valueOf(handle("PATCH", path, "").allow())));
        });

        assertThat(answered).isEqualTo(description.paths("/simulator"));
        assertThat(refused).isEqualTo(description.paths("/simulator"));
    }

    @Test
    void everyCallIsAskedForAndAnsweredAsDescribed() throws Exception {
        List<String> wrong = new ArrayList<>();
        Map<String, Set<String>> called = new TreeMap<>();
        for (String[] call : CALLS) {
            called.computeIfAbsent(call[1], path -> new TreeSet<>()).add(call[0]);
            ControlApi.Answer answer = handle(call[0], call[1], call[2]);
            wrong.addAll(description.wrongAnswer(call[0], call[1], answer.status(), json(answer)));
            if (answer.status() != 200) {
                wrong.add(call[0] + " " + call[1] + ": " + json(answer));
            }
            if (!call[2].isEmpty()) {
                wrong.addAll(description.wrongRequest(call[0], call[1], Bodies.JSON.readTree(call[2])));
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(called).as("every call is made").isEqualTo(description.paths("/simulator"));
    }

    @Test
    void aMemberThatNobodyKnowsIsRefusedByBoth() throws Exception {
        List<String> taken = new ArrayList<>();
        for (String[] call : CALLS) {
            if (!call[2].isEmpty()) {
                String body = "{\"typo\":1," + call[2].substring(1);
                if (description
                                .wrongRequest(call[0], call[1], Bodies.JSON.readTree(body))
                                .isEmpty()
                        || handle(call[0], call[1], body).status() != 400) {
                    taken.add(call[1]);
                }
            }
        }

        assertThat(taken).isEmpty();
    }

    @Test
    void theValuesThatAreDescribedAreThoseThatThereAre() {
        JsonNode schemas = description.document().at("/components/schemas");

        assertThat(texts(schemas.at("/FaultCode/enum")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(FaultCode.values()).map(FaultCode::code).toList());
        assertThat(texts(schemas.at("/Trap/properties/trap/enum")))
                .containsExactlyInAnyOrderElementsOf(labels(Trap.values()));
        assertThat(texts(schemas.at("/Link/properties/mode/enum")))
                .containsExactlyInAnyOrderElementsOf(labels(LinkMode.values()));
        assertThat(texts(schemas.at("/Firmware/properties/failAt/enum")))
                .containsExactlyInAnyOrderElementsOf(labels(FirmwareFailure.values()));
    }

    @Test
    void everyRefusalIsAsDescribed() throws Exception {
        List<String> wrong = new ArrayList<>();
        wrong.addAll(refusal(404, handle("POST", EVSE.replace("{name}", "other") + "/unplug", "")));
        wrong.addAll(refusal(409, handle("POST", EVSE + "/unplug", "")));
        wrong.addAll(refusal(405, handle("PUT", EVSE + "/unplug", "")));
        wrong.addAll(refusal(400, handle("POST", EVSE + "/plug-in", "{")));

        assertThat(wrong).isEmpty();
    }

    private List<String> refusal(int status, ControlApi.Answer answer) throws Exception {
        assertThat(answer.status()).isEqualTo(status);
        return description.wrongAnswer("POST", EVSE + "/unplug", status, json(answer));
    }

    private ControlApi.Answer handle(String method, String path, String body) {
        String filled = OpenApi.filled(path, Map.of("name", "demo", "evseId", "1"));
        var answer = api.handle(method, filled.substring(ControlApi.ROOT.length()), body)
                .toCompletableFuture();
        fixture.time.advance(Duration.ofSeconds(2)); // as long as the power cycle
        return answer.getNow(new ControlApi.Answer(0, "not answered"));
    }

    private static JsonNode json(ControlApi.Answer answer) {
        return Bodies.JSON.valueToTree(answer.body());
    }

    private static Set<String> without(String methods) {
        Set<String> own = new TreeSet<>(List.of(methods.split(", ")));
        own.removeAll(OF_ALL);
        return own;
    }

    private static List<String> texts(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    private static List<String> labels(Labelled[] values) {
        return Arrays.stream(values).map(Labelled::label).toList();
    }
}
