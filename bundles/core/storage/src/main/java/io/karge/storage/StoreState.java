package io.karge.storage;

import java.util.List;

/**
 * The state of the store.
 *
 * @param open commits are taken; else every commit fails until the store has repaired itself, which it keeps trying
 * @param problems what an administrator should know; never empty when the store is not open, and possibly not empty
 *     when it is: a store that could not be read was set aside
 * @param lost the stores that are not used any more and lie beside this one, the oldest first, as far as that is known
 */
public record StoreState(boolean open, List<StoreProblem> problems, List<LostStore> lost) {

    public StoreState {
        problems = List.copyOf(problems);
        lost = List.copyOf(lost);
        if (!open && problems.isEmpty()) {
            throw new IllegalArgumentException("A store that is not open has a problem to show");
        }
    }

    /** Of a store that has no others beside it. */
    public StoreState(boolean open, List<StoreProblem> problems) {
        this(open, problems, List.of());
    }
}
