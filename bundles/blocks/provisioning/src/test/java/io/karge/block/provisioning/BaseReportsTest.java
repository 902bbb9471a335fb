package io.karge.block.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.GetBaseReportRequest;
import io.karge.ocpp.messages.GetBaseReportResponse;
import io.karge.ocpp.messages.NotifyReportRequest;
import io.karge.ocpp.messages.NotifyReportResponse;
import io.karge.ocpp.types.GenericDeviceModelStatusEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.station.CallPermission;
import io.karge.station.ProductFacts;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import java.util.List;
import org.junit.jupiter.api.Test;

/** B07. */
class BaseReportsTest {
    private final BlockTester station = BlockTester.of(new ProvisioningBlockFactory());

    private GenericDeviceModelStatusEnumType ask(ReportBaseEnumType base) {
        return station.request(GetBaseReportRequest.of(42, base))
                .response(GetBaseReportResponse.class)
                .status();
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
    void sendsAShortReportInOnePart() { // B07.FR.01, B07.FR.03, B07.FR.04, B07.FR.10
        station.start();
        assertThat(ask(ReportBaseEnumType.FullInventory)).isEqualTo(GenericDeviceModelStatusEnumType.Accepted);
        answerAll();
        assertThat(parts()).hasSize(1);
        NotifyReportRequest part = parts().get(0);
        assertThat(part.requestId()).isEqualTo(42);
        assertThat(part.seqNo()).isZero();
        assertThat(part.tbc()).isFalse();
        assertThat(part.generatedAt()).isEqualTo(station.now());
        assertThat(part.reportData()).hasSize(4);
        assertThat(station.lastCall().permission()).isEqualTo(CallPermission.REQUESTED);
    }

    @Test
    void sendsALongReportInPartsOneAfterAnother() { // B07.FR.10
        limit("ItemsPerMessage", 3);
        station.start();
        ask(ReportBaseEnumType.FullInventory);
        assertThat(parts()).hasSize(1);
        answerAll();
        assertThat(parts()).extracting(NotifyReportRequest::seqNo).containsExactly(0, 1);
        assertThat(parts()).extracting(NotifyReportRequest::tbc).containsExactly(true, false);
        assertThat(parts()).extracting(part -> part.reportData().size()).containsExactly(3, 1);
    }

    @Test
    void keepsToTheBytesOfAMessage() {
        limit("BytesPerMessage", 1);
        station.start();
        ask(ReportBaseEnumType.FullInventory);
        answerAll();
        assertThat(parts()).extracting(part -> part.reportData().size()).containsExactly(1, 1, 1, 1);
    }

    @Test
    void reportsWhatTheOperatorCanSet() { // B07.FR.07
        station.start();
        assertThat(ask(ReportBaseEnumType.ConfigurationInventory)).isEqualTo(GenericDeviceModelStatusEnumType.Accepted);
        assertThat(parts().get(0).reportData())
                .extracting(entry -> entry.variable().name())
                .containsExactly("TimeSource", "TimeZone", "HeartbeatInterval");
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
}
