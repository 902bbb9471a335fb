package io.karge.shell.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    private static ConsoleCommand command(@Nullable RuntimeException failure) {
        return new ConsoleCommand() {
            @Override
            protected void run() {
                if (failure != null) {
                    throw failure;
                }
            }
        };
    }
}
