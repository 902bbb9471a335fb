package io.karge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.ProblemSource;
import io.karge.runtime.StationView;
import io.karge.time.WorkerPool;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class SimulatorTest {
    @TempDir
    Path base;

    private final List<Object> registered = new ArrayList<>();
    private final VirtualTime time = new VirtualTime();
    private SimulatorRuntime runtime;

    /** Sockets have a thread of their own. */
    @BeforeEach
    void makeRuntime() {
        runtime = new SimulatorRuntime(base, time, new WorkerPool() {
            @Override
            public Executor computing() {
                return time.computing();
            }

            @Override
            public Executor newBlockingSerial(String name) {
                return time.newBlockingSerial(name);
            }

            @Override
            public Executor newHardwareSerial(String name) {
                return new Threads().newHardwareSerial(name);
            }
        });
    }

    @Test
    void registersTheStationWhileTheCfgIsThere() throws IOException {
        Simulator simulator =
                activate(Configs.of("name", "demo", "model", "hyc-200-us", "port", String.valueOf(freePort())));
        assertThat(registered).singleElement().isInstanceOfSatisfying(SimulatedStation.class, station -> assertThat(
                        station.name())
                .isEqualTo("demo"));
        simulator.deactivate();
        assertThat(registered).isEmpty();
    }

    @Test
    void aBadCfgIsRefusedAndRegistersNothing() {
        Simulator simulator = activate(Configs.of("name", "demo", "model", "hyc-200-us", "port", "many"));
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("io.karge.simulator~demo is refused");
            assertThat(problem.why()).contains("port 'many'");
        });
        simulator.deactivate();
        assertThat(registered).isEmpty();
    }

    @Test
    void namesAKeyThatIsNotKnown() throws IOException {
        SimulatorConfig config = Configs.of("name", "demo", "model", "hyc-200-us", "port", String.valueOf(freePort()));
        activate(config, Map.of("service.pid", "demo", "name", "demo", "modell", "hyc-200-eu"));

        assertThat(problems()).singleElement().satisfies(problem -> assertThat(problem.why())
                .startsWith("modell is not known; the keys are [firmware, host, model, name, port,"));
    }

    @Test
    void namesAVariableThatTheFileNamesAndThatIsNotSet() throws IOException {
        Path file = Files.writeString(base.resolve("io.karge.simulator-demo.cfg"), "port = ${env:NO_SUCH_VARIABLE}\n");
        activate(
                Configs.of("name", "demo", "model", "hyc-200-us", "port", ""),
                Map.of("port", "", "felix.fileinstall.filename", file.toUri().toString()));

        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("io.karge.simulator-demo.cfg is refused");
            assertThat(problem.why())
                    .startsWith("port names the environment variable NO_SUCH_VARIABLE, which is not set");
        });
    }

    @Test
    void isTriedAgainUntilItsStateCanBeWritten() throws IOException {
        Path inTheWay = Files.writeString(base.resolve("store"), "no folder");
        Simulator simulator =
                activate(Configs.of("name", "demo", "model", "hyc-200-us", "port", String.valueOf(freePort())));
        time.advance(SimulatorRuntime.BETWEEN_ATTEMPTS.multipliedBy(3));
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.since()).isEqualTo(VirtualTime.DEFAULT_START);
            assertThat(problem.what()).isEqualTo("io.karge.simulator~demo cannot be simulated");
            assertThat(problem.why()).contains(inTheWay.toString());
        });

        Files.delete(inTheWay);
        time.advance(SimulatorRuntime.BETWEEN_ATTEMPTS);
        assertThat(registered).singleElement().isInstanceOfSatisfying(SimulatedStation.class, station -> assertThat(
                        station.view().bootCounter())
                .isEqualTo(1));
        simulator.deactivate();
        assertThat(registered).isEmpty();
    }

    @Test
    void isTriedAgainUntilItsNameIsFree() throws IOException {
        SimulatedStation other =
                runtime.start(Configs.of("name", "demo", "model", "hyc-200-us", "port", String.valueOf(freePort())));
        Simulator simulator =
                activate(Configs.of("name", "demo", "model", "hyc-200-us", "port", String.valueOf(freePort())));
        assertThat(problems())
                .extracting(StationView.Problem::why)
                .singleElement(STRING)
                .contains("name 'demo' is taken");

        runtime.stop(other);
        time.advance(SimulatorRuntime.BETWEEN_ATTEMPTS);
        assertThat(registered).singleElement().isInstanceOf(SimulatedStation.class);
        simulator.deactivate();
    }

    @Test
    void isTriedNoMoreWhenTheCfgIsGone() {
        activate(Configs.of("name", "demo", "model", "hyc-200-us", "port", "many"))
                .deactivate();
        assertThat(time.pendingTimers()).isZero();
    }

    private List<StationView.Problem> problems() {
        return registered.stream()
                .flatMap(service -> ((ProblemSource) service).problems().stream())
                .toList();
    }

    private Simulator activate(SimulatorConfig config) {
        return activate(config, Map.of("service.pid", "io.karge.simulator~demo"));
    }

    private Simulator activate(SimulatorConfig config, Map<String, Object> properties) {
        return new Simulator(config, properties, context(), runtime);
    }

    private BundleContext context() {
        return fake(BundleContext.class, (proxy, method, arguments) -> {
            assertThat(method.getName()).isEqualTo("registerService");
            registered.add(arguments[1]);
            return fake(ServiceRegistration.class, (registration, called, none) -> registered.remove(arguments[1]));
        });
    }

    private static <T> T fake(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
