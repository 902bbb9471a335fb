package io.karge.rest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The series that an expression of PromQL names, as far as our dashboards and alerts use the language.
 *
 * @param grouping the labels by which is grouped, joined or asked
 */
record PromQl(List<Selector> selectors, Set<String> grouping) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern MATCHER = Pattern.compile("\\s*(\\w+)\\s*(=~|!=|!~|=)\\s*\"([^\"]*)\"\\s*,?");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\(([^)]*)\\)");
    private static final Set<String> WORDS = Set.of("by", "on", "without", "ignoring", "and", "or", "unless", "bool");

    /** A metric and what its labels have to be; {@code equal} is null where that is no plain text. */
    record Selector(String metric, List<Label> labels) {}

    record Label(String name, String operator, String value) {}

    static PromQl of(String expression) {
        Set<String> grouping = new LinkedHashSet<>();
        Matcher by = GROUPING.matcher(expression);
        while (by.find()) {
            for (String label : by.group(1).split(",", -1)) {
                grouping.add(label.strip());
            }
        }
        String text = by.replaceAll(" ").replaceAll("\\[[^\\]]*\\]", "");
        List<Selector> selectors = new ArrayList<>();
        Matcher name = NAME.matcher(text);
        int from = 0;
        while (name.find(from)) {
            from = name.end();
            String rest = text.substring(from).stripLeading();
            boolean number = name.start() > 0 && Character.isDigit(text.charAt(name.start() - 1)); // the e of 3.6e6
            if (number || rest.startsWith("(") || WORDS.contains(name.group())) {
                continue;
            }
            List<Label> labels = new ArrayList<>();
            if (text.startsWith("{", from)) {
                int end = text.indexOf('}', from);
                Matcher label = MATCHER.matcher(text.substring(from + 1, end));
                while (label.find()) {
                    labels.add(new Label(label.group(1), label.group(2), label.group(3)));
                }
                from = end + 1;
            }
            selectors.add(new Selector(name.group(), labels));
        }
        return new PromQl(selectors, grouping);
    }
}
