package io.karge.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Choices of the control API, written in lower case with hyphens: {@code LIMIT_WATCHDOG} is {@code limit-watchdog}. */
interface Labelled {
    String name();

    /** As the control API and the shell write it. */
    default String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The choice with this label.
     *
     * @throws IllegalArgumentException when there is none; the message names {@code what} and lists the choices
     */
    static <T extends Enum<T> & Labelled> T parse(Class<T> type, String what, String label) {
        return Arrays.stream(type.getEnumConstants())
                .filter(choice -> choice.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(what + " '" + label + "' is unknown: use one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Labelled::label)
                                .collect(Collectors.joining(", "))));
    }
}
