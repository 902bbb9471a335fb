package io.karge.conformance;

import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.GetVariableDataType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.VariableType;
import org.jspecify.annotations.Nullable;

/**
 * A variable of a component of the whole station, as a case names it.
 *
 * @param instance of the variable
 */
public record VariableItem(
        String component, String variable, @Nullable String instance) {

    public static VariableItem of(String component, String variable) {
        return new VariableItem(component, variable, null);
    }

    /** The item of a GetVariables that asks for it, without attributeType. */
    public GetVariableDataType get() {
        return GetVariableDataType.of(ComponentType.of(component), variableType());
    }

    /** The item of a SetVariables that sets it, without attributeType. */
    public SetVariableDataType setTo(String value) {
        return SetVariableDataType.of(value, ComponentType.of(component), variableType());
    }

    private VariableType variableType() {
        return VariableType.of(variable).withInstance(instance);
    }

    /** Whether a result is about this variable. */
    boolean isNamedBy(ComponentType someComponent, VariableType someVariable) {
        String named = someVariable.instance();
        return component.equals(someComponent.name())
                && someComponent.instance() == null
                && someComponent.evse() == null
                && variable.equals(someVariable.name())
                && (instance == null ? named == null : instance.equals(named));
    }

    @Override
    public String toString() {
        return component + "." + variable + (instance == null ? "" : "[" + instance + "]");
    }
}
