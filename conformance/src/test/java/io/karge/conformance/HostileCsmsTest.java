package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import io.karge.ocpp.FrameReading;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.SetVariableDataType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A CSMS that sends nonsense to a whole station: driver, runtime and all functional blocks. Every frame that may be a
 * CALL gets exactly one answer with the code of Part 4, 4.3, never InternalError, and afterwards a vehicle charges as
 * ever.
 */
class HostileCsmsTest {
    private static final List<String> PAYLOADS = List.of(
            "null",
            "[]",
            "[{}]",
            "7",
            "\"text\"",
            "true",
            "{}",
            "{\"colour\":\"red\"}",
            "{\"customData\":{\"vendorId\":\"v\",\"n\":1e999999999,\"deep\":" + "[".repeat(80) + "]".repeat(80) + "}}",
            "{\"customData\":{}}",
            "{\"evseId\":\"1\"}",
            "{\"evseId\":1e400}",
            "{\"evseId\":99999999999999999999}",
            "{\"evseId\":1.5}",
            "{\"requestId\":null}",
            "{\"type\":7}",
            "{\"type\":\"Maybe\"}",
            "{\"id\":[],\"evse\":{\"id\":-2147483648}}");

    private final OcppCodec codec = new OcppCodec();
    private InProcessStation station;
    private Bench bench;
    private int count;

    @TempDir
    Path folder;

    @BeforeEach
    void boot() {
        station = new InProcessStation(new Hyc400Eu(), folder);
        bench = station.ready();
    }

    @AfterEach
    void close() {
        station.close();
    }

    @ParameterizedTest
    @EnumSource
    void answersEveryKindOfNonsenseInEveryActionOnce(Action action) {
        for (String payload : PAYLOADS) {
            answerTo(action.wire(), payload);
        }
        assertThat(answers()).hasSize(PAYLOADS.size());
        charges();
    }

