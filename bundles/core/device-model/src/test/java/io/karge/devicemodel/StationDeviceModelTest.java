package io.karge.devicemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.DataEnumType;
import io.karge.ocpp.types.GetVariableResultType;
import io.karge.ocpp.types.GetVariableStatusEnumType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.VariableType;
import io.karge.station.StationEvent;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StationDeviceModelTest {
    private static final VariableKey COUNT = VariableKey.of("TestCtrlr", "Count");

    private final ModelBench bench = new ModelBench();

    private void add(VariableDefinition... definitions) {
        bench.model.add("block", List.of(definitions));
    }

    @Test
    void bringsTheHardwareFromModelAndProduct() {
        assertThat(bench.valueAt("Connector", 2, 1, "ConnectorType")).isEqualTo("cCCS2");
        assertThat(bench.valueAt("EVSE", 1, null, "SupplyPhases")).isEqualTo("0");
        assertThat(bench.valueAt("Connector", 1, 1, "AvailabilityState")).isEqualTo("Unavailable");
        assertThat(bench.get("ChargingStation", "Model").attributeValue()).isEqualTo("In Memory");
        assertThat(bench.model.integer(VariableKey.instance("DeviceDataCtrlr", "ItemsPerMessage", "GetReport"), 0))
                .isEqualTo(204);
        assertThat(bench.model.integer(VariableKey.instance("DeviceDataCtrlr", "BytesPerMessage", "GetReport"), 0))
                .isEqualTo(32_000_000);
    }

    @Test
    void namesTheUnknownInTheRightOrder() { // B06.FR.03, B06.FR.06, B06.FR.07, B06.FR.08
        add(ModelBench.readWrite("Count", DataEnumType.integer, "1"));
        assertThat(bench.get("Nobody", "Count").attributeStatus())
                .isEqualTo(GetVariableStatusEnumType.UnknownComponent);
        assertThat(bench.get("TestCtrlr", "Nothing").attributeStatus())
                .isEqualTo(GetVariableStatusEnumType.UnknownVariable);
        GetVariableResultType target =
                bench.get(ComponentType.of("TestCtrlr"), VariableType.of("Count"), AttributeEnumType.Target);
        assertThat(target.attributeStatus()).isEqualTo(GetVariableStatusEnumType.NotSupportedAttributeType);
        assertThat(target.attributeType()).isEqualTo(AttributeEnumType.Target);
        assertThat(target.attributeValue()).isNull();
    }

    @Test
    void givesTheValueOfTheAttribute() { // B06.FR.04, B06.FR.10, B06.FR.11
        add(ModelBench.readWrite("Count", DataEnumType.integer, "1"));
        assertThat(bench.get("TestCtrlr", "Count"))
                .isEqualTo(GetVariableResultType.of(
                                GetVariableStatusEnumType.Accepted,
                                ComponentType.of("TestCtrlr"),
                                VariableType.of("Count"))
                        .withAttributeType(AttributeEnumType.Actual)
                        .withAttributeValue("1"));
    }

    @Test
    void givesTheInstanceThatWasNamed() { // B06.FR.14
        VariableType items = VariableType.of("ItemsPerMessage").withInstance("GetReport");
        GetVariableResultType result = bench.get(ComponentType.of("DeviceDataCtrlr"), items, null);
        assertThat(result.attributeValue()).isEqualTo("204");
        assertThat(result.variable()).isEqualTo(items);
    }

    @Test
    void namesTheUnknownWhenSetting() { // B05.FR.03, B05.FR.04, B05.FR.05, B05.FR.06
        add(ModelBench.readWrite("Count", DataEnumType.integer, "1"));
        assertThat(bench.setting("Nobody", "Count", null).attributeStatus())
                .isEqualTo(SetVariableStatusEnumType.UnknownComponent);
        assertThat(bench.setting("TestCtrlr", "Nothing", null).attributeStatus())
                .isEqualTo(SetVariableStatusEnumType.UnknownVariable);
        SetVariableResultType most = bench.setting("TestCtrlr", "Count", AttributeEnumType.MaxSet);
        assertThat(most.attributeStatus()).isEqualTo(SetVariableStatusEnumType.NotSupportedAttributeType);
        assertThat(most.attributeType()).isEqualTo(AttributeEnumType.MaxSet);
    }

    @Test
    void anInstanceOrEvseThatIsNotThereIsUnknown() { // B06.FR.15
        GetVariableResultType noInstance =
                bench.get(ComponentType.of("DeviceDataCtrlr"), VariableType.of("ItemsPerMessage"), null);
        assertThat(noInstance.attributeStatus()).isEqualTo(GetVariableStatusEnumType.UnknownVariable);
        assertThat(bench.valueAt("EVSE", 3, null, "AvailabilityState")).isNull();
        assertThat(bench.get("EVSE", "AvailabilityState").attributeStatus())
                .isEqualTo(GetVariableStatusEnumType.UnknownComponent);
    }

    @Test
    void anEmptyInstanceIsNone() { // B06.FR.15
        add(ModelBench.readWrite("Count", DataEnumType.integer, "1"));
        assertThat(bench.get(
                                ComponentType.of("TestCtrlr").withInstance(""),
                                VariableType.of("Count").withInstance(""),
                                null)
                        .attributeValue())
                .isEqualTo("1");
    }

    @Test
    void echoesTheNamesAsAskedAndFindsThemInAnyCase() { // B05.FR.02, B05.FR.10, B05.FR.12
        add(ModelBench.readWrite("Count", DataEnumType.integer, "1"));
        SetVariableResultType result = bench.setting("COUNT", "7");
        assertThat(result.attributeStatus()).isEqualTo(SetVariableStatusEnumType.Accepted);
        assertThat(result.attributeType()).isEqualTo(AttributeEnumType.Actual);
        assertThat(result.variable().name()).isEqualTo("COUNT");
        assertThat(result.attributeStatusInfo()).isNull();
        assertThat(bench.get("testctrlr", "count").attributeValue()).isEqualTo("7");
    }

    @Test
    void readOnlyCannotBeSetAndSaysWhy() { // B05.FR.09
        add(ModelBench.define("Count", DataEnumType.integer, MutabilityEnumType.ReadOnly, "1"));
        SetVariableResultType result = bench.setting("Count", "2");
        assertThat(result.attributeStatus()).isEqualTo(SetVariableStatusEnumType.Rejected);
        assertThat(result.attributeStatusInfo().reasonCode()).isEqualTo("ReadOnly");
        assertThat(bench.model.integer(COUNT, 0)).isEqualTo(1);
    }

    @Test
    void writeOnlyIsNeitherReadNorStored() { // B06.FR.09
        add(ModelBench.define("Password", DataEnumType.string, MutabilityEnumType.WriteOnly, null));
        assertThat(bench.set("Password", "correct horse battery")).isEqualTo(SetVariableStatusEnumType.Accepted);
        GetVariableResultType result = bench.get("TestCtrlr", "Password");
        assertThat(result.attributeStatus()).isEqualTo(GetVariableStatusEnumType.Rejected);
        assertThat(result.attributeStatusInfo().reasonCode()).isEqualTo("WriteOnly");
        assertThat(result.attributeValue()).isNull();
        assertThat(bench.model.value(VariableKey.of("TestCtrlr", "Password"))).contains("correct horse battery");
        assertThat(bench.state.entries).isEmpty();
    }

    @Test
    void aVariableWithoutValueReadsAsEmpty() { // B06.FR.13
        GetVariableResultType result = bench.get("ChargingStation", "SerialNumber");
        assertThat(result.attributeStatus()).isEqualTo(GetVariableStatusEnumType.Accepted);
        assertThat(result.attributeValue()).isEmpty();
    }

    @Test
    void aSetValueSurvivesARestart() {
        VariableDefinition count = ModelBench.readWrite("Count", DataEnumType.integer, "1");
        add(count);
        bench.set("Count", "300");
        bench.restart("block", List.of(count));
        assertThat(bench.model.integer(COUNT, 0)).isEqualTo(300);
    }

    @Test
    void onlyDifferencesFromTheShippedValuesAreStored() {
        add(ModelBench.readWrite("Count", DataEnumType.integer, "1"));
        assertThat(bench.state.entries).isEmpty();
        bench.set("Count", "2");
        assertThat(bench.state.entries).hasSize(1);
        bench.set("Count", "1");
        assertThat(bench.state.entries).isEmpty();
    }

    @Test
    void aStoredValueStaysWhileItsBlockIsAway() {
        VariableDefinition count = ModelBench.readWrite("Count", DataEnumType.integer, "1");
        add(count);
        bench.set("Count", "5");
        bench.model.remove("block");
        assertThat(bench.get("TestCtrlr", "Count").attributeStatus())
                .isEqualTo(GetVariableStatusEnumType.UnknownComponent);
        add(count);
        assertThat(bench.model.integer(COUNT, 0)).isEqualTo(5);
    }

    @Test
    void aStoredValueThatIsNoLongerAllowedGivesWayToTheShippedOne() {
        add(ModelBench.listed("Mode", DataEnumType.OptionList, "a", "a", "b"));
        bench.set("Mode", "b");
        bench.restart("block", List.of(ModelBench.listed("Mode", DataEnumType.OptionList, "a", "a", "c")));
        assertThat(bench.model.value(VariableKey.of("TestCtrlr", "Mode"))).contains("a");
    }

    @Test
    void aValueThatNeedsARebootShowsAtOnceAndCountsAfterIt() {
        VariableDefinition slot = ModelBench.afterReboot("Slot", "1");
        VariableKey key = slot.key();
        add(slot);
        assertThat(bench.set("Slot", "2")).isEqualTo(SetVariableStatusEnumType.RebootRequired);
        assertThat(bench.get("TestCtrlr", "Slot").attributeValue()).isEqualTo("2");
        assertThat(bench.model.value(key)).contains("1");
        assertThat(bench.published).isEmpty();
        bench.restart("block", List.of(slot));
        assertThat(bench.model.value(key)).contains("2");
    }

    @Test
    void aValueThatNeedsARebootCanBeTakenBackBeforeIt() {
        VariableDefinition slot = ModelBench.afterReboot("Slot", "1");
        add(slot);
        bench.set("Slot", "2");
        assertThat(bench.set("Slot", "1")).isEqualTo(SetVariableStatusEnumType.Accepted);
        assertThat(bench.get("TestCtrlr", "Slot").attributeValue()).isEqualTo("1");
        bench.restart("block", List.of(slot));
        assertThat(bench.model.value(slot.key())).contains("1");
    }

    @Test
    void changesArePublishedOnce() {
        add(ModelBench.readWrite("Count", DataEnumType.integer, "1"));
        bench.set("Count", "2");
        bench.set("Count", "2");
        bench.model.publish(COUNT, "2");
        bench.model.publish(COUNT, "3");
        assertThat(bench.published)
                .containsExactly(
                        new StationEvent.VariableChanged(COUNT, "2"), new StationEvent.VariableChanged(COUNT, "3"));
    }

    @Test
    void publishesWhatTheStationDeterminesWhateverItsMutability() {
        VariableKey serial = VariableKey.of("ChargingStation", "SerialNumber");
        bench.model.publish(serial, "HYC-1");
        bench.model.publish(VariableKey.of("NotThere", "AtAll"), "x");
        bench.restart("block", List.of());
        assertThat(bench.model.value(serial)).contains("HYC-1");
        bench.model.publish(VariableKey.of("EVSE", "AvailabilityState").at(1, 0), "Available");
        bench.restart("block", List.of());
        assertThat(bench.valueAt("EVSE", 1, null, "AvailabilityState")).isEqualTo("Unavailable");
    }

    /** The reason quotes the value, and has to fit into an answer (B05.FR.09). */
    @Test
    void theReasonFitsHoweverLongTheRefusedValueIs() {
        add(ModelBench.readWrite("Count", DataEnumType.integer, "1"));
        bench.model.guard(COUNT, value -> Optional.of("x".repeat(511) + "\uD83D\uDE00"));
        SetVariableResultType refused = bench.setting("Count", "13");
        assertThat(refused.attributeStatus()).isEqualTo(SetVariableStatusEnumType.Rejected);
        assertThat(refused.attributeStatusInfo().additionalInfo()).isEqualTo("x".repeat(511));
    }

    @Test
    void aGuardRefusesWhatTheDefinitionAllows() {
        add(ModelBench.readWrite("Count", DataEnumType.integer, "1"));
        bench.model.guard(COUNT, value -> value.equals("13") ? Optional.of("it brings bad luck") : Optional.empty());
        SetVariableResultType refused = bench.setting("Count", "13");
        assertThat(refused.attributeStatus()).isEqualTo(SetVariableStatusEnumType.Rejected);
        assertThat(refused.attributeStatusInfo().reasonCode()).isEqualTo("InvalidValue");
        assertThat(refused.attributeStatusInfo().additionalInfo()).isEqualTo("it brings bad luck");
        assertThat(bench.set("Count", "12")).isEqualTo(SetVariableStatusEnumType.Accepted);
    }

    @Test
    void computedValuesAndGuardsGoWithTheirBlock() {
        VariableDefinition count = ModelBench.readWrite("Count", DataEnumType.integer, "1");
        add(count);
        bench.model.compute(COUNT, () -> "99");
        bench.model.guard(COUNT, value -> Optional.of("never"));
        assertThat(bench.get("TestCtrlr", "Count").attributeValue()).isEqualTo("99");
        bench.model.remove("block");
        add(count);
        assertThat(bench.model.integer(COUNT, 0)).isEqualTo(1);
        assertThat(bench.set("Count", "4")).isEqualTo(SetVariableStatusEnumType.Accepted);
    }

    @Test
    void aVariableHasOneOwner() {
        VariableDefinition count = ModelBench.readWrite("Count", DataEnumType.integer, "1");
        VariableDefinition other = ModelBench.readWrite("Other", DataEnumType.integer, "1");
        add(count);
        assertThatThrownBy(() -> bench.model.add("second", List.of(other, count)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TestCtrlr.Count")
                .hasMessageContaining("second")
                .hasMessageContaining("block");
        assertThat(bench.model.value(other.key())).isEmpty();
    }

    @Test
    void nothingComputesWhatIsNotThere() {
        assertThatThrownBy(() -> bench.model.compute(COUNT, () -> "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TestCtrlr.Count");
    }
}
