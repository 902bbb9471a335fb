package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProblemListTest {
    private final VirtualTime time = new VirtualTime();
    private final ProblemList problems = new ProblemList("station=CS-1", time);
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

    /** As a driver's faults may, each with a code of its own. */
    @Test
    void writesFewLinesOfWhatComesAllTheTime() {
        ProblemList.Part hardware = problems.part("hardware");
        for (int i = 0; i < 10_000; i++) {
            hardware.raise("fault." + i, "EVSE 1 has a fault", "F" + i, "See");
        }
        problems.raise("store", "The store fails", "disk full", "Make room");
        assertThat(lines()).isEqualTo(ProblemList.MOST_LINES + 1);
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("The store fails");

        time.advance(Duration.ofMinutes(1));
        hardware.raise("one.more", "EVSE 1 has a fault", "F", "See");
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("(" + (10_000 - ProblemList.MOST_LINES) + " such lines were left out since the last");
    }

    @Test
    void writesOneLineOfWhatGoesOnWithAnotherCause() {
        problems.raiseOnce("time", "The time is not believed", "it is 1999", "Set the clock");
        problems.raiseOnce("time", "The time is not believed", "it is 2300", "Set the clock");
        assertThat(lines()).isOne();
        assertThat(problems.all()).singleElement().satisfies(problem -> assertThat(problem.why())
                .isEqualTo("it is 2300"));

        problems.clear("time");
        problems.raiseOnce("time", "The time is not believed", "it is 1999", "Set the clock");
        assertThat(log.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("it is 1999")))
                .hasSize(2);
    }

    private long lines() {
        return log.toString(StandardCharsets.UTF_8).lines().count();
    }
}
