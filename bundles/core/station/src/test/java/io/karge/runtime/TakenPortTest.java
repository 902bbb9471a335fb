package io.karge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.karge.driver.testkit.VirtualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                        "the port 127.0.0.1:8101 of the console cannot be opened",
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

    @Test
    void asksForThePortWithoutListening() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = other.getLocalPort();

            assertThat(port.canBeHad("127.0.0.1", taken, attempts::incrementAndGet))
                    .isFalse();
            assertThat(port.problems())
                    .extracting(StationView.Problem::why)
                    .containsExactly("another program has the port");
            time.advance(Duration.ofMinutes(1));
            assertThat(attempts).hasValue(1);

            other.close();
            assertThat(port.canBeHad("127.0.0.1", taken, attempts::incrementAndGet))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"no-such-host.invalid, cannot be resolved", "192.0.2.1, assign"})
    void saysWhyAnAddressIsNone(String host, String why) {
        assertThat(port.canBeHad(host, 8101, attempts::incrementAndGet)).isFalse();
        assertThat(port.problems())
                .extracting(StationView.Problem::why)
                .singleElement()
                .asString()
                .contains(why);
    }

    private void fail() {
        port.failed("127.0.0.1", 8101, "another program has the port", () -> {
            attempts.incrementAndGet();
            fail();
        });
    }
}
