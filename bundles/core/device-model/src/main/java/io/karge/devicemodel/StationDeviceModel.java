package io.karge.devicemodel;

import io.karge.driver.StationModel;
import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentCriterionEnumType;
import io.karge.ocpp.types.ComponentVariableType;
import io.karge.ocpp.types.GetVariableDataType;
import io.karge.ocpp.types.GetVariableResultType;
import io.karge.ocpp.types.GetVariableStatusEnumType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.station.BlockState;
import io.karge.station.DeviceModel;
import io.karge.station.ProductFacts;
import io.karge.station.StationEvent;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The device model of one station; on the station's loop only. It brings the components of the hardware itself
 * ({@code ChargingStation}, {@code EVSE}, {@code Connector}, {@code DeviceDataCtrlr}); the variables of a block are
 * there from {@link #add} to {@link #remove}. All variables have the attribute Actual and no other.
 *
 * <p>Stored are the values of persistent variables that differ from the shipped ones, and they stay stored while the
 * variable is away. The values of WriteOnly variables are secrets and are never stored here: their owner keeps them
 * sealed and publishes them when it starts.
 */
public final class StationDeviceModel implements DeviceModel {
    /** The owner of the components of the hardware itself. */
    public static final String HARDWARE = "hardware";

    private final SortedMap<VariableKey, Variable> variables = new TreeMap<>(Selection.ORDER);
    private final StoredValues stored;
    private final Consumer<StationEvent> publisher;
    private final Consumer<Runnable> undo;

    /**
     * @param state where the differences from the shipped values are stored; undoes by itself
     * @param publisher takes VariableChanged; called within the step that changed the variable
     * @param undo takes for each change of a value what makes it what it was
     */
    public StationDeviceModel(
            StationModel model,
            ProductFacts product,
            BlockState state,
            Consumer<StationEvent> publisher,
            Consumer<Runnable> undo) {
        this.stored = new StoredValues(state);
        this.publisher = publisher;
        this.undo = undo;
        add(HARDWARE, HardwareVariables.of(model, product));
    }

    /**
     * The variables of a block, or of another part of the station, join with the values that were stored for them. A
     * stored value that its definition no longer allows is passed over.
     *
     * @throws IllegalArgumentException when a variable is there already; then none joins
     */
    public void add(String owner, List<VariableDefinition> definitions) {
        for (VariableDefinition definition : definitions) {
            Variable present = variables.get(definition.key());
            if (present != null) {
                throw new IllegalArgumentException("variable " + definition.key() + " of " + owner
                        + " has been brought by " + present.owner() + " already");
            }
        }
        for (VariableDefinition definition : definitions) {
            variables.put(definition.key(), new Variable(owner, definition, stored.get(definition)));
        }
    }

    /** The variables of an owner leave, with what computes and guards them. Their stored values stay. */
    public void remove(String owner) {
        variables.values().removeIf(variable -> variable.owner().equals(owner));
    }

    @Override
    public Optional<String> value(VariableKey key) {
        Variable variable = variables.get(key);
        return variable == null ? Optional.empty() : Optional.ofNullable(variable.value());
    }

    @Override
    public void publish(VariableKey key, String value) {
        Variable variable = variables.get(key);
        if (variable != null && !value.equals(variable.reported())) {
            change(variable, value);
        }
    }

    @Override
    public void compute(VariableKey key, Supplier<String> value) {
        existing(key).computeWith(value);
    }

    @Override
    public void guard(VariableKey key, Function<String, Optional<String>> refusal) {
        existing(key).guardWith(refusal);
    }

    /**
     * From now on the maximum that a ReadOnly variable is reported with is looked up at each report: what the station can do
     * changes with its blocks.
     *
     * @throws IllegalArgumentException when there is no such variable
     */
    public void limit(VariableKey key, IntSupplier maximum) {
        existing(key).limitBy(maximum);
    }

    @Override
    public GetVariableResultType get(GetVariableDataType request) {
        VariableKey key = DeviceModel.key(request.component(), request.variable());
        AttributeEnumType attribute = DeviceModel.attribute(request.attributeType());
        Variable variable = variables.get(key);
        GetVariableStatusEnumType status;
        StatusInfoType info = null;
        String value = null;
        if (variable == null) {
            status = hasComponentOf(key)
                    ? GetVariableStatusEnumType.UnknownVariable
                    : GetVariableStatusEnumType.UnknownComponent;
        } else if (attribute != AttributeEnumType.Actual) {
            status = GetVariableStatusEnumType.NotSupportedAttributeType;
        } else if (variable.mutability() == MutabilityEnumType.WriteOnly) {
            status = GetVariableStatusEnumType.Rejected;
            info = StatusInfoType.of("WriteOnly");
        } else {
            status = GetVariableStatusEnumType.Accepted;
            String reported = variable.reported();
            value = reported == null ? "" : reported; // B06.FR.13
        }
        return GetVariableResultType.of(status, request.component(), request.variable())
                .withAttributeType(attribute)
                .withAttributeStatusInfo(info)
                .withAttributeValue(value);
    }

    @Override
    public SetVariableResultType set(SetVariableDataType request) {
        VariableKey key = DeviceModel.key(request.component(), request.variable());
        AttributeEnumType attribute = DeviceModel.attribute(request.attributeType());
        Variable variable = variables.get(key);
        SetVariableStatusEnumType status;
        StatusInfoType info = null;
        if (variable == null) {
            status = hasComponentOf(key)
                    ? SetVariableStatusEnumType.UnknownVariable
                    : SetVariableStatusEnumType.UnknownComponent;
        } else if (attribute != AttributeEnumType.Actual) {
            status = SetVariableStatusEnumType.NotSupportedAttributeType;
        } else if (variable.mutability() == MutabilityEnumType.ReadOnly) {
            status = SetVariableStatusEnumType.Rejected;
            info = StatusInfoType.of("ReadOnly");
        } else {
            Values.Checked checked = variable.check(request.attributeValue());
            if (checked instanceof Values.Refused refused) {
                status = SetVariableStatusEnumType.Rejected;
                info = StatusInfoType.because(refused.reasonCode(), refused.why());
            } else {
                status = accept(variable, ((Values.Fits) checked).value());
            }
        }
        return SetVariableResultType.of(status, request.component(), request.variable())
                .withAttributeType(attribute)
                .withAttributeStatusInfo(info);
    }

    private SetVariableStatusEnumType accept(Variable variable, String value) {
        if (variable.needsRebootFor(value)) {
            undo.accept(variable.memento());
            variable.setAfterReboot(value);
            stored.put(variable.definition(), value);
            return SetVariableStatusEnumType.RebootRequired;
        }
        change(variable, value);
        return SetVariableStatusEnumType.Accepted;
    }

    private void change(Variable variable, String value) {
        undo.accept(variable.memento());
        stored.put(variable.definition(), value);
        if (variable.set(value)) {
            publisher.accept(
                    new StationEvent.VariableChanged(variable.definition().key(), value));
        }
    }

    /**
     * The variables of a base report. SummaryInventory: the state of availability and the conditions of every
     * component (B07.FR.09); whether the product offers it is the caller's question (C-56).
     */
    @Override
    public List<ReportDataType> report(ReportBaseEnumType base) {
        return variables.values().stream()
                .filter(variable -> Selection.belongsTo(base, variable.definition()))
                .map(Variable::report)
                .toList();
    }

    @Override
    public List<ReportDataType> report(
            List<ComponentCriterionEnumType> criteria, List<ComponentVariableType> selection) {
        return variables.values().stream()
                .filter(variable -> isAskedFor(variable.definition().key(), selection))
                .filter(variable -> meets(variable.definition().key(), criteria))
                .map(Variable::report)
                .toList();
    }

    private static boolean isAskedFor(VariableKey key, List<ComponentVariableType> selection) {
        return selection.isEmpty() || selection.stream().anyMatch(asked -> Selection.asksFor(asked, key));
    }

    /** B08.FR.13: one of them is enough. */
    private boolean meets(VariableKey key, List<ComponentCriterionEnumType> criteria) {
        return criteria.isEmpty()
                || criteria.stream()
                        .anyMatch(criterion -> Selection.meets(criterion, value(Selection.stateOf(key, criterion))));
    }

    private Variable existing(VariableKey key) {
        @Nullable Variable variable = variables.get(key);
        if (variable == null) {
            throw new IllegalArgumentException("there is no variable " + key);
        }
        return variable;
    }

    private boolean hasComponentOf(VariableKey key) {
        return variables.keySet().stream().anyMatch(known -> Selection.sameComponent(known, key));
    }
}
