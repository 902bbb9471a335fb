package io.karge.conformance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.ocpp.types.DataEnumType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.VariableAttributeType;
import io.karge.ocpp.types.VariableCharacteristicsType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** All variables that the standard has words for, {@code standardized-variables.json}, and what it asks of any variable. */
final class StandardizedVariables {
    private static final List<StandardizedVariable> ALL = read();

    /** Units that the standard lists (Part 2, appendices). */
    private static final List<String> UNITS = List.of(
            "A",
            "ASU",
            "B",
            "Celsius",
            "dB",
            "dBm",
            "Deg",
            "Fahrenheit",
            "Hz",
            "K",
            "lx",
            "m",
            "ms2",
            "N",
            "Ohm",
            "kPa",
            "Percent",
            "RH",
            "RPM",
            "s",
            "V",
            "VA",
            "kVA",
            "VAh",
            "kVAh",
            "var",
            "kvar",
            "varh",
            "kvarh",
            "W",
            "kW",
            "Wh",
            "kWh");

    private StandardizedVariables() {}

    private static List<StandardizedVariable> read() {
        try (InputStream in = Objects.requireNonNull(
                StandardizedVariables.class.getResourceAsStream("standardized-variables.json"))) {
            return new ObjectMapper().readValue(in, new TypeReference<List<StandardizedVariable>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("standardized-variables.json", e);
        }
    }

    static List<StandardizedVariable> all() {
        return ALL;
    }

    /** What the standard says of the variable of an entry, of that component or of any; empty when it has no words for it. */
    static Optional<StandardizedVariable> of(ReportDataType entry) {
        String component = entry.component().name();
        return ALL.stream()
                .filter(known ->
                        known.variable().equalsIgnoreCase(entry.variable().name()))
                .filter(known -> known.instance() == null
                        || known.instance().equalsIgnoreCase(entry.variable().instance()))
                .filter(known ->
                        known.component().equals("*") || known.component().equalsIgnoreCase(component))
                .min((one, other) -> Boolean.compare(
                        one.component().equals("*"), other.component().equals("*")));
    }

    /** Asserts what TC_B_53_CS asks of each variable that is reported. */
    static void verify(String step, ReportDataType entry) {
        String what = step + ": " + RequiredVariables.name(entry) + ": ";
        VariableCharacteristicsType told =
                Checks.present(what + "variableCharacteristics", entry.variableCharacteristics());
        if (told.unit() != null) {
            Checks.oneOf(what + "unit", told.unit(), UNITS);
        }
        Optional<StandardizedVariable> known = of(entry);
        known.ifPresent(standard -> standard.verify(step, entry));
        boolean mayBeLimitOnly =
                known.filter(StandardizedVariable::maxLimitOnly).isPresent();
        for (VariableAttributeType attribute : entry.variableAttribute()) {
            if (StandardizedVariable.mutabilityOf(attribute) == MutabilityEnumType.WriteOnly) {
                Checks.absent(what + "value", attribute.value());
            } else if (!mayBeLimitOnly) {
                verifyValue(what, told, Checks.present(what + "value", attribute.value()));
            }
        }
    }

    private static void verifyValue(String what, VariableCharacteristicsType told, String value) {
        switch (told.dataType()) {
            case OptionList, SequenceList, MemberList -> {
                String list = Checks.present(what + "valuesList", told.valuesList());
                Checks.that(what + "valuesList", !list.isBlank(), "not empty", list);
                List<String> allowed = StandardizedVariable.members(list);
                boolean single = told.dataType() == DataEnumType.OptionList;
                List<String> members =
                        value.isEmpty() ? List.of() : single ? List.of(value) : StandardizedVariable.members(value);
                Checks.that(what + "value", allowed.containsAll(members), "out of " + allowed, value);
            }
            case bool -> Checks.equal(what + "value", value, "true", "false");
            case integer -> Checks.that(what + "value", value.matches("-?\\d+"), "an integer", value);
            case decimal -> Checks.that(what + "value", value.matches("-?\\d+(\\.\\d+)?"), "a decimal number", value);
            case dateTime ->
                Checks.that(
                        what + "value",
                        value.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)"),
                        "a time with zone",
                        value);
            case string -> {}
        }
    }
}
