package io.karge.station;

import io.karge.ocpp.types.DataEnumType;
import io.karge.ocpp.types.MutabilityEnumType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One variable that a station has: its attribute Actual and its characteristics (Part 1, device model). Usually read
 * from a block's {@code variables.json} by {@link VariableDefinitions}.
 *
 * @param value the value as shipped, null when there is none until a block publishes one
 * @param minLimit the least value of a number
 * @param maxLimit the greatest value of a number, the greatest length of a string or list
 * @param valuesList the values that an option or the members of a list may have; empty when not restricted
 * @param persistent whether a value that was set survives a reboot
 * @param constant whether the value never changes at runtime
 * @param rebootRequired whether a set value takes effect after a reboot only
 */
public record VariableDefinition(
        VariableKey key,
        DataEnumType dataType,
        MutabilityEnumType mutability,
        @Nullable String value,
        @Nullable String unit,
        @Nullable BigDecimal minLimit,
        @Nullable BigDecimal maxLimit,
        List<String> valuesList,
        boolean persistent,
        boolean constant,
        boolean rebootRequired) {
    public VariableDefinition {
        valuesList = List.copyOf(valuesList);
    }

    /** A ReadOnly variable whose value is looked up at each reading ({@link DeviceModel#compute}). */
    public static VariableDefinition computed(
            VariableKey key, DataEnumType dataType, @Nullable String unit, @Nullable BigDecimal maxLimit) {
        return new VariableDefinition(
                key, dataType, MutabilityEnumType.ReadOnly, null, unit, null, maxLimit, List.of(), false, false, false);
    }

    /** The same definition with another shipped value. */
    public VariableDefinition withValue(@Nullable String shipped) {
        return new VariableDefinition(
                key,
                dataType,
                mutability,
                shipped,
                unit,
                minLimit,
                maxLimit,
                valuesList,
                persistent,
                constant,
                rebootRequired);
    }

    /** The same definition for another EVSE or connector. */
    public VariableDefinition at(int evseId, int connectorId) {
        return new VariableDefinition(
                key.at(evseId, connectorId),
                dataType,
                mutability,
                value,
                unit,
                minLimit,
                maxLimit,
                valuesList,
                persistent,
                constant,
                rebootRequired);
    }
}
