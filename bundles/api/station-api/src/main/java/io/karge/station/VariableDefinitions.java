package io.karge.station;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.driver.StationModel;
import io.karge.ocpp.types.DataEnumType;
import io.karge.ocpp.types.MutabilityEnumType;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a block's {@code variables.json}: an array of objects with {@code component}, {@code variable}, {@code
 * dataType}, {@code mutability} and, where they apply, {@code componentInstance}, {@code variableInstance}, {@code
 * scope} ({@code station}, {@code evse}, {@code connector}; the latter two are expanded over the model), {@code value},
 * {@code unit}, {@code minLimit}, {@code maxLimit}, {@code valuesList}, {@code persistent} (default: whether it can be
 * written), {@code constant}, {@code rebootRequired}. A member that is not known is refused.
 */
public final class VariableDefinitions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> MEMBERS = Set.of(
            "component",
            "componentInstance",
            "variable",
            "variableInstance",
            "scope",
            "dataType",
            "mutability",
            "value",
            "unit",
            "minLimit",
            "maxLimit",
            "valuesList",
            "persistent",
            "constant",
            "rebootRequired");

    private VariableDefinitions() {}

    /**
     * Reads the resource beside {@code anchor}.
     *
     * @throws IllegalArgumentException when it is missing or wrong; the message names file, entry and member
     */
    public static List<VariableDefinition> read(Class<?> anchor, String resource, StationModel model) {
        try (InputStream in = anchor.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException(resource + " is missing beside " + anchor.getName());
            }
            List<VariableDefinition> definitions = new ArrayList<>();
            for (JsonNode entry : JSON.readTree(in)) {
                try {
                    definitions.addAll(expand(entry, model));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            resource + " of " + anchor.getName() + ": " + entry + ": " + e.getMessage(), e);
                }
            }
            return List.copyOf(definitions);
        } catch (IOException e) {
            throw new IllegalArgumentException(resource + " of " + anchor.getName() + ": " + e.getMessage(), e);
        }
    }

    private static List<VariableDefinition> expand(JsonNode entry, StationModel model) {
        entry.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw new IllegalArgumentException("unknown member '" + name + "'");
            }
        });
        VariableDefinition one = definition(entry);
        List<VariableDefinition> all = new ArrayList<>();
        switch (entry.path("scope").asText("station")) {
            case "station" -> all.add(one);
            case "evse" -> model.evses().forEach(evse -> all.add(one.at(evse.evseId(), 0)));
            case "connector" ->
                model.evses().forEach(evse -> evse.connectors()
                        .forEach(connector -> all.add(one.at(evse.evseId(), connector.connectorId()))));
            default -> throw new IllegalArgumentException("scope is station, evse or connector");
        }
        return all;
    }

    private static VariableDefinition definition(JsonNode entry) {
        MutabilityEnumType mutability = known(MutabilityEnumType::of, entry, "mutability");
        List<String> values = new ArrayList<>();
        entry.path("valuesList").forEach(value -> values.add(value.asText()));
        return new VariableDefinition(
                new VariableKey(
                        required(entry, "component"),
                        optional(entry, "componentInstance"),
                        0,
                        0,
                        required(entry, "variable"),
                        optional(entry, "variableInstance")),
                known(DataEnumType::of, entry, "dataType"),
                mutability,
                optional(entry, "value"),
                optional(entry, "unit"),
                number(entry, "minLimit"),
                number(entry, "maxLimit"),
                values,
                entry.path("persistent").asBoolean(mutability != MutabilityEnumType.ReadOnly),
                entry.path("constant").asBoolean(false),
                entry.path("rebootRequired").asBoolean(false));
    }

    private static <E> E known(Function<String, Optional<E>> of, JsonNode entry, String member) {
        String value = required(entry, member);
        return of.apply(value)
                .orElseThrow(() -> new IllegalArgumentException("'" + member + "' cannot be '" + value + "'"));
    }

    private static String required(JsonNode entry, String member) {
        String value = optional(entry, member);
        if (value == null) {
            throw new IllegalArgumentException("'" + member + "' is missing");
        }
        return value;
    }

    private static @Nullable String optional(JsonNode entry, String member) {
        return entry.hasNonNull(member) ? entry.get(member).asText() : null;
    }

    private static @Nullable BigDecimal number(JsonNode entry, String member) {
        return entry.hasNonNull(member) ? entry.get(member).decimalValue() : null;
    }
}
