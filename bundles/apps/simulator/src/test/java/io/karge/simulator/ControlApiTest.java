package io.karge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlApiTest {
    @TempDir
    Path folder;

    private SimulatorFixture fixture;
    private ControlApi api;

    @BeforeEach
    void open() {
        fixture = new SimulatorFixture(folder);
        fixture.start("demo");
        api = new ControlApi(() -> fixture.stations);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void listsTheStationsWithTheFieldsOfTheContract() throws Exception {
        fixture.start("a-second");
        JsonNode stations = call(200, "GET", "/stations", "");
        assertThat(stations).hasSize(2);
        assertThat(stations.get(0).get("name").asText()).isEqualTo("a-second");
        assertThat(call(200, "GET", "/stations/demo", "")).isEqualTo(Bodies.JSON.readTree("""
                        {"name":"demo","model":"hyc-400-eu","stationId":"CS-demo","firmware":"3.0.0","link":"ok",
                         "bootCounter":1,"evses":[
                          {"evseId":1,"connectorId":1,"connectorType":"cCCS2","cable":"none","vehicle":"none",
                           "contactors":"open","operative":true,"powerW":0,"meterWh":0,"soc":0,"faults":[]},
                          {"evseId":2,"connectorId":1,"connectorType":"cCCS2","cable":"none","vehicle":"none",
                           "contactors":"open","operative":true,"powerW":0,"meterWh":0,"soc":0,"faults":[]}]}"""));
    }

    @Test
    void plugsInAnyVehicleOrTheUsualOne() throws Exception {
        JsonNode usual = call(200, "POST", "/stations/demo/evses/1/plug-in", "");
        assertThat(usual.at("/evses/0/cable").asText()).isEqualTo("plugged");
        assertThat(usual.at("/evses/0/vehicle").asText()).isEqualTo("waiting");
        assertThat(usual.at("/evses/0/soc").asInt()).isEqualTo(20);
        JsonNode other = call(
                200,
                "POST",
                "/stations/demo/evses/2/plug-in",
                "{\"vehicle\":{\"batteryKwh\":0.5,\"soc\":55,\"maxKw\":49.5,\"evccId\":\"00:a0:b0:c0:d0:e0\"}}");
        assertThat(other.at("/evses/1/soc").asInt()).isEqualTo(55);
        assertThat(fixture.stateFile("demo").load().evses().get(1).vehicle())
                .isEqualTo(new Vehicle(500, 55, 49_500, "00A0B0C0D0E0"));
    }

    @Test
    void doesEveryCall() throws Exception {
        call(200, "POST", "/stations/demo/evses/1/plug-in", "{}");
        assertThat(call(200, "POST", "/stations/demo/evses/1/vehicle", "{\"state\":\"suspended\"}")
                        .at("/evses/0/vehicle")
                        .asText())
                .isEqualTo("suspended");
        call(200, "POST", "/stations/demo/evses/1/stop-button", "");
        call(
                200,
                "POST",
                "/stations/demo/present-token",
                "{\"idToken\":\"04A2B3C4\",\"type\":\"ISO14443\",\"evseId\":1}");
        call(200, "POST", "/stations/demo/present-token", "{\"idToken\":\"04A2B3C4\"}");
        assertThat(call(200, "POST", "/stations/demo/evses/1/fault", "{\"code\":\"GroundFailure\"}")
                        .at("/evses/0/faults/0")
                        .asText())
                .isEqualTo("GroundFailure");
        assertThat(call(200, "DELETE", "/stations/demo/evses/1/fault", "{\"code\":\"GroundFailure\"}")
                        .at("/evses/0/faults"))
                .isEmpty();
        call(200, "POST", "/stations/demo/firmware", "{\"failAt\":\"install\",\"version\":\"3.1.0\"}");
        call(200, "POST", "/stations/demo/firmware", "{}");
        call(200, "POST", "/stations/demo/trap", "{\"trap\":\"limit-watchdog\",\"on\":true}");
        assertThat(call(200, "POST", "/stations/demo/link", "{\"mode\":\"silent\"}")
                        .get("link")
                        .asText())
                .isEqualTo("silent");
        assertThat(call(200, "POST", "/stations/demo/evses/1/unplug", "")
                        .at("/evses/0/cable")
                        .asText())
                .isEqualTo("none");
    }

    @Test
    void aPowerCycleAnswersWhenTheCabinetIsBack() {
        var answer = api.handle("POST", "/stations/demo/power-cycle", "{\"seconds\":1.5}")
                .toCompletableFuture();
        fixture.time.advance(Duration.ofMillis(1_499));
        assertThat(answer).isNotDone();
        fixture.time.advance(Duration.ofMillis(1));
        assertThat(answer).isCompletedWithValueMatching(done -> done.status() == 200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|GET   |/stations/other                     |                              |no simulator 'other'",
                "404|GET   |/                                   |                              |no such call: GET /simulator/api/v1/",
                "404|GET   |/stations/demo/x/1/fault            |                              |no such call: GET /simulator/api/v1/stations/demo/x/1/fault",
                "405|GET   |/stations/demo/evses/1/fault        |                              |GET /simulator/api/v1/stations/demo/evses/1/fault, this path takes POST, DELETE",
                "405|PUT   |/stations                           |                              |PUT /simulator/api/v1/stations, this path takes GET, HEAD",
                "405|HEAD  |/stations/demo/link                 |                              |this path takes POST",
                "405|DELETE|/stations/demo/evses/1/unplug       |                              |this path takes POST",
                "404|POST  |/stations/demo/evses/3/unplug       |                              |no EVSE 3",
                "404|POST  |/stations/demo/evses/x/unplug       |                              |no EVSE 'x'",
                "404|POST  |/stations/demo/explode              |                              |explode",
                "409|POST  |/stations/demo/evses/1/unplug       |                              |plug in first",
                "409|POST  |/stations/demo/evses/1/vehicle      |{\"state\":\"suspended\"}     |plug in first",
                "400|POST  |/stations/demo/evses/1/vehicle      |{\"state\":\"x\"}             |suspended or charging",
                "400|POST  |/stations/demo/evses/1/vehicle      |{}                            |state is missing",
                "400|POST  |/stations/demo/evses/1/plug-in      |{\"vehicle\":{\"soc\":101}}   |soc",
                "400|POST  |/stations/demo/evses/1/plug-in      |{\"vehicle\":{\"soc\":\"a\"}} |vehicle.soc: a number is needed",
                "400|POST  |/stations/demo/evses/1/plug-in      |{\"vehicle\":{\"maxKw\":1e9}} |maxKw",
                "400|POST  |/stations/demo/evses/1/plug-in      |{\"vehicel\":{}}              |vehicel is unknown: use one of [vehicle]",
                "400|POST  |/stations/demo/evses/1/plug-in      |{                             |body: this is no JSON",
                "400|POST  |/stations/demo/evses/1/plug-in      |null                          |JSON object",
                "400|POST  |/stations/demo/evses/1/plug-in      |{} {}                         |body: a JSON object is needed",
                "400|POST  |/stations/demo/evses/1/unplug       |{\"x\":1}                     |x is unknown: the body of this call has no members",
                "400|POST  |/stations/demo/evses/1/unplug       |{\"x\":                       |body: this is no JSON",
                "400|POST  |/stations/demo/evses/1/stop-button  |{\"x\":1}                     |x is unknown: the body of this call has no members",
                "400|POST  |/stations/demo/evses/1/stop-button  |{\"x\":                       |body: this is no JSON",
                "400|POST  |/stations/demo/evses/1/fault        |{\"code\":\"Bored\"}          |GroundFailure",
                "400|POST  |/stations/demo/present-token        |{}                            |idToken is missing",
                "400|POST  |/stations/demo/present-token        |{\"idToken\":\"xyz\"}         |hexadecimal",
                "400|POST  |/stations/demo/power-cycle          |{}                            |seconds is missing",
                "400|POST  |/stations/demo/power-cycle          |{\"seconds\":-1}              |seconds",
                "400|POST  |/stations/demo/link                 |{\"mode\":\"x\"}              |garbage",
                "400|POST  |/stations/demo/firmware             |{\"version\":\"x\"}           |firmware version",
                "400|POST  |/stations/demo/trap                 |{\"trap\":\"limit-watchdog\"} |on is missing",
            })
    void saysWhatIsWrongAndWhy(int status, String method, String path, String body, String error) throws Exception {
        assertThat(call(status, method, path, body == null ? "" : body)
                        .get("error")
                        .asText())
                .containsIgnoringCase(error);
    }

    @Test
    void aWrongTypeOfCardIsRefused() throws Exception {
        assertThat(call(400, "POST", "/stations/demo/present-token", "{\"idToken\":\"CAFE\",\"type\":\"Magstripe\"}")
                        .get("error")
                        .asText())
                .contains("ISO14443");
    }

    private JsonNode call(int status, String method, String path, String body) throws Exception {
        var answer = api.handle(method.strip(), path.strip(), body.strip()).toCompletableFuture();
        fixture.time.runUntilIdle();
        ControlApi.Answer done = answer.getNow(new ControlApi.Answer(0, "not answered"));
        assertThat(done.status()).as(String.valueOf(done.body())).isEqualTo(status);
        return Bodies.JSON.readTree(Bodies.JSON.writeValueAsString(done.body()));
    }
}
