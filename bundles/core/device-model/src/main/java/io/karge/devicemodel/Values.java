package io.karge.devicemodel;

import io.karge.station.VariableDefinition;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a value is one that a variable can have (B05.FR.07, B05.FR.08); the reason codes are those of the appendix. */
final class Values {
    static final String INVALID = "InvalidValue";
    static final String OUT_OF_RANGE = "ValueOutOfRange";

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,29})");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");

    private Values() {}

    sealed interface Checked {}

    /** @param value as it is kept: a list without blanks around its members */
    record Fits(String value) implements Checked {}

    record Refused(String reasonCode, String why) implements Checked {}

    static Checked check(VariableDefinition definition, String value) {
        return switch (definition.dataType()) {
            case string -> length(definition, value);
            case integer -> integer(definition, value);
            case decimal ->
                DECIMAL.matcher(value).matches()
                        ? range(definition, value)
                        : new Refused(INVALID, "it is no decimal number");
            case bool ->
                value.equals("true") || value.equals("false")
                        ? new Fits(value)
                        : new Refused(INVALID, "it is neither true nor false");
            case dateTime -> dateTime(value);
            case OptionList ->
                definition.valuesList().contains(value)
                        ? new Fits(value)
                        : new Refused(INVALID, "it is none of " + definition.valuesList());
            case MemberList, SequenceList -> list(definition, value);
        };
    }

    private static Checked integer(VariableDefinition definition, String value) {
        if (!INTEGER.matcher(value).matches()) {
            return new Refused(INVALID, "it is no integer");
        }
        return new BigInteger(value).bitLength() < Integer.SIZE
                ? range(definition, value.equals("-0") ? "0" : value)
                : new Refused(OUT_OF_RANGE, "it has more than 32 bits");
    }

    private static Checked range(VariableDefinition definition, String value) {
        BigDecimal number = new BigDecimal(value);
        BigDecimal least = definition.minLimit();
        BigDecimal greatest = definition.maxLimit();
        if (least != null && number.compareTo(least) < 0) {
            return new Refused(OUT_OF_RANGE, "it is less than " + least.toPlainString());
        }
        if (greatest != null && number.compareTo(greatest) > 0) {
            return new Refused(OUT_OF_RANGE, "it is greater than " + greatest.toPlainString());
        }
        return new Fits(value);
    }

    private static Checked dateTime(String value) {
        try {
            OffsetDateTime.parse(value);
            return new Fits(value);
        } catch (DateTimeException e) {
            return new Refused(INVALID, "it is no date-time as in 2019-12-19T16:39:57+01:00");
        }
    }

    /** Members in any order; none at all is a list too (J01). */
    private static Checked list(VariableDefinition definition, String value) {
        List<String> members = value.isBlank()
                ? List.of()
                : Stream.of(value.split(",", -1)).map(String::strip).toList();
        if (new HashSet<>(members).size() < members.size()) {
            return new Refused(INVALID, "a member is in it twice");
        }
        String strange = members.stream()
                .filter(member -> member.isEmpty()
                        || (!definition.valuesList().isEmpty()
                                && !definition.valuesList().contains(member)))
                .map(member -> "'" + member + "'")
                .collect(Collectors.joining(", "));
        return strange.isEmpty()
                ? length(definition, String.join(",", members))
                : new Refused(INVALID, strange + ": none of " + definition.valuesList());
    }

    private static Checked length(VariableDefinition definition, String value) {
        BigDecimal least = definition.minLimit();
        BigDecimal greatest = definition.maxLimit();
        BigDecimal length = BigDecimal.valueOf(value.length());
        if (least != null && length.compareTo(least) < 0) {
            return new Refused(OUT_OF_RANGE, "it is shorter than " + least.toPlainString() + " characters");
        }
        if (greatest != null && length.compareTo(greatest) > 0) {
            return new Refused(OUT_OF_RANGE, "it is longer than " + greatest.toPlainString() + " characters");
        }
        return new Fits(value);
    }
}
