package io.karge.shell.table;

import io.karge.shell.table.Parameters.Parameter;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;

/**
 * The words after a command, each with what it is for. Options may stand anywhere, before, between and after the arguments;
 * their value follows as the next word or after {@code =}. After {@code --} everything is an argument.
 */
final class GivenWords {
    private static final String END_OF_OPTIONS = "--";

    private final Map<Parameter, String> values;

    private GivenWords(Map<Parameter, String> values) {
        this.values = values;
    }

    /**
     * @param command for the messages, such as {@code station:restart}
     * @throws IllegalArgumentException when they are not what the command can be given; the message says what is wrong
     */
    static GivenWords of(String command, Parameters parameters, List<String> words) {
        Deque<String> left = new ArrayDeque<>(words);
        Deque<Parameter> arguments = new ArrayDeque<>(parameters.arguments());
        Map<Parameter, String> values = new LinkedHashMap<>();
        boolean options = true;
        while (!left.isEmpty()) {
            String word = left.remove();
            if (options && word.equals(END_OF_OPTIONS)) {
                options = false;
            } else if (options && parameters.isOption(word)) {
                option(command, parameters, word, left, values);
            } else if (arguments.isEmpty()) {
                int count = parameters.arguments().size();
                throw new IllegalArgumentException("'" + word + "' is too much: " + command + " takes "
                        + (count == 0 ? "no argument" : count == 1 ? "one argument" : count + " arguments")
                        + more(command));
            } else {
                values.put(arguments.remove(), word);
            }
        }
        requireAll(command, parameters, values);
        return new GivenWords(values);
    }

    private static void option(
            String command, Parameters parameters, String word, Deque<String> left, Map<Parameter, String> values) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Parameter option = parameters
                .option(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        command + " has no option '" + name + "'" + has(parameters) + more(command)));
        String value = equals >= 0 ? word.substring(equals + 1) : option.flag() ? "true" : left.poll();
        if (value == null) {
            throw new IllegalArgumentException(
                    option.name() + " needs a value: " + option.description() + more(command));
        }
        if (values.put(option, value) != null) {
            throw new IllegalArgumentException(option.name() + " is there twice; say it once");
        }
    }

    private static String has(Parameters parameters) {
        return parameters.options().isEmpty()
                ? ""
                : "; it has "
                        + parameters.options().stream().map(Parameter::name).collect(Collectors.joining(", "));
    }

    private static void requireAll(String command, Parameters parameters, Map<Parameter, String> values) {
        Optional<Parameter> missing = parameters.arguments().stream()
                .filter(argument -> argument.required() && !values.containsKey(argument))
                .findFirst()
                .or(() -> parameters.options().stream()
                        .filter(option -> option.required() && !values.containsKey(option))
                        .findFirst());
        if (missing.isPresent()) {
            throw new IllegalArgumentException(command + " needs '"
                    + missing.get().name() + "': " + missing.get().description() + more(command));
        }
    }

    private static String more(String command) {
        return "; " + command + " " + BundleCommand.HELP + " tells all";
    }

    /**
     * Puts the values into the fields of the command.
     *
     * @throws IllegalArgumentException when one is none of its kind
     */
    void fill(Action command) {
        values.forEach((parameter, text) -> {
            try {
                parameter.field().set(command, value(parameter, text));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(parameter.field() + " cannot be set", e);
            }
        });
    }

    private static Object value(Parameter parameter, String text) {
        Field field = parameter.field();
        Class<?> type = field.getType();
        try {
            if (type == String.class) {
                return text;
            } else if (type == int.class || type == Integer.class) {
                return Integer.valueOf(text);
            } else if (type == long.class) {
                return Long.valueOf(text);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    parameter.name() + " is '" + text + "', which is no whole number, or too large a one", e);
        }
        if (type == boolean.class) {
            if (text.equals("true") || text.equals("false")) {
                return Boolean.valueOf(text);
            }
            throw new IllegalArgumentException(
                    parameter.name() + " is '" + text + "': it is there or not, without value");
        }
        throw new IllegalStateException(Objects.toString(field) + " is of a type that no word of a line becomes");
    }
}
