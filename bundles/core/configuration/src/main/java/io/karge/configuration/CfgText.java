package io.karge.configuration;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A cfg file as it lies on the disk. File Install tells nobody when it cannot take a file, and makes empty text of
 * what is not set; so what is wrong with it can be seen here only. Values are told to nobody.
 */
public final class CfgText {
    /** The innermost ones; a brace after a backslash ends none. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^${}]+)(?<!\\\\)}");

    private static final Pattern BAD_ESCAPE = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u(?![0-9a-fA-F]{4})");

    private record Pair(String key, String value) {}

    private final List<Pair> pairs;
    private final Optional<String> noProperties;

    private CfgText(List<Pair> pairs, Optional<String> noProperties) {
        this.pairs = List.copyOf(pairs);
        this.noProperties = noProperties;
    }

    /**
     * Reads it. May block.
     *
     * @throws IOException when it cannot be read
     */
    public static CfgText read(Path file) throws IOException {
        return of(Files.readString(file, StandardCharsets.ISO_8859_1)); // as File Install does
    }

    /** Reads the text of a file, which was decoded as ISO 8859-1. */
    public static CfgText of(String text) {
        List<Pair> pairs = new ArrayList<>();
        if (text.startsWith("<")) { // XML, which File Install understands
            return new CfgText(pairs, Optional.empty());
        }
        Properties reader = new Properties() {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Object put(Object key, Object value) {
                return pairs.add(new Pair(String.valueOf(key), String.valueOf(value)));
            }
        };
        try {
            reader.load(new StringReader(text));
            return new CfgText(pairs, Optional.empty());
        } catch (IOException | IllegalArgumentException e) {
            return new CfgText(List.of(), Optional.of(badEscape(text)));
        }
    }

    private static String badEscape(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.stripLeading().startsWith("#") && BAD_ESCAPE.matcher(line).find()) {
                return "line " + (i + 1)
                        + " has \\u without four hexadecimal digits after it; write \\\\ for a backslash";
            }
        }
        return "it has \\u without four hexadecimal digits after it; write \\\\ for a backslash";
    }

    /** Why File Install takes nothing of it. */
    public Optional<String> refusal() {
        return noProperties.or(this::differentCase).or(this::circle);
    }

    private Optional<String> differentCase() {
        Map<String, String> keys = new LinkedHashMap<>();
        return pairs.stream()
                .map(Pair::key)
                .flatMap(key -> Stream.ofNullable(keys.putIfAbsent(key.toLowerCase(Locale.ROOT), key))
                        .filter(before -> !before.equals(key))
                        .map(before -> "the keys " + before + " and " + key + " differ only in capital letters; remove"
                                + " one of the two"))
                .findFirst();
    }

    private Optional<String> circle() {
        Map<String, String> values = values();
        return values.keySet().stream()
                .filter(key -> leadsBack(key, values))
                .findFirst()
                .map(key -> "the value of " + key + " leads back to itself by ${...}; write it out");
    }

    private static boolean leadsBack(String key, Map<String, String> values) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(key));
        while (!open.isEmpty()) {
            for (String name : references(values.getOrDefault(open.remove(), ""))) {
                String other = withoutAlternative(name);
                if (other.equals(key)) {
                    return true;
                }
                if (seen.add(other)) {
                    open.add(other);
                }
            }
        }
        return false;
    }

    /** The keys that stand more than once; of each the last one counts. */
    public Optional<String> repeated() {
        Set<String> seen = new LinkedHashSet<>();
        Set<String> repeated = new LinkedHashSet<>();
        pairs.stream().map(Pair::key).filter(key -> !seen.add(key)).forEach(repeated::add);
        return repeated.isEmpty()
                ? Optional.empty()
                : Optional.of("of " + String.join(" and ", repeated) + " the last one counts");
    }

    /** What its values name, and is not set: the container puts empty text there. */
    public Optional<String> unset(Variables variables) {
        Map<String, String> values = values();
        List<String> unset = new ArrayList<>();
        values.forEach((key, value) -> references(value).stream()
                .filter(name -> withoutAlternative(name).equals(name)
                        && !values.containsKey(name)
                        && variables.value(name).isEmpty())
                .map(name -> key + " names " + thing(name) + ", which is not set for the gateway's process")
                .forEach(unset::add));
        return unset.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", unset));
    }

    private static String thing(String name) {
        return name.startsWith(Variables.ENVIRONMENT)
                ? "the environment variable " + name.substring(Variables.ENVIRONMENT.length())
                : "the system property " + name;
    }

    /** The keys that are none of these; which is the nearest. */
    public Optional<String> unknown(Set<String> known) {
        return pairs.stream()
                .map(Pair::key)
                .filter(key -> !known.contains(key))
                .findFirst()
                .map(key -> CfgFile.known(key, known, List.of()));
    }

    /**
     * The text of a file without the entries of a key: everything else stays as it is. May be asked for a file that does not
     * have it.
     */
    public static String without(String text, String key) {
        StringBuilder rest = new StringBuilder();
        StringBuilder entry = new StringBuilder();
        for (String line : text.lines().toList()) {
            entry.append(line).append('\n');
            if (!goesOn(entry.toString())) {
                rest.append(of(entry.toString()).values().containsKey(key) ? "" : entry);
                entry.setLength(0);
            }
        }
        return rest.append(entry).toString();
    }

    /** Whether an entry goes on in the next line: the last one ends in a backslash, which is none of a pair. */
    private static boolean goesOn(String entry) {
        boolean comment =
                entry.stripLeading().startsWith("#") || entry.stripLeading().startsWith("!");
        int end = entry.length() - 1;
        int first = end;
        while (first > 0 && entry.charAt(first - 1) == '\\') {
            first--;
        }
        return !comment && (end - first) % 2 == 1;
    }

    /** The keys and their values as they stand there; of a key that stands twice the last one. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        pairs.forEach(pair -> values.put(pair.key(), pair.value()));
        return values;
    }

    private static List<String> references(String value) {
        Matcher reference = REFERENCE.matcher(value);
        return reference.results().map(found -> found.group(1)).toList();
    }

    /** Of {@code NAME:-text} and {@code NAME:+text} the name. */
    private static String withoutAlternative(String name) {
        int colon = Stream.of(name.indexOf(":-"), name.indexOf(":+"))
                .filter(index -> index >= 0)
                .min(Integer::compare)
                .orElse(name.length());
        return name.substring(0, colon);
    }
}
