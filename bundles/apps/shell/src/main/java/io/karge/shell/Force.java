package io.karge.shell;

/** A destructive command is done only with {@code --force}. */
final class Force {
    private Force() {}

    static void require(boolean force, String what) {
        if (!force) {
            throw new IllegalArgumentException(what + " interrupts service: say it again with --force");
        }
    }
}
