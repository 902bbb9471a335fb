package io.karge.runtime.internal.loop;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Records how to undo what is done in a step, for each unit of work on its own: whoever changes something of the station
 * says how it was before, and the unit that is at work then remembers it. What is done outside of any unit is the
 * runtime's own and stands. On the loop only.
 */
public final class UndoLog {

    /** Whose changes are remembered, from its outermost call on the stack to the return from it. */
    public abstract static class Unit {
        private final Deque<Runnable> inverses = new ArrayDeque<>();

        /** Undoes everything, the latest first, and forgets it. */
        protected final void undo() {
            for (Runnable inverse = inverses.poll(); inverse != null; inverse = inverses.poll()) {
                inverse.run();
            }
        }

        /** What was done stands. */
        protected final void forget() {
            inverses.clear();
        }
    }

    private @Nullable Unit current;

    /** Who is at work; null for the runtime itself. */
    public @Nullable Unit current() {
        return current;
    }

    /** Something was changed; {@code inverse} makes it what it was. */
    public void changed(Runnable inverse) {
        if (current != null) {
            current.inverses.push(inverse);
        }
    }

    /** Runs a part of the step whose changes this unit remembers; null when they are to stand whatever happens. */
    public void record(@Nullable Unit unit, Runnable part) {
        Unit outer = current;
        current = unit;
        try {
            part.run();
        } finally {
            current = outer;
        }
    }
}
