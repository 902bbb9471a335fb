package io.karge.conformance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.VariableCharacteristicsType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * How a station's inventory shows what a product claims: a variable and what is to be seen of it, in the words of
 * {@code claims.json}, for example {@code TxCtrlr.TxStartPoint lists Authorized}.
 */
final class ClaimRule {
    private static final Map<String, String> RULES = read();

    private final String variable;
    private final String what;

    private ClaimRule(String variable, String what) {
        this.variable = variable;
        this.what = what;
    }

    /**
     * What the station shows.
     *
     * @param text for people
     */
    record Shown(boolean agrees, String text) {}

    /** The rule for a feature; empty when no variable shows it. */
    static Optional<ClaimRule> of(String featureId) {
        return Optional.ofNullable(RULES.get(featureId)).map(text -> {
            int end = text.indexOf(' ');
            return new ClaimRule(text.substring(0, end), text.substring(end + 1));
        });
    }

    /** The features that have a rule. */
    static Set<String> features() {
        return new TreeSet<>(RULES.keySet());
    }

    /**
     * Holds a claim against an inventory.
     *
     * @param claimed true, false, a number, a text, a list
     */
    Shown examine(JsonNode claimed, Inventory inventory) {
        List<ReportDataType> places = inventory.of(variable);
        return switch (what) {
            case "as claimed" -> texts(claimed, places.stream().map(Inventory::value));
            case "lists as claimed" ->
                texts(claimed, places.stream().flatMap(entry -> Inventory.listed(entry).stream()));
            case "lists all claimed" -> listsAll(claimed, places);
            case "once each" -> once(claimed, places.size());
            case "from claimed on" -> limit(claimed, 0, places, VariableCharacteristicsType::minLimit);
            case "up to claimed" -> limit(claimed, 0, places, VariableCharacteristicsType::maxLimit);
            case "up to thousandfold" -> limit(claimed, 3, places, VariableCharacteristicsType::maxLimit);
            default -> yesOrNo(claimed, places.stream().anyMatch(test()));
        };
    }

    private Predicate<ReportDataType> test() {
        if (what.equals("exists")) {
            return entry -> true;
        } else if (what.equals("can be set")) {
            return ClaimRule::isWritable;
        }
        return argument("is not ", argument -> entry -> !Inventory.value(entry).equals(argument))
                .or(() -> argument(
                        "is ", argument -> entry -> Inventory.value(entry).equals(argument)))
                .or(() -> argument(
                        "can be ",
                        argument -> entry ->
                                isWritable(entry) || Inventory.value(entry).equals(argument)))
                .or(() -> argument(
                        "begins with ",
                        argument -> entry -> Inventory.value(entry).startsWith(argument)))
                .or(() -> argument(
                        "lists ", argument -> entry -> Inventory.listed(entry).contains(argument)))
                .orElseThrow(() -> new IllegalArgumentException("claims.json: '" + what + "' is not known"));
    }

    private Optional<Predicate<ReportDataType>> argument(
            String begin, Function<String, Predicate<ReportDataType>> test) {
        return what.startsWith(begin) ? Optional.of(test.apply(what.substring(begin.length()))) : Optional.empty();
    }

    private static boolean isWritable(ReportDataType entry) {
        return Inventory.actual(entry).mutability() == MutabilityEnumType.ReadWrite;
    }

    private Shown yesOrNo(JsonNode claimed, boolean shown) {
        return new Shown(claimed.asBoolean() == shown, (shown ? "Yes: " : "No: ") + variable + " " + what);
    }

    private Shown texts(JsonNode claimed, Stream<String> values) {
        Set<String> shown = values.collect(Collectors.toCollection(TreeSet::new));
        return new Shown(shown.equals(new TreeSet<>(members(claimed))), shown(String.join(", ", shown)));
    }

    private Shown listsAll(JsonNode claimed, List<ReportDataType> places) {
        Set<String> missing = new TreeSet<>(members(claimed));
        boolean isThere = !places.isEmpty();
        places.forEach(entry -> missing.removeAll(Inventory.listed(entry)));
        boolean agrees = isThere && missing.isEmpty();
        return new Shown(
                agrees, shown(agrees ? "all can be chosen" : "not to be chosen: " + String.join(", ", missing)));
    }

    /** A number of parts; {@code Single} is the certificate's word for one, {@code None} for none. */
    private Shown once(JsonNode claimed, int parts) {
        int number =
                switch (claimed.asText()) {
                    case "Single" -> 1;
                    case "None" -> 0;
                    default -> claimed.asInt(-1);
                };
        return new Shown(number == parts, shown(String.valueOf(parts)));
    }

    private Shown limit(
            JsonNode claimed,
            int shift,
            List<ReportDataType> places,
            Function<VariableCharacteristicsType, @Nullable BigDecimal> which) {
        Set<BigDecimal> limits = places.stream()
                .map(ReportDataType::variableCharacteristics)
                .filter(Objects::nonNull)
                .map(which)
                .filter(Objects::nonNull)
                .map(BigDecimal::stripTrailingZeros)
                .collect(Collectors.toSet());
        BigDecimal wanted = claimed.decimalValue().movePointRight(shift).stripTrailingZeros();
        String text = limits.isEmpty()
                ? "no limit"
                : limits.stream().map(BigDecimal::toPlainString).sorted().collect(Collectors.joining(", "));
        return new Shown(limits.equals(Set.of(wanted)), shown(text));
    }

    private String shown(String text) {
        return text + " (" + variable + ")";
    }

    private static List<String> members(JsonNode claimed) {
        return claimed.isArray()
                ? StreamSupport.stream(claimed.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : Arrays.asList(claimed.asText().split(",\\s*"));
    }

    private static Map<String, String> read() {
        try (InputStream file = ClaimRule.class.getResourceAsStream("claims.json")) {
            return new ObjectMapper().readValue(file, new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("claims.json", e);
        }
    }
}
