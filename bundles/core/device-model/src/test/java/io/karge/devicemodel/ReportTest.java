package io.karge.devicemodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentCriterionEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.ComponentVariableType;
import io.karge.ocpp.types.DataEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.VariableType;
import io.karge.station.DeviceModel;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                .isEqualTo(names(bench.model.report(List.of(), List.of())));
    }

    @Test
    void theSummaryIsTheStateOfEveryScope() { // B07.FR.09
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
    void aVariableWithoutValueIsReportedToo() { // B07.FR.11
        List<ReportDataType> report = bench.model.report(ReportBaseEnumType.FullInventory);
        assertThat(names(report)).contains("ChargingStation.SerialNumber", "EVSE/2.Power");
        assertThat(report).allSatisfy(entry -> assertThat(entry.variableAttribute())
                .hasSize(1)
                .allMatch(attribute -> attribute.type() == AttributeEnumType.Actual));
    }

    @Test
    void thePowerOfAnEvseIsItsLimit() {
        ReportDataType power = only("EVSE", EVSEType.of(1), "Power");
        assertThat(power.variableCharacteristics().maxLimit()).isEqualByComparingTo("150000");
        assertThat(power.variableCharacteristics().unit()).isEqualTo("W");
    }

    @Test
    void aComponentAloneAsksForAllItsVariablesOnAllScopes() { // B08.FR.20, B08.FR.23
        assertThat(asked(component("connector")))
                .hasSize(8)
                .contains("Connector/1/1.Available", "Connector/2/1.SupplyPhases");
    }

    @Test
    void anEvseAsksForAllItsConnectors() { // B08.FR.22
        ComponentType connectors = ComponentType.of("Connector").withEvse(EVSEType.of(2));
        assertThat(asked(ComponentVariableType.of(connectors).withVariable(VariableType.of("ConnectorType"))))
                .containsExactly("Connector/2/1.ConnectorType");
        ComponentType another =
                ComponentType.of("Connector").withEvse(EVSEType.of(2).withConnectorId(2));
        assertThat(asked(ComponentVariableType.of(another))).isEmpty();
    }

    @Test
    void aVariableWithoutInstanceAsksForAllInstances() { // B08.FR.21, TC_B_54, TC_B_55
        VariableType items = VariableType.of("ItemsPerMessage");
        assertThat(asked(component("DeviceDataCtrlr").withVariable(items))).hasSize(3);
        assertThat(asked(component("DeviceDataCtrlr").withVariable(items.withInstance("getreport"))))
                .containsExactly("DeviceDataCtrlr.ItemsPerMessage[GetReport]");
    }

    @Test
    void aComponentWithoutInstanceAsksForAllInstances() { // B08.FR.24, B08.FR.25
        bench.model.add("fans", List.of(fan("left"), fan("right"), fan(null)));
        assertThat(asked(component("Fan"))).containsExactly("Fan.Speed", "Fan[left].Speed", "Fan[right].Speed");
        assertThat(asked(ComponentVariableType.of(ComponentType.of("Fan").withInstance("left"))))
                .containsExactly("Fan[left].Speed");
    }

    @Test
    void whatIsNotThereIsNotReported() { // B08.FR.15
        assertThat(asked(component("Nobody"))).isEmpty();
        assertThat(asked(component("TestCtrlr").withVariable(VariableType.of("Nothing"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Active,    'On,Neither,Test'", // B08.FR.07
        "Available, 'On,Neither,Test'", // B08.FR.08
        "Enabled,   'On,Neither,Test'", // B08.FR.09
        "Problem,   'On'" // B08.FR.10
    })
    void aCriterionAsksForTheComponentsThatMeetIt(ComponentCriterionEnumType criterion, String components) {
        bench.model.add(
                "states",
                List.of(
                        state("OnCtrlr", criterion.wire(), "true"),
                        state("OffCtrlr", criterion.wire(), "false"),
                        state("NeitherCtrlr", "Tries", "7")));
        assertThat(names(bench.model.report(List.of(criterion), List.of())).stream()
                        .filter(name -> name.matches("(On|Off|Neither|Test)Ctrlr.*"))
                        .map(name -> name.substring(0, name.indexOf("Ctrlr")))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(List.of(components.split(",")));
    }

    @Test
    void oneOfTheCriteriaIsEnough() { // B08.FR.13
        bench.model.add("states", List.of(state("OffCtrlr", "Enabled", "false"), state("OffCtrlr", "Problem", "true")));
        assertThat(names(bench.model.report(List.of(ComponentCriterionEnumType.Enabled), List.of())))
                .doesNotContain("OffCtrlr.Problem");
        assertThat(names(bench.model.report(
                        List.of(ComponentCriterionEnumType.Enabled, ComponentCriterionEnumType.Problem), List.of())))
                .contains("OffCtrlr.Enabled", "OffCtrlr.Problem", "TestCtrlr.Count");
    }

    @Test
    void criteriaNarrowWhatIsSelected() { // B08.FR.05, TC_B_18
        ComponentVariableType evse = ComponentVariableType.of(
                        ComponentType.of("EVSE").withEvse(EVSEType.of(1)))
                .withVariable(VariableType.of("AvailabilityState"));
        assertThat(names(bench.model.report(List.of(ComponentCriterionEnumType.Available), List.of(evse))))
                .containsExactly("EVSE/1.AvailabilityState");
        assertThat(bench.model.report(List.of(ComponentCriterionEnumType.Problem), List.of(evse)))
                .isEmpty();
    }

    private ReportDataType only(String component, EVSEType evse, String variable) {
        List<ReportDataType> found = bench.model.report(
                List.of(),
                List.of(ComponentVariableType.of(ComponentType.of(component).withEvse(evse))
                        .withVariable(VariableType.of(variable))));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<String> asked(ComponentVariableType selection) {
        return names(bench.model.report(List.of(), List.of(selection)));
    }

    private static ComponentVariableType component(String name) {
        return ComponentVariableType.of(ComponentType.of(name));
    }

    private static VariableDefinition fan(String instance) {
        return definition(new VariableKey("Fan", instance, 0, 0, "Speed", null), "0");
    }

    private static VariableDefinition state(String component, String variable, String value) {
        return definition(VariableKey.of(component, variable), value);
    }

    private static VariableDefinition definition(VariableKey key, String value) {
        return new VariableDefinition(
                key,
                DataEnumType.string,
                MutabilityEnumType.ReadOnly,
                value,
                null,
                null,
                null,
                List.of(),
                false,
                false,
                false);
    }

    private static List<String> names(List<ReportDataType> report) {
        return report.stream().map(ReportTest::name).toList();
    }

    private static String name(ReportDataType entry) {
        return DeviceModel.key(entry.component(), entry.variable()).toString();
    }
}
