package io.karge.devicemodel;

import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.DataEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.GetVariableDataType;
import io.karge.ocpp.types.GetVariableResultType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.VariableType;
import io.karge.station.ProductFacts;
import io.karge.station.StationEvent;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A device model on a station with two EVSEs, and short ways to ask it. */
final class ModelBench {
    static final ProductFacts PRODUCT =
            ProductFacts.read("{\"settings\": {\"ORS-1\": {\"value\": 204}, \"ORS-4\": {\"value\": 32000000}}}");

    final MapState state = new MapState();
    final List<StationEvent> published = new ArrayList<>();
    StationDeviceModel model = newModel();

    /** What a restart of the station does: the model is made anew on the same store. */
    void restart(String owner, List<VariableDefinition> definitions) {
        model = newModel();
        model.add(owner, definitions);
        published.clear();
    }

    private StationDeviceModel newModel() {
        return new StationDeviceModel(TestModels.dc(2), PRODUCT, state, published::add, inverse -> {});
    }

    static VariableDefinition readWrite(String name, DataEnumType type, String value) {
        return define(name, type, MutabilityEnumType.ReadWrite, value);
    }

    static VariableDefinition define(String name, DataEnumType type, MutabilityEnumType mutability, String value) {
        return new VariableDefinition(
                VariableKey.of("TestCtrlr", name),
                type,
                mutability,
                value,
                null,
                null,
                null,
                List.of(),
                mutability != MutabilityEnumType.ReadOnly,
                false,
                false);
    }

    static VariableDefinition limited(String name, DataEnumType type, String value, Integer min, Integer max) {
        return new VariableDefinition(
                VariableKey.of("TestCtrlr", name),
                type,
                MutabilityEnumType.ReadWrite,
                value,
                null,
                min == null ? null : BigDecimal.valueOf(min),
                max == null ? null : BigDecimal.valueOf(max),
                List.of(),
                true,
                false,
                false);
    }

    static VariableDefinition listed(String name, DataEnumType type, String value, String... values) {
        return new VariableDefinition(
                VariableKey.of("TestCtrlr", name),
                type,
                MutabilityEnumType.ReadWrite,
                value,
                null,
                null,
                null,
                List.of(values),
                true,
                false,
                false);
    }

    static VariableDefinition afterReboot(String name, String value) {
        VariableDefinition plain = readWrite(name, DataEnumType.string, value);
        return new VariableDefinition(
                plain.key(),
                plain.dataType(),
                plain.mutability(),
                value,
                null,
                null,
                null,
                List.of(),
                true,
                false,
                true);
    }

    SetVariableStatusEnumType set(String variable, String value) {
        return setting(variable, value).attributeStatus();
    }

    SetVariableResultType setting(String variable, String value) {
        return model.set(SetVariableDataType.of(value, ComponentType.of("TestCtrlr"), VariableType.of(variable)));
    }

    SetVariableResultType setting(String component, String variable, AttributeEnumType attribute) {
        return model.set(SetVariableDataType.of("x", ComponentType.of(component), VariableType.of(variable))
                .withAttributeType(attribute));
    }

    GetVariableResultType get(String component, String variable) {
        return get(ComponentType.of(component), VariableType.of(variable), null);
    }

    GetVariableResultType get(ComponentType component, VariableType variable, AttributeEnumType attribute) {
        return model.get(GetVariableDataType.of(component, variable).withAttributeType(attribute));
    }

    String valueAt(String component, int evseId, Integer connectorId, String variable) {
        EVSEType evse = EVSEType.of(evseId).withConnectorId(connectorId);
        return get(ComponentType.of(component).withEvse(evse), VariableType.of(variable), null)
                .attributeValue();
    }
}
