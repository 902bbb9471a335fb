package io.karge.devicemodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.ComponentVariableType;
import io.karge.ocpp.types.DataEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.VariableType;
import io.karge.station.DeviceModel;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final ModelBench bench = new ModelBench();

    @BeforeEach
    void addVariables() {
        bench.model.add(
                "block",
                List.of(
                        ModelBench.readWrite("Count", DataEnumType.integer, "1"),
                        ModelBench.listed("Mode", DataEnumType.OptionList, "a", "a", "b"),
                        ModelBench.define("Password", DataEnumType.string, MutabilityEnumType.WriteOnly, "secret"),
                        ModelBench.define("State", DataEnumType.string, MutabilityEnumType.ReadOnly, "fine")));
    }

    @Test
    void theConfigurationIsWhatCanBeSet() { // B07.FR.07
        assertThat(names(bench.model.report(ReportBaseEnumType.ConfigurationInventory)))
                .containsExactly("TestCtrlr.Count", "TestCtrlr.Mode", "TestCtrlr.Password");
    }

    @Test
    void theFullInventoryIsEverythingInAStableOrder() { // B07.FR.08
        List<String> names = names(bench.model.report(ReportBaseEnumType.FullInventory));
        assertThat(names)
                .startsWith("ChargingStation.AvailabilityState", "ChargingStation.Available")
                .contains("Connector/2/1.ConnectorType", "DeviceDataCtrlr.ItemsPerMessage[GetReport]", "EVSE/1.Power")
                .endsWith("TestCtrlr.Count", "TestCtrlr.Mode", "TestCtrlr.Password", "TestCtrlr.State")
                .doesNotHaveDuplicates()
                .isEqualTo(names(bench.model.report(List.of())));
    }

    @Test
    void theSummaryIsTheStateOfEveryTier() { // B07.FR.09
        assertThat(names(bench.model.report(ReportBaseEnumType.SummaryInventory)))
                .containsExactly(
                        "ChargingStation.AvailabilityState",
                        "Connector/1/1.AvailabilityState",
                        "Connector/2/1.AvailabilityState",
                        "EVSE/1.AvailabilityState",
                        "EVSE/2.AvailabilityState");
    }

    @Test
    void everyEntryHasWhatTheCertificationLooksAt() { // TC_B_53
        for (ReportDataType entry : bench.model.report(ReportBaseEnumType.FullInventory)) {
            var attribute = entry.variableAttribute().get(0);
            var characteristics = entry.variableCharacteristics();
            boolean evsePower = entry.variable().name().equals("Power");
            boolean hasNoValue = attribute.mutability() == MutabilityEnumType.WriteOnly || evsePower;
            assertThat(attribute.value() == null).as(name(entry)).isEqualTo(hasNoValue);
            assertThat(characteristics).as(name(entry)).isNotNull();
            switch (characteristics.dataType()) {
                case OptionList, MemberList, SequenceList ->
                    assertThat(characteristics.valuesList().split(","))
                            .as(name(entry))
                            .contains(attribute.value());
                default -> {}
            }
        }
    }

    @Test
    void thePowerOfAnEvseIsItsLimit() {
        ReportDataType power = only("EVSE", EVSEType.of(1), "Power");
        assertThat(power.variableCharacteristics().maxLimit()).isEqualByComparingTo("150000");
        assertThat(power.variableCharacteristics().unit()).isEqualTo("W");
    }

    @Test
    void aComponentAloneAsksForAllItsVariablesOnAllTiers() { // B08.FR.20, B08.FR.23
        assertThat(names(bench.model.report(List.of(ComponentVariableType.of(ComponentType.of("connector"))))))
                .hasSize(8)
                .contains("Connector/1/1.Available", "Connector/2/1.SupplyPhases");
    }

    @Test
    void anEvseAsksForAllItsConnectors() { // B08.FR.22
        assertThat(names(bench.model.report(List.of(
                        ComponentVariableType.of(ComponentType.of("Connector").withEvse(EVSEType.of(2)))
                                .withVariable(VariableType.of("ConnectorType"))))))
                .containsExactly("Connector/2/1.ConnectorType");
    }

    @Test
    void aVariableWithoutInstanceAsksForAllInstances() { // B08.FR.21
        assertThat(names(bench.model.report(List.of(ComponentVariableType.of(ComponentType.of("DeviceDataCtrlr"))
                        .withVariable(VariableType.of("ItemsPerMessage"))))))
                .hasSize(3);
        assertThat(names(bench.model.report(List.of(ComponentVariableType.of(ComponentType.of("DeviceDataCtrlr"))
                        .withVariable(VariableType.of("ItemsPerMessage").withInstance("getreport"))))))
                .containsExactly("DeviceDataCtrlr.ItemsPerMessage[GetReport]");
    }

    @Test
    void whatIsNotThereIsNotReported() { // B08.FR.15
        assertThat(bench.model.report(List.of(ComponentVariableType.of(ComponentType.of("Nobody")))))
                .isEmpty();
    }

    private ReportDataType only(String component, EVSEType evse, String variable) {
        List<ReportDataType> found = bench.model.report(
                List.of(ComponentVariableType.of(ComponentType.of(component).withEvse(evse))
                        .withVariable(VariableType.of(variable))));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<String> names(List<ReportDataType> report) {
        return report.stream().map(ReportTest::name).toList();
    }

    private static String name(ReportDataType entry) {
        return DeviceModel.key(entry.component(), entry.variable()).toString();
    }
}
