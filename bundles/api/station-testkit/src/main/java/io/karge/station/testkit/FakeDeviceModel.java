package io.karge.station.testkit;

import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentCriterionEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.ComponentVariableType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.GetVariableDataType;
import io.karge.ocpp.types.GetVariableResultType;
import io.karge.ocpp.types.GetVariableStatusEnumType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.VariableAttributeType;
import io.karge.ocpp.types.VariableCharacteristicsType;
import io.karge.ocpp.types.VariableType;
import io.karge.station.DeviceModel;
import io.karge.station.StationEvent;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The variables of the block under test and those that the test adds. It knows mutability and guards; types, limits and
 * criteria of reports are the real device model's own matter.
 */
public final class FakeDeviceModel implements DeviceModel {
    private final BlockTester tester;
    private final Map<VariableKey, VariableDefinition> definitions = new LinkedHashMap<>();
    private final Map<VariableKey, String> values = new HashMap<>();
    private final Map<VariableKey, Supplier<String>> computed = new HashMap<>();
    private final Map<VariableKey, Function<String, Optional<String>>> guards = new HashMap<>();

    FakeDeviceModel(BlockTester tester) {
        this.tester = tester;
    }

    /** Adds variables, keeping the values that variables of the same name have. */
    public void define(List<VariableDefinition> variables) {
        variables.forEach(definition -> definitions.put(fold(definition.key()), definition));
    }

    /** Gives a variable a value without telling the block, also one that nobody defined. */
    public void preset(VariableKey key, String value) {
        values.put(fold(key), value);
    }

    /** What the block asked to compute and guard goes away with it. */
    void forgetBlock() {
        computed.clear();
        guards.clear();
    }

    @Override
    public Optional<String> value(VariableKey key) {
        VariableKey folded = fold(key);
        Supplier<String> supplier = computed.get(folded);
        if (supplier != null) {
            return Optional.of(supplier.get());
        }
        VariableDefinition definition = definitions.get(folded);
        return Optional.ofNullable(values.getOrDefault(folded, definition == null ? null : definition.value()));
    }

    @Override
    public void publish(VariableKey key, String value) {
        boolean differs = value(key).filter(value::equals).isEmpty();
        values.put(fold(key), value);
        if (differs) {
            tester.context().publish(new StationEvent.VariableChanged(key, value));
        }
    }

    @Override
    public void compute(VariableKey key, Supplier<String> value) {
        computed.put(fold(key), value);
    }

    @Override
    public void guard(VariableKey key, Function<String, Optional<String>> refusal) {
        guards.put(fold(key), refusal);
    }

    @Override
    public GetVariableResultType get(GetVariableDataType request) {
        VariableKey key = DeviceModel.key(request.component(), request.variable());
        VariableDefinition definition = definitions.get(fold(key));
        GetVariableStatusEnumType status = getStatus(key, definition, request.attributeType());
        String value = status == GetVariableStatusEnumType.Accepted ? value(key).orElse("") : null;
        return new GetVariableResultType(
                status, request.component(), request.variable(), null, request.attributeType(), value, null);
    }

    private GetVariableStatusEnumType getStatus(
            VariableKey key, @Nullable VariableDefinition definition, @Nullable AttributeEnumType attribute) {
        if (definition == null) {
            return hasComponent(key)
                    ? GetVariableStatusEnumType.UnknownVariable
                    : GetVariableStatusEnumType.UnknownComponent;
        }
        if (DeviceModel.attribute(attribute) != AttributeEnumType.Actual) {
            return GetVariableStatusEnumType.NotSupportedAttributeType;
        }
        return definition.mutability() == MutabilityEnumType.WriteOnly
                ? GetVariableStatusEnumType.Rejected
                : GetVariableStatusEnumType.Accepted;
    }

    @Override
    public SetVariableResultType set(SetVariableDataType request) {
        VariableKey key = DeviceModel.key(request.component(), request.variable());
        VariableDefinition definition = definitions.get(fold(key));
        SetVariableStatusEnumType status = setStatus(key, definition, request);
        if (status == SetVariableStatusEnumType.Accepted) {
            publish(key, request.attributeValue());
        }
        return new SetVariableResultType(
                status, request.component(), request.variable(), request.attributeType(), null, null);
    }

    private SetVariableStatusEnumType setStatus(
            VariableKey key, @Nullable VariableDefinition definition, SetVariableDataType request) {
        if (definition == null) {
            return hasComponent(key)
                    ? SetVariableStatusEnumType.UnknownVariable
                    : SetVariableStatusEnumType.UnknownComponent;
        }
        if (DeviceModel.attribute(request.attributeType()) != AttributeEnumType.Actual) {
            return SetVariableStatusEnumType.NotSupportedAttributeType;
        }
        boolean refused = guards.getOrDefault(fold(key), value -> Optional.empty())
                .apply(request.attributeValue())
                .isPresent();
        return refused || definition.mutability() == MutabilityEnumType.ReadOnly
                ? SetVariableStatusEnumType.Rejected
                : SetVariableStatusEnumType.Accepted;
    }

    @Override
    public List<ReportDataType> report(ReportBaseEnumType base) {
        return definitions.values().stream()
                .filter(definition -> base == ReportBaseEnumType.FullInventory
                        || definition.mutability() != MutabilityEnumType.ReadOnly)
                .map(this::describe)
                .toList();
    }

    @Override
    public List<ReportDataType> report(
            List<ComponentCriterionEnumType> criteria, List<ComponentVariableType> selection) {
        return definitions.values().stream()
                .filter(definition -> selection.isEmpty()
                        || selection.stream().anyMatch(selected -> matches(selected, definition.key())))
                .map(this::describe)
                .toList();
    }

    private static boolean matches(ComponentVariableType selected, VariableKey key) {
        return selected.component().name().equalsIgnoreCase(key.component())
                && (selected.variable() == null || selected.variable().name().equalsIgnoreCase(key.variable()));
    }

    private ReportDataType describe(VariableDefinition definition) {
        VariableKey key = definition.key();
        EVSEType evse = key.evseId() == 0
                ? null
                : new EVSEType(key.evseId(), key.connectorId() == 0 ? null : key.connectorId(), null);
        String value = definition.mutability() == MutabilityEnumType.WriteOnly
                ? null
                : value(key).orElse(null);
        return new ReportDataType(
                new ComponentType(key.component(), evse, key.componentInstance(), null),
                new VariableType(key.variable(), key.variableInstance(), null),
                List.of(new VariableAttributeType(
                        AttributeEnumType.Actual,
                        value,
                        definition.mutability(),
                        definition.persistent(),
                        definition.constant(),
                        null)),
                new VariableCharacteristicsType(
                        definition.dataType(),
                        false,
                        definition.unit(),
                        definition.minLimit(),
                        definition.maxLimit(),
                        definition.valuesList().isEmpty() ? null : String.join(",", definition.valuesList()),
                        null),
                null);
    }

    private boolean hasComponent(VariableKey key) {
        return definitions.values().stream()
                .anyMatch(known -> known.key().component().equalsIgnoreCase(key.component())
                        && known.key().evseId() == key.evseId());
    }

    private static VariableKey fold(VariableKey key) {
        return new VariableKey(
                fold(key.component()),
                key.componentInstance() == null ? null : fold(key.componentInstance()),
                key.evseId(),
                key.connectorId(),
                fold(key.variable()),
                key.variableInstance() == null ? null : fold(key.variableInstance()));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
