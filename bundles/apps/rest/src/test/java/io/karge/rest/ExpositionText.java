package io.karge.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Metrics as Prometheus reads them, format 0.0.4. What is no such text is an error. */
record ExpositionText(List<Family> families) {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\[\\\\\"n])*)\"(?:,|$)");
    private static final List<String> SUFFIXES = List.of("_bucket", "_count", "_sum");

    /** A metric: what follows a line HELP or TYPE until the next metric. */
    record Family(String name, String type, String help, List<Sample> samples) {}

    record Sample(String name, Map<String, String> labels, double value) {}

    static ExpositionText read(String text) {
        Map<String, Family> families = new LinkedHashMap<>();
        for (String line : text.stripTrailing().split("\n", -1)) {
            if (line.startsWith("# HELP ")) {
                String[] parts = line.split(" ", 4);
                if (families.put(parts[2], new Family(parts[2], "", parts[3], new ArrayList<>())) != null) {
                    throw new AssertionError(parts[2] + " is there twice");
                }
            } else if (line.startsWith("# TYPE ")) {
                String[] parts = line.split(" ", -1);
                families.merge(
                        parts[2],
                        new Family(parts[2], parts[3], "", new ArrayList<>()),
                        (known, typed) -> new Family(known.name, typed.type, known.help, known.samples));
            } else {
                Sample sample = sample(line);
                families.computeIfAbsent(
                                family(sample.name, families),
                                name -> new Family(name, "untyped", "", new ArrayList<>()))
                        .samples
                        .add(sample);
            }
        }
        return new ExpositionText(List.copyOf(families.values()));
    }

    private static String family(String name, Map<String, Family> families) {
        return SUFFIXES.stream()
                .filter(name::endsWith)
                .map(suffix -> name.substring(0, name.length() - suffix.length()))
                .filter(base -> families.containsKey(base)
                        && List.of("histogram", "summary").contains(families.get(base).type))
                .findFirst()
                .orElse(name);
    }

    private static Sample sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new AssertionError("this is no sample: " + line);
        }
        Map<String, String> labels = new LinkedHashMap<>();
        String text = sample.group(2) == null ? "" : sample.group(2);
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (label.find() && label.start() == end) {
            end = label.end();
            labels.put(label.group(1), label.group(2).replace("\\\"", "\"").replace("\\\\", "\\"));
        }
        if (end != text.length()) {
            throw new AssertionError("these are no labels: " + line);
        }
        return new Sample(
                sample.group(1), labels, Double.parseDouble(sample.group(3).replace("+Inf", "Infinity")));
    }

    List<Sample> samples() {
        return families.stream().flatMap(family -> family.samples.stream()).toList();
    }

    /** The only value of a series; labels are names and values in turn. */
    double value(String name, String... labels) {
        List<Sample> found = find(name, labels);
        if (found.size() != 1) {
            throw new AssertionError(name + List.of(labels) + " is there " + found.size() + " times");
        }
        return found.get(0).value();
    }

    /** The series that have at least these labels. */
    List<Sample> find(String name, String... labels) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        return samples().stream()
                .filter(sample ->
                        sample.name.equals(name) && sample.labels.entrySet().containsAll(wanted.entrySet()))
                .toList();
    }
}
