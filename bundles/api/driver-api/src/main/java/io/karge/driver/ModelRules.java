package io.karge.driver;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What the texts of a model must be; without it a slip would show only where a text is used, or nowhere. */
final class ModelRules {
    /** ConnectorEnumType of OCPP 2.0.1, and what Connector.ConnectorType may be besides (Part 2 appendices). */
    private static final Set<String> CONNECTOR_TYPES = Set.of(
            "cCCS1",
            "cCCS2",
            "cG105",
            "cTesla",
            "cType1",
            "cType2",
            "s309-1P-16A",
            "s309-1P-32A",
            "s309-3P-16A",
            "s309-3P-32A",
            "sBS1361",
            "sCEE-7-7",
            "sType2",
            "sType3",
            "Other1PhMax16A",
            "Other1PhOver16A",
            "Other3Ph",
            "Pan",
            "wInductive",
            "wResonant",
            "Undetermined",
            "Unknown",
            "cGBT",
            "cChaoJi",
            "OppCharge");

    private ModelRules() {}

    /**
     * A central system gets the type as it is, and reserves by it.
     *
     * @throws IllegalArgumentException when the standard does not know it; upper and lower case count
     */
    static void connectorType(int connectorId, String type) {
        if (!CONNECTOR_TYPES.contains(type)) {
            throw new IllegalArgumentException("connector " + connectorId + ".type '" + type
                    + "' is none of OCPP 2.0.1; there are " + new TreeSet<>(CONNECTOR_TYPES));
        }
    }

    /**
     * @param member where the expression is
     * @throws IllegalArgumentException when it is no regular expression; the message gives it, what is wrong and where
     */
    static void expression(String member, String expression) {
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    member + ": '" + expression + "' is no regular expression: " + e.getDescription()
                            + (e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1)),
                    e);
        }
    }
}
