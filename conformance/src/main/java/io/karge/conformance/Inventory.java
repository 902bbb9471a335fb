package io.karge.conformance;

import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.VariableAttributeType;
import io.karge.ocpp.types.VariableCharacteristicsType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a running station says of itself: its full inventory. Immutable. */
record Inventory(List<ReportDataType> entries) {
    Inventory {
        entries = List.copyOf(entries);
    }

    /** Each place that has a variable. The name has no place: {@code Connector.ConnectorType}, {@code X.Y[instance]}. */
    List<ReportDataType> of(String name) {
        return entries.stream().filter(entry -> name(entry).equals(name)).toList();
    }

    /** The value of a station's own variable. */
    Optional<String> value(String name) {
        return of(name).stream()
                .filter(entry -> entry.component().evse() == null)
                .map(Inventory::value)
                .findFirst();
    }

    /** The value of a connector's variable. */
    Optional<String> value(String name, int evseId, int connectorId) {
        return of(name).stream()
                .filter(entry -> isAt(entry.component().evse(), evseId, connectorId))
                .map(Inventory::value)
                .findFirst();
    }

    private static boolean isAt(@Nullable EVSEType place, int evseId, int connectorId) {
        return place != null && place.id() == evseId && Objects.equals(place.connectorId(), connectorId);
    }

    private static String name(ReportDataType entry) {
        String instance = entry.variable().instance();
        return entry.component().name() + "." + entry.variable().name()
                + (instance == null ? "" : "[" + instance + "]");
    }

    static VariableAttributeType actual(ReportDataType entry) {
        return entry.variableAttribute().get(0);
    }

    /** Empty where it has none or may not be read. */
    static String value(ReportDataType entry) {
        return Objects.requireNonNullElse(actual(entry).value(), "");
    }

    /** What the value can be made of; empty where the variable is no list. */
    static Set<String> listed(ReportDataType entry) {
        VariableCharacteristicsType characteristics = entry.variableCharacteristics();
        String list = characteristics == null ? null : characteristics.valuesList();
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.toUnmodifiableSet());
    }
}
