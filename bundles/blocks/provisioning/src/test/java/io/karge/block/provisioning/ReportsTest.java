package io.karge.block.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.GetBaseReportRequest;
import io.karge.ocpp.messages.GetBaseReportResponse;
import io.karge.ocpp.messages.GetReportRequest;
import io.karge.ocpp.messages.GetReportResponse;
import io.karge.ocpp.messages.NotifyReportRequest;
import io.karge.ocpp.messages.NotifyReportResponse;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.ComponentVariableType;
import io.karge.ocpp.types.GenericDeviceModelStatusEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.VariableType;
import io.karge.station.CallPermission;
import io.karge.station.ProductFacts;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import io.karge.station.testkit.SentCall;
import io.karge.station.testkit.TestAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** B07, B08. */
class ReportsTest {
    private final BlockTester station = Products.station();
    /** How many variables the station has. */
    private final int count = new ProvisioningBlockFactory()
            .variables(station.context().model(), station.context().product())
            .size();

    private GenericDeviceModelStatusEnumType ask(ReportBaseEnumType base) {
        return station.request(GetBaseReportRequest.of(42, base))
                .response(GetBaseReportResponse.class)
                .status();
    }

    private GetReportResponse askFor(int requestId, ComponentVariableType... items) {
        return station.request(
                        GetReportRequest.of(requestId).withComponentVariable(items.length == 0 ? null : List.of(items)))
                .response(GetReportResponse.class);
    }

    private static ComponentVariableType clock(String variable) {
        return ComponentVariableType.of(ComponentType.of("ClockCtrlr")).withVariable(VariableType.of(variable));
    }

    private void answerAll() {
        while (station.lastCall().isOpen()) {
            station.lastCall().answer(NotifyReportResponse.of());
        }
    }

    private List<NotifyReportRequest> parts() {
        return station.calls(NotifyReportRequest.class);
    }

    private void limit(String variable, int value) {
        station.deviceModel()
                .preset(VariableKey.instance("DeviceDataCtrlr", variable, "GetReport"), Integer.toString(value));
    }

    @Test
    void sendsAShortReportInOnePart() { // B07.FR.01, B07.FR.03, B07.FR.04, B07.FR.10, B07.FR.12
        station.start();
        assertThat(ask(ReportBaseEnumType.FullInventory)).isEqualTo(GenericDeviceModelStatusEnumType.Accepted);
        answerAll();
        assertThat(parts()).hasSize(1);
        NotifyReportRequest part = parts().get(0);
        assertThat(part.requestId()).isEqualTo(42);
        assertThat(part.seqNo()).isZero();
        assertThat(part.tbc()).isFalse();
        assertThat(part.generatedAt()).isEqualTo(station.now());
        assertThat(part.reportData()).hasSize(count);
        assertThat(station.lastCall().permission()).isEqualTo(CallPermission.REQUESTED);
    }

    @Test
    void sendsALongReportInPartsOneAfterAnother() { // B07.FR.10
        limit("ItemsPerMessage", count - 3);
        station.start();
        ask(ReportBaseEnumType.FullInventory);
        assertThat(parts()).hasSize(1);
        answerAll();
        assertThat(parts()).extracting(NotifyReportRequest::seqNo).containsExactly(0, 1);
        assertThat(parts()).extracting(NotifyReportRequest::tbc).containsExactly(true, false);
        assertThat(parts()).extracting(part -> part.reportData().size()).containsExactly(count - 3, 3);
    }

    @Test
    void keepsToTheBytesOfAMessage() {
        limit("BytesPerMessage", 1);
        station.start();
        ask(ReportBaseEnumType.FullInventory);
        answerAll();
        assertThat(parts()).hasSize(count).allSatisfy(part -> assertThat(part.reportData())
                .hasSize(1));
    }

    @Test
    void reportsWhatTheOperatorCanSet() { // B07.FR.07, B07.FR.12
        station.start();
        assertThat(ask(ReportBaseEnumType.ConfigurationInventory)).isEqualTo(GenericDeviceModelStatusEnumType.Accepted);
        assertThat(parts().get(0).reportData())
                .extracting(entry -> entry.variable().name())
                .containsExactly("TimeSource", "TimeZone", "HeartbeatInterval", "ResetRetries");
    }

    @Test
    void hasASummaryWhereTheProductHasOne() { // B07.FR.02, B07.FR.05, C-56
        station.start();
        assertThat(ask(ReportBaseEnumType.SummaryInventory)).isEqualTo(GenericDeviceModelStatusEnumType.NotSupported);
        assertThat(station.calls()).isEmpty();

        BlockTester other = new BlockTester(
                new ProvisioningBlockFactory(),
                TestModels.dc(1),
                ProductFacts.read("{\"optionalFeatures\": {\"C-56\": true}}"));
        other.start();
        assertThat(other.request(GetBaseReportRequest.of(1, ReportBaseEnumType.SummaryInventory))
                        .response(GetBaseReportResponse.class)
                        .status())
                .isEqualTo(GenericDeviceModelStatusEnumType.Accepted);
    }

    @Test
    void reportsWhilePending() { // B02.FR.01
        station.lifeCycle().setRegistration(RegistrationStatusEnumType.Pending);
        station.lifeCycle().setConnected(false);
        station.start();
        station.lifeCycle().setConnected(true);
        assertThat(ask(ReportBaseEnumType.FullInventory)).isEqualTo(GenericDeviceModelStatusEnumType.Accepted);
        assertThat(station.lastCall().permission()).isEqualTo(CallPermission.REQUESTED);
    }

