package io.karge.runtime.internal;

import io.karge.station.FunctionalBlockFactory;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What is installed of one kind. Of those that cannot be beside each other the first is used; the others wait, in the
 * order in which they came, and a problem says for whom. Not thread-safe.
 */
final class Candidates<T> {
    private final String kind;
    private final ProblemList problems;
    private final Function<T, String> name;
    private final BiFunction<T, T, Optional<String>> obstacle;
    private final List<T> used = new ArrayList<>();
    private final IdentityHashMap<T, String> keys = new IdentityHashMap<>();
    private final List<T> waiting = new ArrayList<>();
    private int count;

    /**
     * None yet.
     *
     * @param kind names the kind in the keys of problems
     * @param name names one for people, such as {@code driver hyc-400-us of bundle 7}
     * @param obstacle why the first cannot be used beside the second
     */
    private Candidates(
            String kind, ProblemList problems, Function<T, String> name, BiFunction<T, T, Optional<String>> obstacle) {
        this.kind = kind;
        this.problems = problems;
        this.name = name;
        this.obstacle = obstacle;
    }

    /** Blocks: no two of one name, or that answer the same. */
    static Candidates<FunctionalBlockFactory> ofBlocks(ProblemList problems) {
        return new Candidates<>("block", problems, factory -> "block " + factory.name(), Candidates::obstacle);
    }

    private static Optional<String> obstacle(FunctionalBlockFactory newcomer, FunctionalBlockFactory present) {
        if (present.name().equals(newcomer.name())) {
            return Optional.of("another block " + present.name() + " is used");
        }
        return newcomer.answers().stream()
                .filter(present.answers()::contains)
                .findFirst()
                .map(action ->
                        "it answers " + action.wire() + ", as the block " + present.name() + " does that is used");
    }

    /** What is used, in the order in which it came to be. */
    List<T> used() {
        return List.copyOf(used);
    }

    /** One has come; whether it is used now. */
    boolean add(T candidate) {
        keys.put(candidate, kind + "." + ++count);
        waiting.add(candidate);
        return !promote().isEmpty();
    }

    /**
     * One goes.
     *
     * @param wasUsed else it waited, or was not there
     * @param successors those that are used from now on
     */
    record Removal<T>(boolean wasUsed, List<T> successors) {
        Removal {
            successors = List.copyOf(successors);
        }
    }

    Removal<T> remove(T candidate) {
        String key = keys.remove(candidate);
        if (key == null) {
            return new Removal<>(false, List.of());
        }
        problems.clear(key);
        waiting.remove(candidate);
        boolean wasUsed = used.remove(candidate);
        return new Removal<>(wasUsed, promote());
    }

    private List<T> promote() {
        List<T> promoted = new ArrayList<>();
        for (T candidate : List.copyOf(waiting)) {
            Optional<String> why = used.stream()
                    .flatMap(present -> obstacle.apply(candidate, present).stream())
                    .findFirst();
            String key = String.valueOf(keys.get(candidate));
            if (why.isEmpty()) {
                waiting.remove(candidate);
                used.add(candidate);
                promoted.add(candidate);
                problems.clear(key);
            } else {
                problems.raise(
                        key,
                        "The " + name.apply(candidate) + " waits",
                        why.get(),
                        "Remove the one that is not wanted; the other is used from then on");
            }
        }
        return promoted;
    }
}
