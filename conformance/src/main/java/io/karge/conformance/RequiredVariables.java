package io.karge.conformance;

import io.karge.driver.StationModel;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.ReportDataType;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The variables that a station must have for the functional blocks that it has (Part 2, Referenced Components and
 * Variables, and Charging Infrastructure Related).
 */
final class RequiredVariables {
    private RequiredVariables() {}

    /** Names of all that a station of this model must have, as {@link #name} writes them. */
    static Set<String> of(StationModel model) {
        Set<String> names = new TreeSet<>();
        for (StandardizedVariable variable : required()) {
            switch (Objects.requireNonNullElse(variable.scope(), "station")) {
                case "evse" -> model.evses().forEach(evse -> names.add(at("/" + evse.evseId(), variable)));
                case "connector" ->
                    model.evses().forEach(evse -> evse.connectors()
                            .forEach(connector ->
                                    names.add(at("/" + evse.evseId() + "/" + connector.connectorId(), variable))));
                default -> names.add(variable.name());
            }
        }
        return names;
    }

    private static String at(String place, StandardizedVariable variable) {
        return variable.component()
                + place
                + variable.name().substring(variable.component().length());
    }

    private static List<StandardizedVariable> required() {
        return StandardizedVariables.all().stream()
                .filter(StandardizedVariable::required)
                .toList();
    }

    /** Names of those among them that an operator must be able to set. */
    static Set<String> writable() {
        return required().stream()
                .filter(StandardizedVariable::isWritable)
                .map(StandardizedVariable::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether every station must have the variable, which has no instance and belongs to no EVSE. */
    static boolean isRequired(String name) {
        return required().stream()
                .anyMatch(
                        variable -> variable.scope() == null && variable.name().equals(name));
    }

    /** Asserts that a report holds them all. */
    static void verify(String step, Set<String> required, List<ReportDataType> report) {
        Set<String> reported = report.stream().map(RequiredVariables::name).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>(required);
        missing.removeAll(reported);
        Checks.that(step + ": required variables that are missing", missing.isEmpty(), "none", missing);
    }

    /** As an entry is written here: {@code EVSE/1.Power}, {@code Component.Variable[Instance]}. */
    static String name(ReportDataType entry) {
        EVSEType evse = entry.component().evse();
        String instance = entry.variable().instance();
        Integer connectorId = evse == null ? null : evse.connectorId();
        String scope = (evse == null ? "" : "/" + evse.id()) + (connectorId == null ? "" : "/" + connectorId);
        return entry.component().name() + scope + "." + entry.variable().name()
                + (instance == null ? "" : "[" + instance + "]");
    }
}
