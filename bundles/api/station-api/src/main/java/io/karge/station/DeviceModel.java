package io.karge.station;

import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.ComponentVariableType;
import io.karge.ocpp.types.GetVariableDataType;
import io.karge.ocpp.types.GetVariableResultType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.VariableType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The components and variables of a station with their values; on the loop only. The definitions come from the model,
 * the product and the blocks that are there; values that were set differ from the shipped ones and are stored.
 */
public interface DeviceModel {

    /** The value of attribute Actual, empty when the variable is not there or has no value. WriteOnly ones too. */
    Optional<String> value(VariableKey key);

    /** The value as a boolean, the fallback when it is not there. */
    default boolean bool(VariableKey key, boolean fallback) {
        return value(key).map(Boolean::parseBoolean).orElse(fallback);
    }

    /** The value as an integer, the fallback when it is not there. */
    default int integer(VariableKey key, int fallback) {
        return value(key).map(Integer::parseInt).orElse(fallback);
    }

    /** The value as a list of members without surrounding blanks, empty when it is not there. */
    default List<String> list(VariableKey key) {
        return value(key)
                .map(v -> List.of(v.split(",")).stream()
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /**
     * Sets the value of a variable that the station itself determines (a state, an identity), whatever its mutability.
     * Stored when the definition is persistent. Publishes VariableChanged when it differs.
     */
    void publish(VariableKey key, String value);

    /** Has a variable computed at each reading, until the block that called this is closed. */
    void compute(VariableKey key, Supplier<String> value);

    /**
     * Lets a block refuse values of one of its variables beyond what the definition says: the function returns why a
     * value is refused, or empty.
     */
    void guard(VariableKey key, Function<String, Optional<String>> refusal);

    /** GetVariables for one item (B06). */
    GetVariableResultType get(GetVariableDataType request);

    /** SetVariables for one item (B05). Publishes VariableChanged when the value differs. */
    SetVariableResultType set(SetVariableDataType request);

    /** The variables of a base report (B07), in a stable order. */
    List<ReportDataType> report(ReportBaseEnumType base);

    /** All variables that a GetReport without component criteria asks for (B08); empty list: all components. */
    List<ReportDataType> report(List<ComponentVariableType> selection);

    /** The key that a component and a variable of a message name. */
    static VariableKey key(ComponentType component, VariableType variable) {
        return new VariableKey(
                component.name(),
                component.instance(),
                component.evse() == null ? 0 : component.evse().id(),
                component.evse() == null || component.evse().connectorId() == null
                        ? 0
                        : component.evse().connectorId(),
                variable.name(),
                variable.instance());
    }

    /** The attribute type that a message means: Actual when it names none. */
    static AttributeEnumType attribute(@org.jspecify.annotations.Nullable AttributeEnumType named) {
        return named == null ? AttributeEnumType.ACTUAL : named;
    }
}
