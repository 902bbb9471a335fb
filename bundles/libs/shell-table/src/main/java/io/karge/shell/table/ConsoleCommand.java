package io.karge.shell.table;

import java.util.NoSuchElementException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/**
 * A command of the shell. What it refuses is told to whoever typed it, in one line; the log is for what nobody expected,
 * with its stack trace.
 */
public abstract class ConsoleCommand implements Action {

    /**
     * Does what was asked for, and prints.
     *
     * @throws IllegalArgumentException what was typed is wrong
     * @throws IllegalStateException it is not possible now
     * @throws NoSuchElementException something of this name is not there
     */
    protected abstract void run() throws Exception;

    @Override
    public final @Nullable Object execute() throws Exception {
        try {
            run();
            return null;
        } catch (IllegalArgumentException | IllegalStateException | NoSuchElementException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
