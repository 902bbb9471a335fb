package io.karge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.karge.driver.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TakenPortTest {
    private final VirtualTime time = new VirtualTime();
    private final AtomicInteger attempts = new AtomicInteger();
    private final TakenPort port = new TakenPort(time, "console", "set another");

    @Test
    void triesUntilThePortIsHadAndKeepsTheTimeSinceWhenItWasNot() {
        fail();
        time.advance(Duration.ofMinutes(1));

        assertThat(attempts).hasValue(30);
        assertThat(port.problems())
                .containsExactly(new StationView.Problem(
                        VirtualTime.DEFAULT_START,
                        "port 127.0.0.1:8101 of the console cannot be opened",
                        "another program has the port",
                        "set another"));

        port.over();
        time.advance(Duration.ofMinutes(1));

        assertThat(attempts).hasValue(30);
        assertThat(port.problems()).isEmpty();
    }

    @Test
    void makesOneAttemptAtATimeHoweverOftenItIsTold() {
        fail();
        fail();
        fail();

        time.advance(Duration.ofSeconds(2));

        assertThat(attempts).hasValue(1);
    }

    @Test
    void triesNothingWhenOnlyAnotherConfigurationHelps() {
        fail();
        port.misconfigured("'abc' is no port");
        time.advance(Duration.ofMinutes(1));

        assertThat(attempts).hasValue(0);
        assertThat(port.problems())
                .extracting(StationView.Problem::what, StationView.Problem::why)
                .containsExactly(tuple("the console is not reachable", "'abc' is no port"));
    }

    @Test
    void endsForGood() {
        fail();
        port.close();
        fail();
        time.advance(Duration.ofMinutes(1));

        assertThat(attempts).hasValue(0);
        assertThat(port.problems()).isEmpty();
    }

    private void fail() {
        port.failed("port 127.0.0.1:8101", "another program has the port", () -> {
            attempts.incrementAndGet();
            fail();
        });
    }
}
