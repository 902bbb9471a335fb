package io.karge.configuration;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One cfg file as the configuration admin has it: the container's own properties set aside, its text checked. File Install
 * reads every file as ISO 8859-1, whatever the locale, which keeps its bytes; people write UTF-8.
 *
 * @param name names the file for people
 * @param values the keys that the file has, and their values without the space around them
 */
public record CfgFile(String name, Map<String, String> values) {
    /** The property that says which file a configuration was read from: a {@code file:} URI. */
    public static final String FILENAME = "felix.fileinstall.filename";

    private static final List<String> CONTAINER =
            List.of("service.", "felix.fileinstall.", "component.", "org.apache.karaf.", "osgi.ds.");

    /** The byte order mark, as File Install has it, and as it would be with its encoding set to UTF-8. */
    private static final List<String> BYTE_ORDER_MARKS = List.of("\u00EF\u00BB\u00BF", "\uFEFF");

    /** What a decoder has put in place of bytes that are no text. */
    private static final char NO_TEXT = '\uFFFD';

    public CfgFile {
        values = Map.copyOf(values);
    }

    /**
     * Reads and checks. May block: what the file names in {@code ${...}} is seen in the file only.
     *
     * @param properties as the configuration admin has them
     * @param variables what the file may name
     * @param keys those that the file may have
     * @param prefixes what further keys of the file may begin with
     * @throws IllegalArgumentException when the file is no text, a key is not known, or a variable is not set; the message
     *     says which and what to do, and holds no value
     */
    public static CfgFile read(Map<String, ?> properties, Variables variables, Set<String> keys, String... prefixes) {
        Map<String, String> values = new HashMap<>();
        properties.forEach((key, value) -> {
            if (CONTAINER.stream().noneMatch(key::startsWith)) {
                String text = text(key, String.valueOf(value).strip());
                if (!keys.contains(key) && List.of(prefixes).stream().noneMatch(key::startsWith)) {
                    throw new IllegalArgumentException(known(key, keys, List.of(prefixes)));
                }
                values.put(key, text);
            }
        });
        unset(properties, variables).ifPresent(unset -> {
            throw new IllegalArgumentException(
                    unset + "; set it where the gateway is started and start it anew, or write the value itself");
        });
        return new CfgFile(name(properties), values);
    }

    private static Optional<String> unset(Map<String, ?> properties, Variables variables) {
        return path(properties.get(FILENAME)).flatMap(file -> {
            try {
                return CfgText.read(file).unset(variables);
            } catch (IOException e) { // File Install has read it: it changes or goes right now, and is delivered again
                return Optional.empty();
            }
        });
    }

    /** Names the file of a configuration for people; the PID when it has none. */
    public static String name(Map<String, ?> properties) {
        Object file = properties.get(FILENAME);
        return path(file)
                .map(Path::getFileName)
                .map(Object::toString)
                .orElseGet(() -> String.valueOf(file == null ? properties.get("service.pid") : file));
    }

    /** The file that {@link #FILENAME} names; empty when it is none that File Install writes. */
    public static Optional<Path> path(@Nullable Object filename) {
        if (filename == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(URI.create(String.valueOf(filename))));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    private static String text(String key, String value) {
        if (BYTE_ORDER_MARKS.stream().anyMatch(key::startsWith)) {
            throw new IllegalArgumentException(
                    "it begins with a byte order mark, so its first line is not understood; save it as UTF-8 without BOM");
        }
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException(
                    "the key '" + printable(decoded(key).indexOf(NO_TEXT) < 0 ? decoded(key) : key)
                            + "' has characters that no key has; write it anew, in ASCII, and save the file as UTF-8");
        }
        String text = decoded(value);
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the value of " + key
                    + " is no text, but has a control character; write \\\\ for a backslash and / in paths");
        }
        if (text.indexOf(NO_TEXT) >= 0) {
            throw new IllegalArgumentException("the value of " + key
                    + " is no text; save the file as UTF-8, or correct the environment variable that it names");
        }
        return text;
    }

    /** UTF-8 again; what has characters beyond ISO 8859-1 was decoded already. */
    private static String decoded(String value) {
        return value.chars().allMatch(c -> c <= 0xFF)
                ? new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                : value;
    }

    static String known(String key, Set<String> keys, List<String> prefixes) {
        StringBuilder message = new StringBuilder(key + " is not known; the keys are " + new TreeSet<>(keys));
        prefixes.forEach(prefix -> message.append(" and ").append(prefix).append('*'));
        Nearest.of(key, keys)
                .ifPresent(meant -> message.append("; the nearest is ").append(meant));
        return message.toString();
    }

    /** ASCII for every log and console: other characters by their numbers. */
    private static String printable(String text) {
        StringBuilder ascii = new StringBuilder();
        text.chars()
                .forEach(c ->
                        ascii.append(c >= ' ' && c < 0x7F ? String.valueOf((char) c) : String.format("\\u%04X", c)));
        return ascii.toString();
    }
}
