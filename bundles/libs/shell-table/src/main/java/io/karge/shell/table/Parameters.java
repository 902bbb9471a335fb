package io.karge.shell.table;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.jspecify.annotations.Nullable;

/**
 * What a command can be given: the fields of its class, and of those above it, that have the container's annotations.
 *
 * @param arguments in their order
 * @param options in the order of their names
 */
record Parameters(List<Parameter> arguments, List<Parameter> options) {

    /**
     * A field that takes a value from the line.
     *
     * @param names an option's with its dashes, the first is the one that people are told
     * @param flag whether it is there or not, and has no value
     */
    record Parameter(
            Field field,
            List<String> names,
            String description,
            boolean required,
            boolean flag,
            @Nullable Completion completion) {
        String name() {
            return names.get(0);
        }
    }

    Parameters {
        arguments = List.copyOf(arguments);
        options = List.copyOf(options);
    }

    /** @throws IllegalArgumentException when the class declares what cannot be, or what is not supported here */
    static Parameters of(Class<? extends Action> command) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> type = command; type != null; type = type.getSuperclass()) {
            fields.addAll(List.of(type.getDeclaredFields()));
        }
        List<Field> ordered = fields.stream()
                .filter(field -> field.isAnnotationPresent(Argument.class))
                .sorted(Comparator.comparing(
                        field -> field.getAnnotation(Argument.class).index()))
                .toList();
        for (int i = 0; i < ordered.size(); i++) {
            if (ordered.get(i).getAnnotation(Argument.class).index() != i) {
                throw new IllegalArgumentException(command + " has no argument " + i + ", or two of them");
            }
        }
        return new Parameters(
                ordered.stream().map(Parameters::argument).toList(),
                fields.stream()
                        .filter(field -> field.isAnnotationPresent(Option.class))
                        .map(Parameters::option)
                        .sorted(Comparator.comparing(Parameter::name))
                        .toList());
    }

    private static Parameter argument(Field field) {
        Argument declared = field.getAnnotation(Argument.class);
        refuseSeveral(field, declared.multiValued());
        String name = declared.name().equals(Argument.DEFAULT) ? field.getName() : declared.name();
        return new Parameter(
                opened(field),
                List.of(name),
                declared.description(),
                declared.required(),
                false,
                field.getAnnotation(Completion.class));
    }

    private static Parameter option(Field field) {
        Option declared = field.getAnnotation(Option.class);
        refuseSeveral(field, declared.multiValued());
        return new Parameter(
                opened(field),
                Stream.concat(Stream.of(declared.name()), Stream.of(declared.aliases()))
                        .toList(),
                declared.description(),
                declared.required(),
                field.getType() == boolean.class,
                field.getAnnotation(Completion.class));
    }

    private static void refuseSeveral(Field field, boolean several) {
        if (several) {
            throw new IllegalArgumentException(field + " takes several values, which no command of ours does");
        }
    }

    private static Field opened(Field field) {
        field.setAccessible(true);
        return field;
    }

    /** The option of this name. */
    Optional<Parameter> option(String name) {
        return options.stream().filter(one -> one.names().contains(name)).findFirst();
    }

    /** Whether the word stands for an option: what begins with two dashes, and the short names that are declared. */
    boolean isOption(String word) {
        return (word.startsWith("--") && word.length() > 2)
                || option(word).isPresent()
                || BundleCommand.HELP.equals(word);
    }
}
