package io.karge.station;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names one variable of one component of a station. Names compare without regard to case, as the standard asks (Part 1,
 * device model); {@link #of} and {@link #instance} make the common ones.
 *
 * @param evseId 0 for a component of the station
 * @param connectorId 0 for a component of the station or of an EVSE
 */
public record VariableKey(
        String component,
        @Nullable String componentInstance,
        int evseId,
        int connectorId,
        String variable,
        @Nullable String variableInstance) {

    public static VariableKey of(String component, String variable) {
        return new VariableKey(component, null, 0, 0, variable, null);
    }

    public static VariableKey instance(String component, String variable, String variableInstance) {
        return new VariableKey(component, null, 0, 0, variable, variableInstance);
    }

    public VariableKey at(int evse, int connector) {
        return new VariableKey(component, componentInstance, evse, connector, variable, variableInstance);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VariableKey key
                && evseId == key.evseId
                && connectorId == key.connectorId
                && component.equalsIgnoreCase(key.component)
                && variable.equalsIgnoreCase(key.variable)
                && folded(componentInstance).equals(folded(key.componentInstance))
                && folded(variableInstance).equals(folded(key.variableInstance));
    }

    @Override
    public int hashCode() {
        return Objects.hash(folded(component), evseId, connectorId, folded(variable), folded(variableInstance));
    }

    private static String folded(@Nullable String name) {
        return name == null ? "" : name.toLowerCase(Locale.ROOT);
    }

    /** {@code Component[instance]/evse/connector.Variable[instance]}, for people and logs. */
    @Override
    public String toString() {
        return component
                + (componentInstance == null ? "" : "[" + componentInstance + "]")
                + (evseId == 0 ? "" : "/" + evseId)
                + (connectorId == 0 ? "" : "/" + connectorId)
                + "."
                + variable
                + (variableInstance == null ? "" : "[" + variableInstance + "]");
    }
}
