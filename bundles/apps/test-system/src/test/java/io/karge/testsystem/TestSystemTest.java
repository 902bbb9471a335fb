package io.karge.testsystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.testkit.VirtualTime;
import io.karge.testsystem.TestSystem.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestSystemTest {
    private final VirtualTime time = new VirtualTime();

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void refusesAPortThatIsNone(int port) {
        assertThatThrownBy(() -> new Settings("127.0.0.1", port, null, 300, Set.of()))
                .hasMessageContaining("io.karge.testsystem.cfg")
                .hasMessageContaining("'port' is " + port);
    }

    @Test
    void refusesAnIntervalThatIsNone() {
        assertThatThrownBy(() -> new Settings("127.0.0.1", 0, null, 0, Set.of()))
                .hasMessageContaining("'heartbeatInterval' is 0");
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings = new Settings("127.0.0.1", taken.getLocalPort(), null, 300, Set.of());

            assertThatThrownBy(() -> new TestSystem(time, settings)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void freesItsPortWhenItStops() throws Exception {
        TestSystem first = new TestSystem(time, new Settings("127.0.0.1", 0, null, 300, Set.of()));
        int port = first.server().address().getPort();
        first.stop();

        TestSystem second = new TestSystem(time, new Settings("127.0.0.1", port, null, 300, Set.of()));

        assertThat(second.server().url()).isEqualTo("ws://127.0.0.1:" + port + "/ocpp");
        second.stop();
    }
}
