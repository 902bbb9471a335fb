package ${package};

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * One answer of the cabinet, {@code OK name=value ...} or {@code NO why}.
 *
 * @param refusal why the cabinet did not do it, null when it did
 */
record Answer(String line, Map<String, String> values, String refusal) {

    static Answer parse(String line) throws IOException {
        String[] words = line.split(" +");
        if (words[0].equals("NO")) {
            return new Answer(line, Map.of(), line.substring(2).strip());
        }
        if (!words[0].equals("OK")) {
            throw new IOException("the cabinet answers '" + line + "', neither OK nor NO");
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 1) {
                throw new IOException("the cabinet answers '" + line + "', where '" + words[i] + "' is no name=value");
            }
            values.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        return new Answer(line, Map.copyOf(values), null);
    }

    /** A value; nothing is made up when it is missing. */
    String text(String name) throws IOException {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw new IOException("the cabinet answers '" + line + "', without " + name);
        }
        return value;
    }

    /** A value that may be {@code -} for none, which is null here. */
    String optional(String name) throws IOException {
        String value = text(name);
        return value.equals("-") ? null : value;
    }

    long number(String name, long min, long max) throws IOException {
        String value = text(name);
        if (value.matches("-?[0-9]{1,18}")) {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new IOException("the cabinet says " + name + "=" + value + ", which is not from " + min + " to " + max);
    }

    /** A quantity in the unit that the protocol has for it. */
    int quantity(String name) throws IOException {
        return (int) number(name, 0, Integer.MAX_VALUE);
    }

    boolean flag(String name) throws IOException {
        return number(name, 0, 1) == 1;
    }

    /** What the driver calls the cabinet's word. */
    <T> T word(String name, Map<String, T> words) throws IOException {
        T meaning = words.get(text(name));
        if (meaning == null) {
            throw new IOException("the cabinet says " + name + "=" + text(name) + ", a word that it does not have");
        }
        return meaning;
    }
}