    /** Part 4, 4.2.3 and 4.3. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            null                                    | -1 | RpcFrameworkError
            garbage                                 | -1 | RpcFrameworkError
            []                                      | -1 | RpcFrameworkError
            [2]                                     | -1 | RpcFrameworkError
            [2,"x","Reset"]                         | x  | RpcFrameworkError
            [2,"x","Reset",{},{}]                   | x  | RpcFrameworkError
            [2,12,"Reset",{"type":"OnIdle"}]        | -1 | RpcFrameworkError
            [2,"","Reset",{"type":"OnIdle"}]        | -1 | RpcFrameworkError
            [2,"x","Reset",{"type":"OnIdle"         | x  | FormatViolation
            [2,"x","Reset",{"type":NaN}]            | x  | FormatViolation
            [2,"x","Reset",{"type":1e99999999999}]  | x  | FormatViolation
            [2,"x","MakeCoffee",{}]                 | x  | NotImplemented
            [2,"x","Heartbeat",{}]                  | x  | NotSupported
            [2,"x","GetVariables",{}]               | x  | OccurrenceConstraintViolation
            [2,"x","GetVariables",{"getVariableData":[]}] | x  | OccurrenceConstraintViolation
            [2,"x","GetVariables",{"getVariableData":12}] | x  | TypeConstraintViolation
            [2,"x","GetBaseReport",{"requestId":99999999999,"reportBase":"FullInventory"}] | x | TypeConstraintViolation
            [2,"x","GetBaseReport",{"requestId":1,"reportBase":"Everything"}] | x | PropertyConstraintViolation
            [2,"x","RequestStopTransaction",{"transactionId":"t","a":1}] | x | ProtocolError
            """)
    void answersWithTheCodeThatPartFourAsksFor(String frame, String id, RpcErrorCode code) {
        int before = bench.csms().transcript().lines().size();
        bench.csms().sendText(frame);
        assertThat(bench.csms().awaitText(frame, before, any -> true))
                .startsWith("[4,\"" + id + "\",\"" + code.wire() + "\",");
        assertThat(answers()).hasSize(1);
        charges();
    }

    @ParameterizedTest
    @ValueSource(ints = {37, 300, 100_000})
    void answersAnIdThatIsTooLongUnderMinusOne(int length) {
        int before = bench.csms().transcript().lines().size();
        bench.csms().sendText("[2,\"" + "x".repeat(length) + "\",\"Reset\",{\"type\":\"OnIdle\"}]");
        assertThat(bench.csms().awaitText("the answer", before, any -> true))
                .startsWith("[4,\"-1\",\"RpcFrameworkError\",");
        charges();
    }

    /** Valid as messages, absurd as requests: the blocks answer, and none fails. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RequestStartTransaction | {"remoteStartId":-1,"evseId":999,"idToken":{"idToken":"A","type":"Central"}}
            RequestStartTransaction | {"remoteStartId":1,"evseId":2147483647,"idToken":{"idToken":"","type":"NoAuthorization"}}
            RequestStopTransaction  | {"transactionId":""}
            RequestStopTransaction  | {"transactionId":"../../etc/passwd"}
            ChangeAvailability      | {"operationalStatus":"Inoperative","evse":{"id":99}}
            ChangeAvailability      | {"operationalStatus":"Inoperative","evse":{"id":1,"connectorId":99}}
            ChangeAvailability      | {"operationalStatus":"Operative","evse":{"id":-1,"connectorId":-1}}
            UnlockConnector         | {"evseId":2147483647,"connectorId":-1}
            Reset                   | {"type":"OnIdle","evseId":99}
            Reset                   | {"type":"Immediate","evseId":-2147483648}
            TriggerMessage          | {"requestedMessage":"MeterValues","evse":{"id":99}}
            TriggerMessage          | {"requestedMessage":"StatusNotification","evse":{"id":-1,"connectorId":-1}}
            TriggerMessage          | {"requestedMessage":"PublishFirmwareStatusNotification"}
            GetBaseReport           | {"requestId":-2147483648,"reportBase":"SummaryInventory"}
            GetReport               | {"requestId":1,"componentVariable":[{"component":{"name":"","evse":{"id":-1}}}]}
            GetReport               | {"requestId":1,"componentCriteria":["Problem","Problem"]}
            GetTransactionStatus    | {"transactionId":"\\u0000\\n"}
            GetVariables            | {"getVariableData":[{"component":{"name":""},"variable":{"name":""}}]}
            ClearCache              | {"customData":{"vendorId":""}}
            DataTransfer            | {"vendorId":"","messageId":"","data":{"a":[null,{}]}}
            """)
    void answersAbsurdRequests(String action, String payload) {
        answerTo(action, payload);
        charges();
    }

    @Test
    void takesNoNonsenseForTheValueOfAnyVariableAndRunsWithTheGreatestOfAll() {
        List<ReportDataType> all = bench.variables().report("all variables", ReportBaseEnumType.FullInventory);
        List<ReportDataType> writable =
                all.stream().filter(HostileCsmsTest::isWritable).toList();
        assertThat(writable).hasSizeGreaterThan(10);
        for (ReportDataType variable : writable) {
            for (String value :
                    List.of("", " ", "-1", "NaN", "1e400", "99999999999999999999", "\u0000", "é".repeat(900))) {
                set(variable, value);
            }
            set(variable, "2147483647");
        }
        bench.stationStates().booted();
        assertThat(bench.variables().value("OCPPCommCtrlr", "HeartbeatInterval"))
                .isPresent();
    }

    /** A password that is accepted means a new connection; GatewayTest has what is none. */
    private static boolean isWritable(ReportDataType variable) {
        return !variable.variable().name().equals("BasicAuthPassword")
                && variable.variableAttribute().stream()
                        .anyMatch(attribute -> attribute.mutability() != MutabilityEnumType.ReadOnly);
    }

    private void set(ReportDataType variable, String value) {
        bench.variables().set(SetVariableDataType.of(value, variable.component(), variable.variable()));
    }

    /** The one answer to a CALL, which is no InternalError. */
    private String answerTo(String action, String payload) {
        String id = "hostile-" + count++;
        int before = bench.csms().transcript().lines().size();
        bench.csms().sendText("[2,\"" + id + "\",\"" + action + "\"," + payload + "]");
        String answer = bench.csms()
                .awaitText(
                        action + " " + payload,
                        before,
                        text -> text.startsWith("[3,\"" + id) || text.startsWith("[4,\"" + id));
        assertThat(answer).as(action + " " + payload).doesNotContain("\"InternalError\"");
        return answer;
    }

    private List<Frame> answers() {
        return bench.csms().transcript().lines().stream()
                .filter(Transcript.Line::fromStation)
                .map(line -> ((FrameReading.Ok) codec.readFrame(line.text())).frame())
                .filter(frame -> !(frame instanceof Frame.Call))
                .toList();
    }

    /** Nothing of it has harmed the station. */
    private void charges() {
        bench.states().authorized(Authorization.LOCAL);
        bench.states().energyTransferStarted();
        bench.states().evDisconnected();
        bench.finish();
    }
}
