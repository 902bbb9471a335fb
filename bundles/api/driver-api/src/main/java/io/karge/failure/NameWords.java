package io.karge.failure;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names in what people read, where there may be hundreds of them. Stateless. */
public final class NameWords {
    private static final int NAMED = 10;

    private NameWords() {}

    /** The first ten and how many more, as in {@code A, B and 3 more}; {@code none} where there is none. */
    public static String of(Collection<String> names) {
        int more = names.size() - NAMED;
        String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : first + (more > 0 ? " and " + more + " more" : "");
    }
}
