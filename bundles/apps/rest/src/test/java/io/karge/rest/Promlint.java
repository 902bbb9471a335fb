package io.karge.rest;

import io.karge.rest.ExpositionText.Family;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rules of {@code promtool check metrics}, and that no series is there twice. */
final class Promlint {
    private static final Set<String> TYPES = Set.of("counter", "gauge", "summary", "untyped", "histogram");
    private static final Set<String> RESERVED = Set.of("_bucket", "_count", "_sum");
    private static final Set<String> BASE_UNITS =
            Set.of("amperes", "bytes", "celsius", "grams", "joules", "kelvin", "meters", "metres", "seconds", "volts");
    private static final Set<String> OTHER_UNITS = Set.of(
            "minutes",
            "hours",
            "days",
            "weeks",
            "kelvins",
            "fahrenheit",
            "rankine",
            "inches",
            "yards",
            "miles",
            "bits",
            "calories",
            "pounds",
            "ounces");
    private static final Set<String> PREFIXES = Set.of(
            "pico", "nano", "micro", "milli", "centi", "deci", "deca", "hecto", "kilo", "kibi", "mega", "mibi", "giga",
            "gibi", "tera", "tebi", "peta", "pebi");
    private static final Set<String> ABBREVIATIONS = Set.of(
            "s", "ms", "us", "ns", "sec", "b", "kb", "mb", "gb", "tb", "pb", "m", "h", "d", "wh", "kwh", "w", "kw");

    private final Set<String> complaints = new TreeSet<>();

    private Promlint() {}

    static Set<String> complaints(ExpositionText text) {
        Promlint lint = new Promlint();
        text.families().forEach(lint::check);
        Set<String> series = new HashSet<>();
        text.samples().stream()
                .map(sample -> sample.name() + new TreeMap<>(sample.labels()))
                .filter(one -> !series.add(one))
                .forEach(twice -> lint.complaints.add(twice + ": is there twice"));
        return lint.complaints;
    }

    private void check(Family family) {
        String name = family.name();
        if (family.help().isBlank()) {
            complain(name, "no help text");
        }
        if (family.type().isEmpty() || family.type().equals("untyped")) {
            complain(name, "no type");
        }
        boolean counter = family.type().equals("counter");
        if (counter != name.endsWith("_total")) {
            complain(name, "counters end in _total, and nothing else does");
        }
        if (name.contains(":")) {
            complain(name, "colons are for recording rules");
        }
        if (!name.equals(name.toLowerCase(Locale.ROOT))) {
            complain(name, "names are snake_case");
        }
        RESERVED.stream().filter(name::endsWith).forEach(suffix -> complain(name, suffix + " is for histograms"));
        units(name, new ArrayList<>(List.of(name.split("_", -1))), counter);
        labels(family);
    }

    private void units(String name, List<String> words, boolean counter) {
        words.stream().filter(TYPES::contains).forEach(type -> complain(name, "the type " + type + " is in the name"));
        words.stream().filter(ABBREVIATIONS::contains).forEach(unit -> complain(name, "abbreviated unit " + unit));
        words.stream().filter(OTHER_UNITS::contains).forEach(unit -> complain(name, unit + " is no base unit"));
        for (String word : words) {
            PREFIXES.stream()
                    .filter(prefix -> word.startsWith(prefix)
                            && (BASE_UNITS.contains(word.substring(prefix.length())) || word.endsWith("watts")))
                    .forEach(prefix -> complain(name, word + " is no base unit"));
        }
        if (counter) {
            words.remove(words.size() - 1);
        }
        words.stream()
                .filter(word -> BASE_UNITS.contains(word)
                        && !words.get(words.size() - 1).equals(word))
                .forEach(unit -> complain(name, "the unit " + unit + " is not at the end"));
    }

    private void labels(Family family) {
        boolean histogram = family.type().equals("histogram");
        boolean summary = family.type().equals("summary");
        family.samples().forEach(sample -> sample.labels().keySet().forEach(label -> {
            if (!label.equals(label.toLowerCase(Locale.ROOT))) {
                complain(family.name(), "the label " + label + " is not snake_case");
            }
            if ((label.equals("le") && !histogram) || (label.equals("quantile") && !summary)) {
                complain(family.name(), "the label " + label + " is for histograms and summaries");
            }
        }));
        if (histogram) {
            family.samples().stream()
                    .filter(sample -> sample.name().endsWith("_bucket")
                            && !sample.labels().containsKey("le"))
                    .forEach(sample -> complain(family.name(), "a bucket without a bound"));
        }
    }

    private void complain(String metric, String what) {
        complaints.add(metric + ": " + what);
    }
}
