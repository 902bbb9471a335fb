package io.karge.shell.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.NoSuchElementException;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleCommandTest {

    @ParameterizedTest
    @ValueSource(classes = {IllegalArgumentException.class, IllegalStateException.class, NoSuchElementException.class})
    void tellsARefusalToWhoeverTypedTheCommand(Class<? extends RuntimeException> kind) throws Exception {
        RuntimeException refusal = kind.getConstructor(String.class).newInstance("there is no EVSE 9");

        assertThatThrownBy(command(refusal)::execute)
                .as("the shell prints this one without a stack trace in the log")
                .isInstanceOf(CommandException.class)
                .hasMessage("there is no EVSE 9")
                .hasCause(refusal);
    }

    @Test
    void leavesWhatNobodyExpectedToTheLog() {
        RuntimeException bug = new NullPointerException("oops");

        assertThatThrownBy(command(bug)::execute).isSameAs(bug);
    }

    @Test
    void printsNothingOfItsOwn() throws Exception {
        assertThat(command(null).execute()).isNull();
    }

    @Test
    void tellsWhichFileCannotBeUsed() {
        assertThatThrownBy(command(new NoSuchFileException("a/b"))::execute)
                .isInstanceOf(CommandException.class)
                .hasMessage("a/b cannot be used: there is no such file or folder");
        assertThatThrownBy(command(new FileSystemException("a", null, "Is a directory"))::execute)
                .hasMessage("a cannot be used: Is a directory");
    }

    private static ConsoleCommand command(@Nullable Exception failure) {
        return new ConsoleCommand() {
            @Override
            protected void run() throws Exception {
                if (failure != null) {
                    throw failure;
                }
            }
        };
    }
}