    @Test
    void goesOnAfterSilenceAndGivesUpWithTheConnection() {
        limit("ItemsPerMessage", 1);
        station.start();
        ask(ReportBaseEnumType.FullInventory);
        station.lastCall().timeOut();
        assertThat(parts()).hasSize(2);
        station.lastCall().loseConnection();
        assertThat(parts()).hasSize(2);
    }

    @Test
    void saysWhyItDoesNotReport() { // B07.FR.02
        station.start();
        GetBaseReportResponse response = station.request(
                        GetBaseReportRequest.of(1, ReportBaseEnumType.SummaryInventory))
                .response(GetBaseReportResponse.class);
        assertThat(response.statusInfo()).isEqualTo(StatusInfoType.of("UnsupportedParam"));
    }

    @Test
    void twoReportsAtOnceAreSentEachWithItsOwnSequence() { // B07.FR.04, B07.FR.10
        limit("ItemsPerMessage", count - 3);
        station.start();
        for (int requestId : List.of(1, 2)) {
            assertThat(station.request(GetBaseReportRequest.of(requestId, ReportBaseEnumType.FullInventory))
                            .response(GetBaseReportResponse.class)
                            .status())
                    .isEqualTo(GenericDeviceModelStatusEnumType.Accepted);
        }
        while (station.calls().stream().anyMatch(SentCall::isOpen)) {
            station.calls().stream()
                    .filter(SentCall::isOpen)
                    .findFirst()
                    .orElseThrow()
                    .answer(NotifyReportResponse.of());
        }
        for (int requestId : List.of(1, 2)) {
            assertThat(parts().stream().filter(part -> part.requestId() == requestId))
                    .extracting(NotifyReportRequest::seqNo)
                    .containsExactly(0, 1);
            assertThat(parts().stream().filter(part -> part.requestId() == requestId))
                    .extracting(NotifyReportRequest::tbc)
                    .containsExactly(true, false);
        }
    }

    @Test
    void aRequestIdServesOneReportAtATime() { // B07.FR.13, B08.FR.16
        station.start();
        ask(ReportBaseEnumType.FullInventory);
        assertThat(ask(ReportBaseEnumType.FullInventory)).isEqualTo(GenericDeviceModelStatusEnumType.Rejected);
        assertThat(askFor(42).statusInfo().reasonCode()).isEqualTo("DuplicateRequestId");
        assertThat(parts()).hasSize(1);
        answerAll();
        assertThat(ask(ReportBaseEnumType.FullInventory)).isEqualTo(GenericDeviceModelStatusEnumType.Accepted);
    }

    @Test
    void rejectsMoreReportsThanItCanHold() { // B07.FR.13, B08.FR.16
        station.start();
        for (int requestId = 1; requestId <= ReportDelivery.MOST_AT_ONCE; requestId++) {
            assertThat(askFor(requestId).status()).isEqualTo(GenericDeviceModelStatusEnumType.Accepted);
        }
        assertThat(askFor(99).status()).isEqualTo(GenericDeviceModelStatusEnumType.Rejected);
        assertThat(ask(ReportBaseEnumType.FullInventory)).isEqualTo(GenericDeviceModelStatusEnumType.Rejected);
        assertThat(parts()).hasSize(ReportDelivery.MOST_AT_ONCE);
        station.calls().get(0).loseConnection();
        assertThat(askFor(99).status()).isEqualTo(GenericDeviceModelStatusEnumType.Accepted);
    }

    @Test
    void reportsWhatACustomReportAsksFor() { // B08.FR.01, B08.FR.03, B08.FR.04, B08.FR.11, B08.FR.12, B08.FR.14
        limit("ItemsPerMessage", 4);
        station.start();
        assertThat(askFor(7, clock("TimeZone"), clock("DateTime")))
                .isEqualTo(GetReportResponse.of(GenericDeviceModelStatusEnumType.Accepted));
        answerAll();
        assertThat(parts()).hasSize(1);
        NotifyReportRequest part = parts().get(0);
        assertThat(part.requestId()).isEqualTo(7);
        assertThat(part.seqNo()).isZero();
        assertThat(part.tbc()).isFalse();
        assertThat(part.reportData())
                .extracting(entry -> entry.variable().name())
                .containsExactlyInAnyOrder("TimeZone", "DateTime");
        assertThat(part.reportData())
                .allSatisfy(entry -> assertThat(entry.variableCharacteristics()).isNotNull());
    }

    @Test
    void aCustomReportOfEverythingComesInParts() { // B08.FR.14
        limit("ItemsPerMessage", count - 3);
        station.start();
        askFor(7);
        answerAll();
        assertThat(parts()).extracting(NotifyReportRequest::seqNo).containsExactly(0, 1);
        assertThat(parts()).extracting(NotifyReportRequest::tbc).containsExactly(true, false);
    }

    @Test
    void sendsNoReportWhenThereIsNothingInIt() { // B08.FR.15
        station.start();
        GetReportResponse response = askFor(7, ComponentVariableType.of(ComponentType.of("Nobody")));
        assertThat(response.status()).isEqualTo(GenericDeviceModelStatusEnumType.EmptyResultSet);
        assertThat(response.statusInfo().reasonCode()).isEqualTo("NotFound");
        assertThat(parts()).isEmpty();
    }

    @Test
    void refusesMoreItemsThanItAnnounces() { // B08.FR.17
        limit("ItemsPerMessage", 1);
        station.start();
        TestAnswer answer = station.request(
                GetReportRequest.of(7).withComponentVariable(List.of(clock("TimeZone"), clock("DateTime"))));
        assertThat(answer.error()).contains(RpcErrorCode.OccurrenceConstraintViolation);
        assertThat(answer.description()).contains("ItemsPerMessage[GetReport]");
    }
}
