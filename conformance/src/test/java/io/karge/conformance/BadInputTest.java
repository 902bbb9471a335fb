package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.BootNotificationResponse;
import io.karge.ocpp.messages.GetBaseReportRequest;
import io.karge.ocpp.messages.GetBaseReportResponse;
import io.karge.ocpp.messages.GetReportRequest;
import io.karge.ocpp.messages.GetReportResponse;
import io.karge.ocpp.messages.GetVariablesRequest;
import io.karge.ocpp.messages.GetVariablesResponse;
import io.karge.ocpp.messages.RequestStartTransactionRequest;
import io.karge.ocpp.messages.RequestStartTransactionResponse;
import io.karge.ocpp.messages.SetVariablesRequest;
import io.karge.ocpp.types.ComponentCriterionEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.ComponentVariableType;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.GenericDeviceModelStatusEnumType;
import io.karge.ocpp.types.GetVariableDataType;
import io.karge.ocpp.types.GetVariableStatusEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.VariableType;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a CSMS must not ask for, or cannot have, of functional block B, at a whole station. */
class BadInputTest {
    private static final VariableItem THRESHOLD = VariableItem.of("OCPPCommCtrlr", "OfflineThreshold");

    private static final OcppCodec CODEC = new OcppCodec();

    @TempDir
    Path folder;

    private InProcessStation station;
    private Bench bench;

    @BeforeEach
    void start() {
        station = new InProcessStation(new Hyc400Eu(), folder);
        bench = station.ready();
    }

    @AfterEach
    void stop() {
        station.close();
    }

    /** B05.FR.04 to B05.FR.09. */
    @ParameterizedTest
    @CsvSource({
        "OCPPCommCtrlr,    OfflineThreshold,   -1,           Rejected,         ValueOutOfRange",
        "OCPPCommCtrlr,    OfflineThreshold,   99999999999,  Rejected,         ValueOutOfRange",
        "OCPPCommCtrlr,    OfflineThreshold,   soon,         Rejected,         InvalidValue",
        "OCPPCommCtrlr,    OfflineThreshold,   '',           Rejected,         InvalidValue",
        "AuthCtrlr,        LocalPreAuthorize,  1,            Rejected,         InvalidValue",
        "TxCtrlr,          TxStartPoint,       Sometimes,    Rejected,         InvalidValue",
        "ClockCtrlr,       TimeZone,           Nowhere/Land, Rejected,         InvalidValue",
        "ClockCtrlr,       DateTime,           2025-01-01T00:00:00Z, Rejected, ReadOnly",
        "SecurityCtrlr,    BasicAuthPassword,  short,        Rejected,         InvalidValue",
        "SecurityCtrlr,    BasicAuthPassword,  a blank is no part of it, Rejected, InvalidValue",
        "OCPPCommCtrlr,    NoSuchVariable,     1,            UnknownVariable,  ",
        "NoSuchCtrlr,      OfflineThreshold,   1,            UnknownComponent, ",
        "DeviceDataCtrlr,  ItemsPerMessage,    1,            UnknownVariable,  "
    })
    void aValueThatCannotBeIsRefused(
            String component, String variable, String value, SetVariableStatusEnumType status, String reason) {
        SetVariableResultType result = bench.variables()
                .set(VariableItem.of(component, variable).setTo(value))
                .get(0);
        assertThat(result.attributeStatus()).isEqualTo(status);
        assertThat(
                        result.attributeStatusInfo() == null
                                ? null
                                : result.attributeStatusInfo().reasonCode())
                .isEqualTo(reason);
    }

    @Test
    void aRefusedValueChangesNothingAndHindersNoOther() {
        assertThat(bench.variables()
                        .set(
                                THRESHOLD.setTo("-1"),
                                VariableItem.of("OCPPCommCtrlr", "HeartbeatInterval")
                                        .setTo("77")))
                .extracting(SetVariableResultType::attributeStatus)
                .containsExactly(SetVariableStatusEnumType.Rejected, SetVariableStatusEnumType.Accepted);
        assertThat(bench.variables().value("OCPPCommCtrlr", "OfflineThreshold")).contains("60");
        assertThat(bench.variables().value("OCPPCommCtrlr", "HeartbeatInterval"))
                .contains("77");
    }

