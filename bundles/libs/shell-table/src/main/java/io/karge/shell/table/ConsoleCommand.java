package io.karge.shell.table;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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
     * @throws FileSystemException a file that was named cannot be used
     */
    protected abstract void run() throws Exception;

    @Override
    public final @Nullable Object execute() throws Exception {
        try {
            run();
            return null;
        } catch (IllegalArgumentException | IllegalStateException | NoSuchElementException e) {
            throw refusal(e);
        } catch (FileSystemException e) {
            throw refusal(new IllegalArgumentException(file(e), e));
        }
    }

    /** A file that is named wrongly is told with its name. */
    private static String file(FileSystemException failure) {
        String why = failure instanceof NoSuchFileException
                ? "there is no such file or folder"
                : failure instanceof AccessDeniedException
                        ? "the user of the gateway may not"
                        : failure instanceof FileAlreadyExistsException
                                ? "it is there already"
                                : String.valueOf(failure.getReason());
        return failure.getFile() + " cannot be used: " + why;
    }

    /** What whoever typed it is told, in one line, of why it is not done; the shell ends with an exit code other than 0. */
    static CommandException refusal(RuntimeException why) {
        return new CommandException(why.getMessage(), why);
    }
}
