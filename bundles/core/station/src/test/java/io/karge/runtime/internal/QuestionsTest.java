package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.internal.loop.EventLoop;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    private final VirtualTime time = new VirtualTime();
    private final Questions questions = new Questions("CS-1", new EventLoop("CS-1", time.computing(), 9));
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream standardError = System.err;

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8)); // where the tests' logger writes
    }

    @AfterEach
    void restore() {
        System.setErr(standardError);
    }

    private String loggedOf(RuntimeException thrown) {
        CompletionStage<String> answer = questions.ask(done -> {
            throw thrown;
        });
        time.runUntilIdle();
        assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
        return log.toString(StandardCharsets.UTF_8);
    }

    /** Whoever asked is told, and nobody has anything to mend. */
    @Test
    void writesNoStackTraceOfARefusal() {
        assertThat(loggedOf(new IllegalArgumentException("there is no EVSE 9"))).doesNotContain("\tat ");
        assertThat(loggedOf(new NoSuchElementException("no variable X"))).doesNotContain("\tat ");
    }

    @Test
    void writesTheStackTraceOfADefect() {
        assertThat(loggedOf(new ArithmeticException("by zero"))).contains("by zero", "\tat ");
    }
}
