package io.karge.runtime.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SerialExecutorTest {
    private final FaultyPool pool = new FaultyPool();
    private final SerialExecutor serial = new SerialExecutor("test", pool);
    private final List<String> ran = new ArrayList<>();

    static Stream<Throwable> faults() {
        return Stream.of(new RejectedExecutionException("full"), new Error("unable to create native thread"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void runsWhatWaitsInOrderOnceThePoolWorksAgain(Throwable fault) {
        pool.fault = fault;
        serial.execute(() -> ran.add("1"));
        serial.execute(() -> ran.add("2"));
        pool.run();
        assertThat(ran).isEmpty();

        pool.fault = null;
        serial.execute(() -> ran.add("3"));
        pool.run();

        assertThat(ran).containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void goesOnOnItsThreadWhenThePoolTakesNothing(Throwable fault) {
        serial.execute(() -> {
            ran.add("1");
            pool.fault = fault;
        });
        serial.execute(() -> ran.add("2"));
        serial.execute(() -> ran.add("3"));
        pool.run();

        assertThat(ran).containsExactly("1", "2", "3");
        pool.fault = null;
        serial.execute(() -> ran.add("4"));
        pool.run();
        assertThat(ran).containsExactly("1", "2", "3", "4");
    }

    @Test
    void runsEachTaskOnceWhenThePoolThrowsAndTakesTheTaskAllTheSame() {
        pool.fault = new Error("unable to create native thread");
        pool.takesAllTheSame = true;
        serial.execute(() -> ran.add("1"));
        pool.fault = null;
        serial.execute(() -> {
            ran.add("2");
            pool.run();
            ran.add("2 done");
        });
        serial.execute(() -> ran.add("3"));
        pool.run();

        assertThat(ran).containsExactly("1", "2", "2 done", "3");
    }

    @Test
    void losesNothingToTheErrorOfATask() {
        String idle = Thread.currentThread().getName();
        serial.execute(() -> {
            throw new Error("unable to create native thread");
        });
        serial.execute(() -> {
            throw new StackOverflowError();
        });
        serial.execute(() -> ran.add(Thread.currentThread().getName()));
        pool.run();

        assertThat(ran).containsExactly(idle + " test");
        assertThat(Thread.currentThread().getName()).isEqualTo(idle);
    }
}
