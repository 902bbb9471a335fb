package io.karge.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.VariableAttributeType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.CertificatesView;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.FirmwareView;
import io.karge.runtime.Gateway;
import io.karge.runtime.LoggedMessage;
import io.karge.runtime.ResetOrder;
import io.karge.runtime.StationView.Problem;
import io.karge.runtime.TestAccess;
import io.karge.runtime.TransferView;
import io.karge.runtime.testkit.Stations;
import io.karge.station.FirmwareUpdates;
import io.karge.station.TransferProgress;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each call of the REST interface, as the design prints it, over real HTTP. */
class GatewayServletTest extends HttpTest {
    private static final String STATION = "/api/v1/stations/CS-1";
    private static final String SET =
            "{\"component\":\"AuthCtrlr\",\"variable\":\"LocalPreAuthorize\",\"value\":\"true\"";

    @BeforeEach
    void addStation() {
        gateway.stations.add(Stations.charging("CS-1"));
    }

    @Test
    void showsAStationInTheNamesOfTheInterface() throws Exception {
        Response response = get(STATION);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text())
                .isEqualTo("{\"stationId\":\"CS-1\",\"driver\":\"hyc-400-us\",\"product\":\"Hypercharger HYC400\","
                        + "\"connection\":\"online\",\"nextAttempt\":null,\"registration\":\"Accepted\",\"networkProfile\":1,"
                        + "\"securityProfile\":2,\"networkProfiles\":[{\"slot\":1,\"csmsUrl\":\"wss://csms.example/ocpp\","
                        + "\"securityProfile\":2,\"active\":true,\"failed\":null},{\"slot\":2,\"csmsUrl\":"
                        + "\"wss://new.example/ocpp\",\"securityProfile\":2,\"active\":false,\"failed\":"
                        + "\"2026-01-01T00:00:00Z: no route\"}],\"hardware\":\"up\",\"evses\":[{\"evseId\":1,\"connectors\":"
                        + "[{\"connectorId\":1,\"status\":\"Occupied\"}],\"transactionId\":\"TX-1\"},{\"evseId\":2,"
                        + "\"connectors\":[{\"connectorId\":1,\"status\":\"Available\"}],\"transactionId\":null}],"
                        + "\"transactions\":[{\"transactionId\":\"TX-1\",\"evseId\":1,\"chargingState\":\"Charging\","
                        + "\"startedAt\":\"2026-01-01T00:00:00Z\",\"energyWh\":1200,\"queued\":3,\"waiting\":null,\"suspended\":null}],\"queue\":"
                        + "{\"length\":3,\"oldest\":\"2026-01-01T00:00:00Z\",\"waiting\":null},\"holds\":[{\"block\":\"provisioning\",\"evseId\":0,"
                        + "\"reason\":\"a reset waits\",\"effects\":[\"REFUSES_SESSIONS\"]}],\"missingBlocks\":[\"metering\"],"
                        + "\"problems\":[{\"since\":\"2026-01-01T00:00:00Z\",\"what\":\"no clock\","
                        + "\"why\":\"the CSMS is away\",\"remedy\":\"connect it\"}],"
                        + "\"csmsUrl\":\"wss://csms.example/ocpp\",\"equipment\":{\"driverUri\":"
                        + "\"modbus-tcp://192.0.2.10:502?unitId=1\",\"driverVersion\":\"0.1.0\",\"firmware\":\"3.1.0\","
                        + "\"serialNumber\":\"SN-1\",\"meters\":[{\"evseId\":1,\"serialNumber\":\"4711\"}]}}");
    }

    @Test
    void stopsAndPresentsTokensAsSomebodyAtTheStationWould() throws Exception {
        Response stop = post(STATION + "/evses/2/stop", "");
        Response present = post(STATION + "/evses/0/present-token", "{\"idToken\":\"A1\",\"type\":\"ISO14443\"}");

        assertThat(stop.status()).isEqualTo(200);
        assertThat(present.text()).isEqualTo("{}");
        assertThat(gateway.done).containsExactly("stop at EVSE 2 of CS-1", "ISO14443 A1 at EVSE 0 of CS-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/evses/x/stop|{}|404|no EVSE 'x'",
                "/evses/1/stop|{\"force\":true}|400|'force'",
                "/evses/1/present-token|{\"idToken\":\"A1\"}|400|'type'",
                "/evses/1/present-token|{\"idToken\":\"A1\",\"type\":\"Paper\"}|400|'Paper'",
                "/evses/1/start|{}|404|no such call",
                "/evse/1/stop|{}|404|no such call",
            })
    void refusesWhatCannotBeDoneAtAnEvse(String path, String body, int status, String why) throws Exception {
        Response response = post(STATION + path, body);

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.error()).contains(why);
        assertThat(gateway.done).isEmpty();
    }

    @Test
    void listsTheStations() throws Exception {
        gateway.stations.add(Stations.charging("CS-2"));

        assertThat(get("/api/v1/stations").json().findValuesAsText("stationId")).containsExactly("CS-1", "CS-2");
        assertThat(get("/api/v1/stations/").status()).isEqualTo(200);
    }

    @Test
    void findsAStationWhoseIdIsPercentEncoded() throws Exception {
        gateway.stations.add(Stations.charging("RDAM|12+3 ä"));

        Response response = get("/api/v1/stations/RDAM%7C12+3%20%C3%A4");

        assertThat(response.json().path("stationId").asText()).isEqualTo("RDAM|12+3 ä");
    }

    @Test
    void listsTheTransfersOfAllStationsAndOfOne() throws Exception {
        gateway.transfers = List.of(
                new TransferView("CS-1", "download", "https://h/fw.bin", "moving", Stations.AT, 512, 2048L, 25),
                new TransferView("CS-2", "upload", "sftp://h/logs", "waiting", Stations.AT, 0, null, null));

        assertThat(get("/api/v1/transfers").text())
                .isEqualTo("[{\"stationId\":\"CS-1\",\"direction\":\"download\",\"location\":\"https://h/fw.bin\","
                        + "\"state\":\"moving\",\"since\":\"2026-01-01T00:00:00Z\",\"octets\":512,\"total\":2048,"
                        + "\"percent\":25},{\"stationId\":\"CS-2\",\"direction\":\"upload\",\"location\":"
                        + "\"sftp://h/logs\",\"state\":\"waiting\",\"since\":\"2026-01-01T00:00:00Z\",\"octets\":0,"
                        + "\"total\":null,\"percent\":null}]");
        assertThat(get(STATION + "/transfers").json().findValuesAsText("location"))
                .containsExactly("https://h/fw.bin");
    }

    @Test
    void showsTheFirmwareWithItsUpdate() throws Exception {
        assertThat(get(STATION + "/firmware").text())
                .isEqualTo("{\"version\":\"3.0.0\",\"available\":true,\"update\":null}");
        gateway.firmware = new FirmwareView(
                "3.0.0",
                true,
                new FirmwareUpdates.FirmwareUpdate(
                        7,
                        "https://h/fw.bin",
                        "Downloading",
                        Stations.AT,
                        true,
                        Stations.AT,
                        null,
                        1,
                        null,
                        new TransferProgress(512, 2048),
                        null,
                        ""));

        JsonNode update = get(STATION + "/firmware").json().path("update");

        assertThat(update.path("requestId").asInt()).isEqualTo(7);
        assertThat(update.path("status").asText()).isEqualTo("Downloading");
        assertThat(update.path("download").path("moved").asLong()).isEqualTo(512);
        assertThat(update.path("installAt").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/messages", "/variables", "/transfers", "/firmware"})
    void doesNotKnowAStationThatIsNotConfigured(String what) throws Exception {
        Response response = get("/api/v1/stations/CS-9" + what);

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.error()).contains("'CS-9'", "CS-1");
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/v1", "GET,/api/v1/cars", "GET,/api/v1/stations/CS-1/cars", "GET,/api/v1/stations/CS-1/a/b"})
    void doesNotKnowOtherCalls(String method, String path) throws Exception {
        Response response = send(request(path).method(method, BodyPublishers.noBody()));

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.error()).isEqualTo("there is no such call: " + method + " " + path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE|/api/v1/stations|GET, HEAD, OPTIONS",
                "POST|/api/v1/stations|GET, HEAD, OPTIONS",
                "PATCH|/api/v1/problems|GET, HEAD, OPTIONS",
                "PUT|/api/v1/stations/CS-1|GET, HEAD, OPTIONS",
                "POST|/api/v1/stations/CS-1/messages|GET, HEAD, OPTIONS",
                "POST|/api/v1/stations/CS-1/product|GET, HEAD, OPTIONS",
                "DELETE|/api/v1/stations/CS-1/variables|GET, HEAD, POST, OPTIONS",
                "GET|/api/v1/stations/CS-1/restart|POST, OPTIONS",
                "HEAD|/api/v1/stations/CS-1/factory-reset|POST, OPTIONS",
                "PUT|/api/v1/stations/CS-1/connect|POST, OPTIONS",
                "GET|/api/v1/stations/CS-1/disconnect|POST, OPTIONS",
                "GET|/api/v1/stations/CS-9/restart|POST, OPTIONS",
                "GET|/api/v1/stations/CS-1/evses/1/stop|POST, OPTIONS",
                "PUT|/api/v1/stations/CS-1/evses/1/present-token|POST, OPTIONS",
            })
    void saysWhichMethodsAPathHas(String method, String path, String allow) throws Exception {
        Response response = send(request(path).method(method, BodyPublishers.ofString("")));

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers().allValues("Allow")).containsExactly(allow);
        if (!method.equals("HEAD")) {
            assertThat(response.error())
                    .isEqualTo("there is no call " + method + " " + path + ", this path takes " + allow);
        }
        assertThat(gateway.done).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/stations",
                "/api/v1/problems",
                "/api/v1/stations/CS-1",
                "/api/v1/stations/CS-1/messages",
                "/api/v1/stations/CS-1/product",
                "/api/v1/stations/CS-1/variables",
                "/api/v1/stations/CS-9",
                "/api/v1/nothing",
                "/api/nothing",
                "/metrics"
            })
    void answersHeadAsGetWithoutTheBody(String path) throws Exception {
        Response get = get(path);

        Response head = send(request(path).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.text()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(get.headers().firstValue("Content-Type"));
        assertThat(head.headers().firstValue("Content-Length").isPresent()).isTrue();
        assertThat(head.headers().firstValue("Cache-Control"))
                .isEqualTo(get.headers().firstValue("Cache-Control"));
    }

    @Test
    void showsTheProblemsOfTheGatewayInTheFormOfAStations() throws Exception {
        assertThat(get("/api/v1/problems").json()).isEmpty();
        gateway.problems = List.of(new Problem(Stations.AT, "new store", "unreadable", "restore"));

        Response response = get("/api/v1/problems");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json())
                .isEqualTo(new ObjectMapper()
                        .readTree("[{\"since\":\"2026-01-01T00:00:00Z\",\"what\":\"new store\","
                                + "\"why\":\"unreadable\",\"remedy\":\"restore\"}]"));
        assertThat(get("/api/v1/problems/1").status()).isEqualTo(404);
    }

    @Test
    void showsTheMessagesOfAStation() throws Exception {
        gateway.messages = List.of(
                new LoggedMessage(7, Stations.AT, "out", "CALL", "Heartbeat", "m1", "[2,\"m1\",\"Heartbeat\",{}]"));

        Response response = get(STATION + "/messages?after=6&limit=5");

        assertThat(response.text())
                .isEqualTo("[{\"seq\":7,\"at\":\"2026-01-01T00:00:00Z\",\"direction\":\"out\",\"type\":\"CALL\","
                        + "\"action\":\"Heartbeat\",\"messageId\":\"m1\","
                        + "\"frame\":\"[2,\\\"m1\\\",\\\"Heartbeat\\\",{}]\"}]");
        assertThat(gateway.done).containsExactly("messages after 6 limit 5");
    }

    @ParameterizedTest
    @CsvSource({
        "'',messages after 0 limit 100",
        "?limit=99999999999,messages after 0 limit 10000",
        "?%61fter=4&&limit=5,messages after 4 limit 5"
    })
    void readsAfterAndLimit(String query, String asked) throws Exception {
        assertThat(get(STATION + "/messages" + query).status()).isEqualTo(200);
        assertThat(gateway.done).containsExactly(asked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/messages?lmit=5|'lmit' is unknown, the parameters are [after, limit]",
                "/messages?limit=5&x|'x' is unknown, the parameters are [after, limit]",
                "/messages?after=2&after=3|'after' is there twice",
                "/variables?Component=EVSE|'Component' is unknown, the parameters are [component]",
                "/product?x=1|'x' is unknown, this call has no parameters"
            })
    void refusesParametersThatTheCallDoesNotHave(String query, String why) throws Exception {
        Response response = get(STATION + query);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error()).isEqualTo(why);
        assertThat(gateway.done).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=x", "after=", "after=-1", "limit=1.5", "limit=99999999999999999999"})
    void refusesNumbersThatAreNone(String query) throws Exception {
        Response response = get(STATION + "/messages?" + query);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error()).contains("'" + query.substring(0, 5), "a whole number from 0");
        assertThat(gateway.done).isEmpty();
    }

    @Test
    void showsTheProductWithItsHardware() throws Exception {
        Response response = get(STATION + "/product");

        assertThat(response.status()).isEqualTo(200);
        JsonNode product = new ObjectMapper().readTree(response.text());
        assertThat(product.at("/model/driver").asText()).isEqualTo("demo");
        assertThat(product.at("/model/evses/0/connectors/0/type").asText()).isEqualTo("cCCS2");
        assertThat(product.at("/model/reader/types/0").asText()).isEqualTo("ISO14443");
        assertThat(product.at("/facts/designation").asText()).isEqualTo("Demo");
    }

    @Test
    void showsVariablesAsNotifyReportDoes() throws Exception {
        gateway.variables = List.of(ReportDataType.of(
                ComponentType.of("EVSE").withEvse(new EVSEType(1, null, null)),
                VariableType.of("Power"),
                List.of(new VariableAttributeType(AttributeEnumType.Actual, "0", null, null, null, null))));

        Response response = get(STATION + "/variables?component=EVSE");

        assertThat(response.text())
                .isEqualTo("[{\"component\":{\"name\":\"EVSE\",\"evse\":{\"id\":1}},\"variable\":{\"name\":\"Power\"},"
                        + "\"variableAttribute\":[{\"type\":\"Actual\",\"value\":\"0\"}]}]");
        assertThat(gateway.done).containsExactly("variables of EVSE");
    }

    @Test
    void aComponentThatTheStationHasNotIsNotFound() throws Exception {
        Response response = get(STATION + "/variables?component=Nope");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.text()).contains("has no component 'Nope'");
    }

    @Test
    void setsAVariable() throws Exception {
        Response response = post(STATION + "/variables", SET + "}");

        assertThat(response.text()).isEqualTo("{\"attributeStatus\":\"Accepted\"}");
        assertThat(gateway.set)
                .containsExactly(SetVariableDataType.of(
                        "true", ComponentType.of("AuthCtrlr"), VariableType.of("LocalPreAuthorize")));
    }

    @Test
    void setsAVariableWithAllThatNamesIt() throws Exception {
        post(
                STATION + "/variables",
                SET + ",\"componentInstance\":\"a\",\"variableInstance\":\"b\",\"evseId\":1,\"connectorId\":2,"
                        + "\"attributeType\":\"Target\"}");

        assertThat(gateway.set)
                .containsExactly(SetVariableDataType.of(
                                "true",
                                ComponentType.of("AuthCtrlr").withInstance("a").withEvse(new EVSEType(1, 2, null)),
                                VariableType.of("LocalPreAuthorize").withInstance("b"))
                        .withAttributeType(AttributeEnumType.Target));
    }

    @Test
    void answers200WhenTheStationRefusesTheValue() throws Exception {
        gateway.setVariableStatus = SetVariableStatusEnumType.Rejected;

        Response response = post(STATION + "/variables", SET + "}");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("{\"attributeStatus\":\"Rejected\"}");
        gateway.setVariableInfo = StatusInfoType.because("InvalidValue", "'x' is no whole number");
        assertThat(post(STATION + "/variables", SET + "}").text())
                .isEqualTo("{\"attributeStatus\":\"Rejected\",\"why\":\"'x' is no whole number\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|'component' is missing",
                "{\"component\":\"C\",\"variable\":\"V\"}|'value' is missing",
                "{\"component\":\"C\",\"variable\":\"V\",\"value\":1}|'value' is missing or is no text",
                "{\"component\":\"C\",\"variable\":\"V\",\"value\":\"1\",\"evseId\":\"x\"}|'evseId' is no integer",
                "{\"component\":\"C\",\"variable\":\"V\",\"value\":\"1\",\"evseId\":1.5}|'evseId' is no integer",
                "{\"component\":\"C\",\"variable\":\"V\",\"value\":\"1\",\"evseId\":9e9}|'evseId' is no integer",
                "{\"component\":\"C\",\"variable\":\"V\",\"value\":\"1\",\"connectorId\":1}|'connectorId' needs"
                        + " 'evseId'",
                "{\"component\":\"C\",\"variable\":\"V\",\"value\":\"1\",\"attributeType\":\"Now\"}|[Actual, Target,",
                "{\"component\":\"C\"|the body is no JSON: Unexpected end-of-input: expected close marker for Object, line 1"
                        + " column",
                "{\"value\":\"1\",\"value\":\"2\"}|the body is no JSON: Duplicate field 'value', line 1 column",
                "{\"component\":\"C\",\"variable\":\"V\",\"value\":\"1\",\"evseID\":1}|'evseID' is unknown, the body"
                        + " may",
                "[]|not a JSON object",
                "{\"a\":1} {}|the body is no JSON: Trailing token found after value, line 1 column"
            })
    void saysWhatIsWrongWithASetVariable(String body, String why) throws Exception {
        Response response = post(STATION + "/variables", body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error()).contains(why);
        assertThat(gateway.set).isEmpty();
    }

    @Test
    void refusesANameThatIsTooLongForTheStandard() throws Exception {
        Response response = post(STATION + "/variables", SET.replace("AuthCtrlr", "C".repeat(51)) + "}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error()).contains("name");
    }

    @Test
    void refusesABodyThatIsTooLong() throws Exception {
        Response response = post(STATION + "/variables", "{\"component\":\"" + "x".repeat(1_000_001) + "\"}");

        assertThat(response.status()).isEqualTo(413);
        assertThat(response.error()).contains("longer than 1000000 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "text/plain",
                "application/json; charset=iso-8859-1",
                "application/jsonx",
                "json"
            })
    void refusesABodyThatItsSenderDoesNotCallJson(String type) throws Exception {
        Response response = send(request(STATION + "/factory-reset")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{\"connect\":false}")));

        assertThat(response.status()).isEqualTo(415);
        assertThat(response.error()).contains("'" + type + "'", "application/json");
        assertThat(gateway.done).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "Application/JSON;charset=\"UTF-8\"", "application/json; charset=utf-8; x=y"
            })
    void readsABodyThatItsSenderCallsJson(String type) throws Exception {
        Response response = send(request(STATION + "/factory-reset")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{\"connect\":false}")));

        assertThat(response.status()).isEqualTo(200);
        assertThat(gateway.done).containsExactly("factory-reset connect=false force=false of CS-1");
    }

    @Test
    void doesNotMindWhatNoBodyIsCalled() throws Exception {
        Response response = send(request(STATION + "/restart")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.noBody()));

        assertThat(response.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/problems|GET, HEAD, OPTIONS",
                "/api/v1/stations/CS-1/variables|GET, HEAD, POST, OPTIONS",
                "/api/v1/stations/CS-1/restart|POST, OPTIONS",
                "/metrics|GET, HEAD, OPTIONS"
            })
    void saysWithoutABodyWhichMethodsAPathHasWhenAskedForThem(String path, String allow) throws Exception {
        Response response = send(request(path, READER).method("OPTIONS", BodyPublishers.noBody()));

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.text()).isEmpty();
        assertThat(response.headers().allValues("Allow")).containsExactly(allow);
        assertThat(gateway.done).isEmpty();
        assertThat(audit.entries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "restart||restart of CS-1",
                "connect||connect of CS-1",
                "disconnect||disconnect of CS-1",
                "factory-reset||factory-reset connect=true force=false of CS-1",
                "factory-reset|{\"connect\":true}|factory-reset connect=true force=false of CS-1",
                "factory-reset|{\"force\":true,\"connect\":false}|factory-reset connect=false force=true of CS-1"
            })
    void doesWhatItIsAskedToDo(String what, String body, String done) throws Exception {
        Response response = post(STATION + "/" + what, body == null ? "" : body);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("{}");
        assertThat(gateway.done).containsExactly(done);
        assertThat(post("/api/v1/stations/CS-9/" + what, "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"discarded", "restart", "connect", "disconnect"})
    void refusesMembersWhereThereAreNone(String what) throws Exception {
        Response response = post(STATION + "/" + what, "{\"force\":true}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error()).contains("'force' is unknown, the body may have no members");
        assertThat(gateway.done).isEmpty();
        assertThat(post(STATION + "/" + what, "{}").status()).isEqualTo(200);
    }

    @Test
    void showsTheCertificatesOfAStation() throws Exception {
        gateway.certificates = new CertificatesView(
                List.of(new CertificatesView.Certificate(
                        CertificatesView.Use.STATION,
                        "CN=SN-1",
                        "CN=Root",
                        "a1",
                        Instant.EPOCH,
                        Instant.EPOCH.plusSeconds(9),
                        "expired",
                        "ff00")),
                new CertificatesView.Request("is to be sent to the CSMS", "a request"));
        assertThat(get(STATION + "/certificates").text())
                .contains("\"use\":\"STATION\"", "\"subject\":\"CN=SN-1\"", "\"until\":\"1970-01-01T00:00:09Z\"")
                .contains("\"csr\":\"a request\"");
        assertThat(post(STATION + "/certificates", "{}").status()).isEqualTo(405);
    }

    @Test
    void showsAndExportsWhatTheCsmsDidNotAccept() throws Exception {
        assertThat(get(STATION + "/discarded").text()).isEqualTo("[]");
        assertThat(post(STATION + "/discarded", "").text()).isEqualTo("{}");
        gateway.discarded = List.of(new Gateway.Discarded(
                Stations.AT,
                "TransactionEvent",
                "Updated seqNo 4 of TX-1",
                3,
                "the CSMS did not answer in time",
                "m-1",
                "{\"seqNo\":4}"));

        assertThat(get(STATION + "/discarded").text())
                .isEqualTo(
                        "[{\"since\":\"2026-01-01T00:00:00Z\",\"action\":\"TransactionEvent\",\"about\":\"Updated seqNo 4 of"
                                + " TX-1\",\"attempts\":3,\"why\":\"the CSMS did not answer in time\",\"messageId\":\"m-1\","
                                + "\"payload\":{\"seqNo\":4}}]");
        assertThat(post(STATION + "/discarded", "").text())
                .isEqualTo("{\"file\":\"copies/CS-1.jsonl\",\"messages\":1}");
        assertThat(gateway.done)
                .last()
                .asString()
                .startsWith("export of discarded messages by REST token admin, from ");
    }

    @Test
    void saysWhatAFactoryResetHasLeftOpen() throws Exception {
        gateway.reset = FactoryReset.DONE.withNote("the hardware is not back in service yet");

        Response response = post(STATION + "/factory-reset", "");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("{\"note\":\"the hardware is not back in service yet\"}");
    }

    @Test
    void saysWhatAForcedFactoryResetHasEndedAndKept() throws Exception {
        gateway.reset = new FactoryReset(
                null,
                List.of(new FactoryReset.Ended("TX-1", 1)),
                new FactoryReset.Kept("/karge/store/undelivered/CS-1.jsonl", 3));

        Response response = post(STATION + "/factory-reset", "{\"force\":true}");

        assertThat(response.text())
                .isEqualTo("{\"ended\":[{\"transactionId\":\"TX-1\",\"evseId\":1}],"
                        + "\"kept\":{\"file\":\"/karge/store/undelivered/CS-1.jsonl\",\"messages\":3}}");
        assertThat(gateway.orders).containsExactly(new ResetOrder(true, true, "REST token admin, from 127.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"connect\":\"no\"}|'connect' is neither true nor false",
                "{\"force\":1}|'force' is neither true nor false",
                "{\"force\":null}|'force' is neither true nor false",
                "{\"forced\":true}|'forced' is unknown, the body may have [connect, force]",
                "[true]|the body is not a JSON object",
                "force|the body is no JSON"
            })
    void refusesAFactoryResetThatIsNotSure(String body, String why) throws Exception {
        Response response = post(STATION + "/factory-reset", body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error()).contains(why);
        assertThat(gateway.done).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls", "authorization-cache"})
    void hasNoCallsForTestsWithoutATestSystem(String what) throws Exception {
        Response response = post(STATION + "/" + what, "{\"action\":\"Heartbeat\",\"payload\":{}}");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.error()).contains(what, "karge-test-system");
        assertThat(gateway.done).isEmpty();
    }

    @Test
    void makesACallForATestSystemWhileItIsThere() throws Exception {
        TestAccess access = new TestAccess() {};
        servlet.setTestAccess(access);
        gateway.answer = CompletableFuture.completedFuture("{\"status\":\"Accepted\",\"value\":1.0}");

        Response response = post(STATION + "/calls", "{\"action\":\"DataTransfer\",\"payload\":{\"vendorId\":\"v\"}}");

        assertThat(response.text()).isEqualTo("{\"status\":\"Accepted\",\"value\":1.0}");
        assertThat(gateway.done).containsExactly("call DataTransfer {\"vendorId\":\"v\"}");
        servlet.unsetTestAccess(access);
        assertThat(post(STATION + "/calls", "{\"action\":\"Heartbeat\"}").status())
                .isEqualTo(404);
    }

    @Test
    void saysWhyACallFailed() throws Exception {
        servlet.setTestAccess(new TestAccess() {});

        gateway.answer = CompletableFuture.failedFuture(new IllegalStateException("CS-1 is offline"));
        Response offline = post(STATION + "/calls", "{\"action\":\"Heartbeat\"}");
        gateway.answer = CompletableFuture.failedFuture(new IllegalArgumentException("no such action"));
        Response unknown = post(STATION + "/calls", "{\"action\":\"MakeCoffee\"}");

        assertThat(offline.status()).isEqualTo(409);
        assertThat(offline.error()).isEqualTo("CS-1 is offline");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(post(STATION + "/calls", "{}").error()).contains("'action'");
        assertThat(post(STATION + "/calls", "{\"action\":\"Heartbeat\",\"payload\":[]}")
                        .error())
                .contains("'payload' is no JSON object");
    }

    private static final String CACHE = STATION + "/authorization-cache";

    @Test
    void fillsTheAuthorizationCacheForATestSystem() throws Exception {
        servlet.setTestAccess(new TestAccess() {});

        Response plain = post(CACHE, "{\"idToken\":\"A1\",\"type\":\"ISO14443\",\"status\":\"Accepted\"}");
        Response grouped = post(
                CACHE,
                "{\"idToken\":\"A2\",\"type\":\"KeyCode\",\"status\":\"Blocked\","
                        + "\"groupIdToken\":{\"idToken\":\"G\",\"type\":\"Central\"}}");

        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.text()).isEqualTo("{}");
        assertThat(grouped.status()).isEqualTo(200);
        IdTokenInfoType accepted = IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted);
        IdTokenInfoType blocked = IdTokenInfoType.of(AuthorizationStatusEnumType.Blocked)
                .withGroupIdToken(IdTokenType.of("G", IdTokenEnumType.Central));
        assertThat(gateway.done)
                .containsExactly(
                        "cache " + IdTokenType.of("A1", IdTokenEnumType.ISO14443) + " " + accepted + " of CS-1",
                        "cache " + IdTokenType.of("A2", IdTokenEnumType.KeyCode) + " " + blocked + " of CS-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}| 'idToken' is missing",
                "{\"idToken\":\"A\",\"type\":\"Card\",\"status\":\"Accepted\"}| 'type' is 'Card'",
                "{\"idToken\":\"A\",\"type\":\"Local\",\"status\":\"Good\"}| 'status' is 'Good'",
                "{\"idToken\":\"A\",\"type\":\"Local\",\"status\":\"Invalid\",\"group\":1}| 'group' is unknown",
                "{\"idToken\":\"A\",\"type\":\"Local\",\"status\":\"Invalid\",\"groupIdToken\":{\"type\":\"Central\"}}"
                        + "| 'groupIdToken.idToken' is missing",
                "{\"idToken\":\"A\",\"type\":\"Local\",\"status\":\"Invalid\",\"groupIdToken\":{\"id\":\"G\"}}"
                        + "| 'groupIdToken.id' is unknown",
                "{\"idToken\":\"0123456789012345678901234567890123456\",\"type\":\"Local\",\"status\":\"Invalid\"}| idToken",
            })
    void saysWhatIsWrongWithATokenToCache(String body, String why) throws Exception {
        servlet.setTestAccess(new TestAccess() {});

        Response response = post(CACHE, body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error()).contains(why);
        assertThat(gateway.done).isEmpty();
    }

    @Test
    void saysWhyATokenIsNotCached() throws Exception {
        servlet.setTestAccess(new TestAccess() {});
        String token = "{\"idToken\":\"A\",\"type\":\"ISO14443\",\"status\":\"Accepted\"}";

        assertThat(post("/api/v1/stations/CS-9/authorization-cache", token).status())
                .isEqualTo(404);
        gateway.uncacheable = "station CS-1 keeps no authorization cache";
        Response response = post(CACHE, token);
        assertThat(response.status()).isEqualTo(409);
        assertThat(response.error()).contains("no authorization cache");
    }

    @Test
    void saysThatItFailedItselfAndGoesOn() throws Exception {
        servlet.setTestAccess(new TestAccess() {});
        gateway.answer = CompletableFuture.failedFuture(new UnsupportedOperationException());

        Response response = post(STATION + "/calls", "{\"action\":\"Heartbeat\"}");

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.error()).contains("UnsupportedOperationException");
        assertThat(get(STATION).status()).isEqualTo(200);
    }

    @Test
    void waitsForAnAnswerThatComesLater() throws Exception {
        servlet.setTestAccess(new TestAccess() {});
        CompletableFuture<String> later = new CompletableFuture<>();
        gateway.answer = later;

        CompletableFuture<Response> response = CompletableFuture.supplyAsync(() -> {
            try {
                return post(STATION + "/calls", "{\"action\":\"Heartbeat\"}");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> !gateway.done.isEmpty());
        assertThat(response).isNotDone();
        later.complete("{\"currentTime\":\"2026-01-01T00:00:00Z\"}");

        assertThat(response.get().text()).contains("currentTime");
    }

    @Test
    void doesNotHoldUpTheStationForACallerWhoDoesNotRead() throws Exception {
        servlet.setTestAccess(new TestAccess() {});
        CompletableFuture<String> later = new CompletableFuture<>();
        gateway.answer = later;
        String body = "{\"action\":\"Heartbeat\"}";

        try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), port())) {
            String call = "POST " + STATION + "/calls HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + TOKEN
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            caller.getOutputStream().write(call.getBytes(StandardCharsets.US_ASCII));
            await().until(() -> !gateway.done.isEmpty());
            CompletableFuture<Boolean> loop = CompletableFuture.supplyAsync(
                    () -> later.complete("{\"data\":\"" + "x".repeat(50_000_000) + "\"}"));

            assertThat(loop.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