    @Test
    void aVariableThatIsRepeatedIsNotSet() { // B05.FR.13
        assertThat(bench.variables().set(THRESHOLD.setTo("1"), THRESHOLD.setTo("2")))
                .extracting(SetVariableResultType::attributeStatus)
                .containsOnly(SetVariableStatusEnumType.Rejected);
        assertThat(bench.variables().value("OCPPCommCtrlr", "OfflineThreshold")).contains("60");
    }

    /** A value has at most 1000 characters, the name of a component 50. */
    @Test
    void whatIsTooLargeIsRefused() {
        ObjectNode request = CODEC.payload(SetVariablesRequest.of(List.of(THRESHOLD.setTo("1"))));
        ObjectNode item = (ObjectNode) request.path("setVariableData").path(0);
        item.put("attributeValue", "1".repeat(1001));
        assertThat(bench.csms().callRefused("SetVariables", request))
                .isEqualTo(RpcErrorCode.PropertyConstraintViolation);
        item.put("attributeValue", "1");
        ((ObjectNode) item.path("component")).put("name", "C".repeat(51));
        assertThat(bench.csms().callRefused("SetVariables", request))
                .isEqualTo(RpcErrorCode.PropertyConstraintViolation);
    }

    /** ORS-1 to ORS-3: 204, 1000 and 1000 items. B06.FR.16, B08.FR.17. */
    @Test
    void moreItemsThanAnnouncedAreRefused() {
        assertThat(bench.csms().callRefused(SetVariablesRequest.of(Collections.nCopies(1001, THRESHOLD.setTo("1")))))
                .isEqualTo(RpcErrorCode.OccurrenceConstraintViolation);
        assertThat(bench.csms().callRefused(GetVariablesRequest.of(Collections.nCopies(1001, THRESHOLD.get()))))
                .isEqualTo(RpcErrorCode.OccurrenceConstraintViolation);
        assertThat(bench.csms()
                        .callRefused(GetReportRequest.of(1)
                                .withComponentVariable(
                                        Collections.nCopies(205, ComponentVariableType.of(ComponentType.of("EVSE"))))))
                .isEqualTo(RpcErrorCode.OccurrenceConstraintViolation);
        assertThat(bench.variables()
                        .get(Collections.nCopies(1000, THRESHOLD.get()).toArray(GetVariableDataType[]::new)))
                .hasSize(1000);
    }

