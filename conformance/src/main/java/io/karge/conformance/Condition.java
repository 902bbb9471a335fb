package io.karge.conformance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a test case applies, in the notation of {@code cases.json}: ids of features, answers and hardware ({@code C-49},
 * {@code AQ-2}, {@code HFS-8 > 1}) with {@code not}, {@code and}, {@code or} and parentheses; {@code and} binds more than
 * {@code or}.
 */
final class Condition {
    private static final Pattern TOKEN = Pattern.compile("\\s*([A-Z]+[-0-9.]+(?: > \\d+)?|not|and|or|[()])");

    private final String text;
    private final Predicate<String> holds;
    private final Deque<String> tokens = new ArrayDeque<>();
    private final Set<String> ids = new LinkedHashSet<>();

    private Condition(String text, Predicate<String> holds) {
        this.text = text;
        this.holds = holds;
        Matcher next = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && next.find() && next.start() == end) {
            tokens.add(next.group(1));
            end = next.end();
        }
        if (end != text.length()) {
            throw unreadable();
        }
    }

    /**
     * Whether a condition holds.
     *
     * @param holds tells of an id, or of a comparison such as {@code HFS-8 > 1}
     * @throws IllegalArgumentException when the text is no condition
     */
    static boolean holds(String text, Predicate<String> holds) {
        Condition condition = new Condition(text, holds);
        boolean result = condition.either();
        if (!condition.tokens.isEmpty()) {
            throw condition.unreadable();
        }
        return result;
    }

    /** The ids and comparisons that a condition names, in its order. */
    static Set<String> ids(String text) {
        Condition condition = new Condition(text, id -> true);
        condition.either();
        return condition.ids;
    }

    private boolean either() {
        boolean result = both();
        while (take("or")) {
            result |= both();
        }
        return result;
    }

    private boolean both() {
        boolean result = one();
        while (take("and")) {
            result &= one();
        }
        return result;
    }

    private boolean one() {
        if (take("not")) {
            return !one();
        }
        if (take("(")) {
            boolean result = either();
            if (!take(")")) {
                throw unreadable();
            }
            return result;
        }
        String id = tokens.poll();
        if (id == null || !Character.isUpperCase(id.charAt(0))) {
            throw unreadable();
        }
        ids.add(id);
        return holds.test(id);
    }

    private boolean take(String token) {
        boolean there = token.equals(tokens.peek());
        if (there) {
            tokens.remove();
        }
        return there;
    }

    private IllegalArgumentException unreadable() {
        return new IllegalArgumentException("no condition: " + text);
    }
}
