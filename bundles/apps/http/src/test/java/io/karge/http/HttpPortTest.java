package io.karge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.StationView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The port of the HTTP server. */
class HttpPortTest extends ServerRig {
    private static final Duration LONG = Duration.ofMinutes(1);

    private @Nullable ServerSocket thief;

    @AfterEach
    void endThief() throws IOException {
        if (thief != null) {
            thief.close();
        }
    }

    @Test
    void listensWhereTheConfigurationSaysAndOnThisMachineOnlyUnlessItSaysMore() throws Exception {
        begin();

        assertThat(listeningPorts()).containsExactly(port);
        assertThat(delivered.get(0).get(Endpoint.HOST)).isEqualTo("127.0.0.1");
        assertThat(port().problems()).isEmpty();
    }

    @Test
    void waitsForAConfiguration() {
        FakeConfigurations none = new FakeConfigurations();
        new HttpPort(none.admin, time, time, base);

        time.advance(LONG);

        assertThat(delivered).isEmpty();
    }

    @Test
    void saysThatThePortIsTakenAndTakesItWhenItIsFree() throws Exception {
        ServerSocket other = take();

        begin();
        List<StationView.Problem> atFirst = port().problems();
        time.advance(LONG);

        assertThat(atFirst).hasSize(1);
        assertThat(atFirst.get(0).what()).contains("127.0.0.1:" + port).contains("REST");
        assertThat(atFirst.get(0).why()).isEqualTo("another program has the port");
        assertThat(atFirst.get(0).remedy()).contains("etc/org.apache.felix.http.cfg");
        assertThat(port().problems()).as("one problem, since its beginning").isEqualTo(atFirst);
        assertThat(delivered).as("attempts").hasSizeGreaterThan(10);
        assertThat(listeningPorts()).isEmpty();

        other.close();
        time.advance(Duration.ofSeconds(2));

        assertThat(listeningPorts()).containsExactly(port);
        assertThat(port().problems()).isEmpty();
        int attempts = delivered.size();
        time.advance(LONG);
        assertThat(delivered).as("nothing is tried once it listens").hasSize(attempts);
    }

    @Test
    void triesAgainWhenThePortIsTakenInTheLastMoment() throws Exception {
        configurations.receiver(properties -> {
            port().decide(properties);
            if (delivered.isEmpty()) {
                thief = take();
            }
            delivered.add(properties);
            restart(properties);
        });

        begin();
        List<StationView.Problem> problems = port().problems();
        thief().close();
        time.advance(LONG);

        assertThat(problems).hasSize(1);
        assertThat(port().problems()).isEmpty();
        assertThat(listeningPorts()).containsExactly(port);
        assertThat(delivered.get(delivered.size() - 1))
                .as("the server starts anew only with another configuration")
                .isNotEqualTo(delivered.get(0));
    }

    @Test
    void leavesTheServerAloneWhenWhatConcernsItIsTheSame() throws Exception {
        begin();
        configurations.deliver();

        assertThat(delivered).hasSize(2);
        assertThat(delivered.get(1)).isEqualTo(delivered.get(0));
        assertThat(port().problems()).isEmpty();
    }

    @Test
    void movesToAnotherPort() throws Exception {
        begin();
        int other = freePort();
        configurations.with(Endpoint.PORT, other).deliver();

        assertThat(listeningPorts()).containsExactly(other);
    }

    @Test
    void givesUpThePortThatIsNoLongerConfiguredEvenIfTheNewOneIsTaken() throws Exception {
        begin();
        int wanted = freePort();
        try (ServerSocket other = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            configurations.with(Endpoint.PORT, other.getLocalPort()).deliver();

            assertThat(listeningPorts()).isEmpty();
            assertThat(port().problems()).hasSize(1);
        }
        configurations.with(Endpoint.PORT, port).deliver();
        assertThat(listeningPorts()).containsExactly(port);
        assertThat(port().problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "65536", "8181 # ours", "80-90"})
    void listensNowhereWhenThePortIsNone(String text) {
        configurations.with(Endpoint.PORT, text);

        begin();
        time.advance(LONG);

        assertThat(port().problems())
                .extracting(StationView.Problem::why)
                .singleElement()
                .asString()
                .contains("'" + text + "'");
        assertThat(delivered).hasSize(1);
        assertThat(delivered.get(0).get(Endpoint.ENABLE)).isEqualTo("false");
    }

    @Test
    void listensNowhereWhenTheHostIsNone() {
        configurations.with(Endpoint.HOST, "no-such-host.invalid");

        begin();

        assertThat(port().problems())
                .extracting(StationView.Problem::why)
                .singleElement()
                .asString()
                .contains("no-such-host.invalid");
        assertThat(delivered.get(0).get(Endpoint.ENABLE)).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void listensForNoOtherMachineWithoutTls(String host) {
        configurations.with(Endpoint.HOST, host);

        begin();

        assertThat(port().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.why()).contains("'" + host + "'", "without TLS", "127.0.0.1", TlsEndpoint.CERTIFICATES);
            assertThat(problem.remedy()).contains("etc/org.apache.felix.http.cfg");
        });
        assertThat(delivered.get(0).get(Endpoint.ENABLE)).isEqualTo("false");
        assertThat(listeningPorts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.2", "::1"})
    void mayListenForThisMachineUnderAnyOfItsNames(String host) {
        configurations.with(Endpoint.HOST, host);
        begin();
        assertThat(port().problems()).noneMatch(problem -> problem.why().contains("without TLS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void hasNoProblemWhenSwitchedOff(String text) {
        configurations.with(Endpoint.PORT, text);

        begin();

        assertThat(port().problems()).isEmpty();
        assertThat(delivered.get(0).get(Endpoint.ENABLE)).isEqualTo("false");
    }

    @Test
    void triesNothingAfterItIsClosed() throws Exception {
        take();
        begin();
        int attempts = delivered.size();
        port().close();

        time.advance(LONG);

        assertThat(delivered).hasSize(attempts);
        assertThat(port().problems()).isEmpty();
    }

    private ServerSocket thief() {
        return Objects.requireNonNull(thief);
    }

    private ServerSocket take() {
        try {
            thief = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            return thief;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
