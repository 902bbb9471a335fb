package io.karge.storage;

import java.util.List;

/**
 * The state of the store.
 *
 * @param open commits are taken; else every commit fails until the store has repaired itself, which it keeps trying
 * @param problems what an administrator should know; never empty when the store is not open, and possibly not empty
 *     when it is: an unreadable store file was kept aside
 */
public record StoreState(boolean open, List<StoreProblem> problems) {

    public StoreState {
        problems = List.copyOf(problems);
        if (!open && problems.isEmpty()) {
            throw new IllegalArgumentException("A store that is not open has a problem to show");
        }
    }
}
