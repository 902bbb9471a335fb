package io.karge.station;

import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentCriterionEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.ComponentVariableType;
import io.karge.ocpp.types.EVSEType;
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
import org.jspecify.annotations.Nullable;

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
     * Stored when the definition is persistent. Publishes VariableChanged when it differs. A variable that is not there
     * (its block is not installed) is passed over.
     */
    void publish(VariableKey key, String value);

    /**
     * Has one of the block's own variables computed at each reading, until the block is closed.
     *
     * @throws IllegalArgumentException when there is no such variable
     */
    void compute(VariableKey key, Supplier<String> value);

    /**
     * Lets a block refuse values of one of its variables beyond what the definition says: the function returns why a
     * value is refused, or empty. Until the block is closed.
     *
     * @throws IllegalArgumentException when there is no such variable
     */
    void guard(VariableKey key, Function<String, Optional<String>> refusal);

    /** GetVariables for one item (B06). */
    GetVariableResultType get(GetVariableDataType request);

    /**
     * SetVariables for one item (B05). Publishes VariableChanged when the value differs. The value of a variable that
     * needs a reboot is stored and reported at once, and is what {@link #value} gives when the block starts again.
     */
    SetVariableResultType set(SetVariableDataType request);

    /** The variables of a base report (B07), in a stable order. */
    List<ReportDataType> report(ReportBaseEnumType base);

    /**
     * The variables that a GetReport asks for (B08), in the order of a base report.
     *
     * @param criteria of which a component meets one at least; empty list: every component
     * @param selection empty list: every variable
     */
    List<ReportDataType> report(List<ComponentCriterionEnumType> criteria, List<ComponentVariableType> selection);

    /** The key that a component and a variable of a message name; an empty instance is none (B06.FR.15). */
    static VariableKey key(ComponentType component, VariableType variable) {
        EVSEType evse = component.evse();
        Integer connectorId = evse == null ? null : evse.connectorId();
        return new VariableKey(
                component.name(),
                named(component.instance()),
                evse == null ? 0 : evse.id(),
                connectorId == null ? 0 : connectorId,
                variable.name(),
                named(variable.instance()));
    }

    private static @Nullable String named(@Nullable String instance) {
        return instance == null || instance.isEmpty() ? null : instance;
    }

    /** The attribute type that a message means: Actual when it names none. */
    static AttributeEnumType attribute(@Nullable AttributeEnumType named) {
        return named == null ? AttributeEnumType.Actual : named;
    }
}
