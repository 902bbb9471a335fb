package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.NotifyEventRequest;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.VariableAttributeType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The full inventory of a whole station beyond what TC_B_53_CS asks. */
class InventoryTest {
    private static final Duration WHILE = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void settingAVariableToTheValueThatItHasChangesNothing() {
        try (InProcessStation station = new InProcessStation(new Hyc400Eu(), folder)) {
            Bench bench = station.ready();
            List<ReportDataType> before = inventory(bench);
            List<SetVariableDataType> same = before.stream()
                    .filter(entry -> attribute(entry).mutability() == MutabilityEnumType.ReadWrite)
                    .map(entry -> SetVariableDataType.of(
                            Objects.requireNonNullElse(attribute(entry).value(), ""),
                            entry.component(),
                            entry.variable()))
                    .toList();
            int attempts = station.csms().attempts().size();
            assertThat(bench.variables().set(same.toArray(SetVariableDataType[]::new)))
                    .hasSize(same.size())
                    .extracting(SetVariableResultType::attributeStatus)
                    .containsOnly(SetVariableStatusEnumType.Accepted);
            bench.pause(WHILE);
            bench.csms().none("a boot", BootNotificationRequest.class, any -> true);
            assertThat(station.csms().attempts()).hasSize(attempts);
            assertThat(settings(inventory(bench))).isEqualTo(settings(before));
        }
    }

    @Test
    void theInventoryFollowsWhatHappens() {
        try (InProcessStation station = new InProcessStation(new Hyc400Eu(), folder)) {
            Bench bench = station.ready();
            assertThat(bench.variables().value("OCPPCommCtrlr", "ActiveNetworkProfile"))
                    .hasValue("1");
            assertThat(bench.variables().value("SecurityCtrlr", "SecurityProfile"))
                    .hasValue("1");
            Map<String, String> idle = all(bench);
            assertThat(idle)
                    .containsEntry("Connector/1/1.AvailabilityState", "Available")
                    .containsEntry("EVSE/1.AvailabilityState", "Available")
                    .containsEntry("ConnectedEV/1.Available", "false")
                    .containsEntry("DataLink.Active", "true");

            station.plugIn(1);
            bench.connectors().await("the plug", 1, 1, ConnectorStatusEnumType.Occupied);
            assertThat(all(bench))
                    .containsEntry("Connector/1/1.AvailabilityState", "Occupied")
                    .containsEntry("EVSE/1.AvailabilityState", "Occupied")
                    .containsEntry("ChargingStation.AvailabilityState", "Available")
                    .containsEntry("ConnectedEV/1.Available", "true");
            station.unplug(1);
            bench.connectors().await("the unplug", 1, 1, ConnectorStatusEnumType.Available);

            station.fault(1, "GroundFailure", true);
            bench.connectors().await("the fault", 1, 1, ConnectorStatusEnumType.Faulted);
            bench.csms().await("the fault", NotifyEventRequest.class, any -> true);
            assertThat(all(bench))
                    .containsEntry("EVSE/1.AvailabilityState", "Faulted")
                    .containsEntry("GroundIsolationProtection/1.Problem", "true")
                    .containsEntry("EVSE/2.AvailabilityState", "Available")
                    .containsEntry("GroundIsolationProtection/2.Problem", "false");
            station.fault(1, "GroundFailure", false);
            bench.connectors().await("its end", 1, 1, ConnectorStatusEnumType.Available);
            bench.csms().await("its end", NotifyEventRequest.class, any -> true);

            bench.stationStates().unavailable(EVSEType.of(2));
            assertThat(all(bench))
                    .containsEntry("EVSE/2.AvailabilityState", "Unavailable")
                    .containsEntry("Connector/2/1.AvailabilityState", "Unavailable")
                    .containsEntry("Connector/1/1.AvailabilityState", "Available");
        }
    }

    private static Map<String, String> all(Bench bench) {
        return values(inventory(bench));
    }

    private static List<ReportDataType> inventory(Bench bench) {
        return bench.variables().report("the inventory", ReportBaseEnumType.FullInventory);
    }

    private static Map<String, String> settings(List<ReportDataType> report) {
        return values(report.stream()
                .filter(entry -> attribute(entry).mutability() == MutabilityEnumType.ReadWrite)
                .toList());
    }

    private static Map<String, String> values(List<ReportDataType> report) {
        return report.stream()
                .collect(Collectors.toMap(
                        RequiredVariables::name,
                        entry -> Objects.requireNonNullElse(attribute(entry).value(), ""),
                        (one, other) -> one));
    }

    private static VariableAttributeType attribute(ReportDataType entry) {
        return entry.variableAttribute().get(0);
    }
}
