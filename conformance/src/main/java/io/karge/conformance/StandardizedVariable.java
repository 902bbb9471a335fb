package io.karge.conformance;

import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.VariableAttributeType;
import io.karge.ocpp.types.VariableCharacteristicsType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the standard says of one variable (Part 2, Referenced Components and Variables; appendices, standardized components
 * and variables).
 *
 * @param component {@code *} for a variable of any component
 * @param scope station, evse or connector, of which each has it
 * @param required whether every station must have it
 * @param mutability those that it may have; empty for any
 * @param unit those that it may have; empty for any, or none
 * @param values that a list or option is made of; empty for any
 * @param maxLimit whether its greatest value must be told
 * @param maxLimitOnly whether it needs no value beside that
 */
record StandardizedVariable(
        String component,
        String variable,
        @Nullable String instance,
        @Nullable String scope,
        boolean required,
        String dataType,
        @Nullable List<String> mutability,
        @Nullable List<String> unit,
        @Nullable List<String> values,
        boolean maxLimit,
        boolean maxLimitOnly) {

    /** {@code Component.Variable[Instance]}. */
    String name() {
        return component + "." + variable + (instance == null ? "" : "[" + instance + "]");
    }

    /** Whether an operator must be able to set it. */
    boolean isWritable() {
        return List.of("ReadWrite").equals(mutability);
    }

    /** Asserts that what a station reports of it is as the standard says. */
    void verify(String step, ReportDataType entry) {
        String what = step + ": " + RequiredVariables.name(entry) + ": ";
        VariableCharacteristicsType told =
                Checks.present(what + "variableCharacteristics", entry.variableCharacteristics());
        Checks.equal(what + "dataType", told.dataType().wire(), dataType);
        if (unit != null) {
            Checks.oneOf(what + "unit", told.unit(), unit);
        }
        if (values != null && told.valuesList() != null) {
            Checks.that(
                    what + "valuesList",
                    values.containsAll(members(told.valuesList())),
                    "values out of " + values,
                    told.valuesList());
        }
        if (maxLimit || maxLimitOnly) {
            Checks.present(what + "maxLimit", told.maxLimit());
        }
        for (VariableAttributeType attribute : entry.variableAttribute()) {
            if (mutability != null) {
                Checks.oneOf(what + "mutability", mutabilityOf(attribute).wire(), mutability);
            }
        }
    }

    /** A variable that does not say is ReadWrite. */
    static MutabilityEnumType mutabilityOf(VariableAttributeType attribute) {
        return attribute.mutability() == null ? MutabilityEnumType.ReadWrite : attribute.mutability();
    }

    /** The members of a list as it stands, blanks too. */
    static List<String> members(String list) {
        return List.of(list.split(",", -1));
    }
}
