package io.karge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.testkit.VirtualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorRuntimeTest {
    @TempDir
    Path base;

    private final VirtualTime time = new VirtualTime();

    @Test
    void startsAndStopsAndKeepsTheStateInTheStore() throws IOException {
        SimulatorRuntime runtime = new SimulatorRuntime(base, time, new Threads());
        int port = freePort();
        SimulatedStation station = runtime.start(config("demo", port));
        assertThat(station.port()).isEqualTo(port);
        assertThat(base.resolve("store/simulator/demo.json")).exists();
        runtime.stop(station);
        SimulatedStation again = runtime.start(config("demo", port));
        assertThat(again.view().bootCounter()).isEqualTo(2);
        runtime.stop(again);
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void refusesASecondOfTheSameNameAndLeavesTheFirstRunning() throws IOException {
        SimulatorRuntime runtime = new SimulatorRuntime(base, time, new Threads());
        SimulatedStation first = runtime.start(config("demo", freePort()));
        assertThatThrownBy(() -> runtime.start(config("demo", freePort())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name 'demo' is taken");
        assertThat(first.view().name()).isEqualTo("demo");
        runtime.stop(first);
    }

    @Test
    void refusesAPortThatIsTakenAndCanTryAgain() throws IOException {
        SimulatorRuntime runtime = new SimulatorRuntime(base, time, new Threads());
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            assertThatThrownBy(() -> runtime.start(config("demo", port)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port '" + port + "'");
        }
        SimulatedStation station = runtime.start(config("demo", port));
        assertThat(station.view().bootCounter())
                .as("it has had no power before")
                .isEqualTo(1);
        runtime.stop(station);
    }

    private static SimulatorConfig config(String name, int port) {
        return Configs.of("name", name, "model", "hyc-200-eu", "port", String.valueOf(port));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