    @Test
    void noItemsAtAllAreRefused() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.putArray("setVariableData");
        assertThat(bench.csms().callRefused("SetVariables", request))
                .isEqualTo(RpcErrorCode.OccurrenceConstraintViolation);
    }

    /** B07.FR.04, B07.FR.10. */
    @Test
    void twoBaseReportsAtOnceAreBothComplete() {
        GetBaseReportRequest first = GetBaseReportRequest.of(1, ReportBaseEnumType.FullInventory);
        GetBaseReportRequest second = GetBaseReportRequest.of(2, ReportBaseEnumType.ConfigurationInventory);
        assertThat(bench.csms().call(first, GetBaseReportResponse.class).status())
                .isEqualTo(GenericDeviceModelStatusEnumType.Accepted);
        assertThat(bench.csms().call(second, GetBaseReportResponse.class).status())
                .isEqualTo(GenericDeviceModelStatusEnumType.Accepted);
        int all = bench.variables().reportParts("first", 1).size();
        assertThat(bench.variables().reportParts("second", 2)).hasSizeBetween(1, all - 1);
    }

    /** B08.FR.15. */
    @Test
    void anEvseThatIsNotThereHasNothing() {
        ComponentType evse = ComponentType.of("EVSE").withEvse(EVSEType.of(9));
        assertThat(bench.variables()
                        .get(GetVariableDataType.of(evse, VariableType.of("AvailabilityState")))
                        .get(0)
                        .attributeStatus())
                .isEqualTo(GetVariableStatusEnumType.UnknownComponent);
        assertThat(bench.csms()
                        .call(
                                GetReportRequest.of(1).withComponentVariable(List.of(ComponentVariableType.of(evse))),
                                GetReportResponse.class)
                        .status())
                .isEqualTo(GenericDeviceModelStatusEnumType.EmptyResultSet);
    }

    /** B08.FR.10: nothing is wrong. */
    @Test
    void nothingHasAProblem() {
        assertThat(bench.csms()
                        .call(
                                GetReportRequest.of(1)
                                        .withComponentCriteria(List.of(ComponentCriterionEnumType.Problem)),
                                GetReportResponse.class)
                        .status())
                .isEqualTo(GenericDeviceModelStatusEnumType.EmptyResultSet);
    }

    /** B02.FR.01, B02.FR.05, B03.FR.08. */
    @ParameterizedTest
    @CsvSource({"Pending", "Rejected"})
    void aStationThatIsNotAcceptedSaysSo(RegistrationStatusEnumType status) {
        bench.csms()
                .answerNext(
                        BootNotificationRequest.class,
                        boot -> BootNotificationResponse.of(bench.csms().now(), 600, status));
        station.powerCycle();
        bench.csms().next("the boot", BootNotificationRequest.class);
        RequestStartTransactionRequest start =
                RequestStartTransactionRequest.of(1, bench.validIdToken()).withEvseId(1);
        if (status == RegistrationStatusEnumType.Pending) {
            assertThat(bench.csms()
                            .call(start, RequestStartTransactionResponse.class)
                            .status())
                    .isEqualTo(RequestStartStopStatusEnumType.Rejected);
            assertThat(bench.variables().get(THRESHOLD.get()).get(0).attributeStatus())
                    .isEqualTo(GetVariableStatusEnumType.Accepted);
        } else {
            assertThat(bench.csms().callRefused(start)).isEqualTo(RpcErrorCode.SecurityError);
            assertThat(bench.csms().callRefused(GetVariablesRequest.of(List.of(THRESHOLD.get()))))
                    .isEqualTo(RpcErrorCode.SecurityError);
        }
    }

    /** Part 4, 4.1.4: a CSMS that repeats a message may use its id again. */
    @Test
    void aMessageIdThatWasAnsweredBeforeIsAnsweredAgain() {
        String text = "[2,\"same\",\"GetVariables\",{\"getVariableData\":[{\"component\":{\"name\":\"ClockCtrlr\"},"
                + "\"variable\":{\"name\":\"DateTime\"}}]}]";
        int from = bench.csms().transcript().lines().size();
        bench.csms().sendText(text);
        bench.csms().awaitText("the answer", from, answer -> answer.startsWith("[3,\"same\""));
        int again = bench.csms().transcript().lines().size();
        bench.csms().sendText(text);
        bench.csms().awaitText("the answer to a repetition", again, answer -> answer.startsWith("[3,\"same\""));
    }

    /** Part 2, CustomDataType: data of anybody, at every object; a field outside of it is none. */
    @Test
    void customDataIsNoReasonToRefuse() {
        CustomDataType data = CustomDataType.of("org.example")
                .with("anything", JsonNodeFactory.instance.objectNode().put("goes", 1));
        GetVariableDataType item = GetVariableDataType.of(
                        ComponentType.of("ClockCtrlr").withCustomData(data),
                        VariableType.of("DateTime").withCustomData(data))
                .withCustomData(data);
        assertThat(bench.csms()
                        .call(new GetVariablesRequest(List.of(item), data), GetVariablesResponse.class)
                        .getVariableResult()
                        .get(0)
                        .attributeStatus())
                .isEqualTo(GetVariableStatusEnumType.Accepted);
        assertThat(bench.csms()
                        .callRefused(
                                "GetVariables",
                                CODEC.payload(GetVariablesRequest.of(List.of(item)))
                                        .put("surprise", 1)))
                .isEqualTo(RpcErrorCode.ProtocolError);
    }
}
