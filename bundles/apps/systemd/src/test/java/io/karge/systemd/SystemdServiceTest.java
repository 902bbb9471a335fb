package io.karge.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.time.WorkerPool;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class SystemdServiceTest {
    private static final long PID = 4_711;
    private static final Map<String, String> ASKED =
            Map.of("NOTIFY_SOCKET", "/run/systemd/notify", "WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "4711");

    private final VirtualTime time = new VirtualTime();
    private final List<String> told = new ArrayList<>();
    private final Threads threads = new Threads();

    private SystemdService service(Map<String, String> environment) {
        return new SystemdService(time, threads, environment, PID, told::add);
    }

    @Test
    void tellsThatTheGatewayIsReady() {
        service(ASKED);
        assertThat(told).containsExactly("READY=1");
    }

    @Test
    void tellsThatItLivesAtHalfOfTheTimeThatSystemdWaits() {
        service(ASKED);
        time.advance(Duration.ofSeconds(29));
        assertThat(told).containsExactly("READY=1");
        time.advance(Duration.ofSeconds(1));
        assertThat(told).containsExactly("READY=1", "WATCHDOG=1");
        time.advance(Duration.ofSeconds(60));
        assertThat(told).containsExactly("READY=1", "WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1");
    }

    @Test
    void tellsNothingWhileTheEventLoopsGetNoThread() {
        service(ASKED);
        threads.hung = true;
        time.advance(Duration.ofMinutes(10));
        assertThat(told).containsExactly("READY=1");
        threads.free();
        assertThat(told).containsExactly("READY=1", "WATCHDOG=1");
    }

    @Test
    void tellsThatTheGatewayStopsAndNothingAfterwards() {
        service(ASKED).close();
        time.advance(Duration.ofMinutes(10));
        assertThat(told).containsExactly("READY=1", "STOPPING=1");
    }

    @Test
    void keepsQuietWhereSystemdDidNotStartIt() {
        service(Map.of("WATCHDOG_USEC", "60000000")).close();
        time.advance(Duration.ofMinutes(10));
        assertThat(told).isEmpty();
    }

    @Test
    void isNoWatchdogForAnotherProcessOrForNonsense() {
        service(Map.of("NOTIFY_SOCKET", "/x", "WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "1"));
        service(Map.of("NOTIFY_SOCKET", "/x", "WATCHDOG_USEC", "soon"));
        service(Map.of("NOTIFY_SOCKET", "/x", "WATCHDOG_USEC", "0"));
        time.advance(Duration.ofMinutes(10));
        assertThat(told).containsExactly("READY=1", "READY=1", "READY=1");
    }

    /** Threads that run at once, unless all of those for the event loops hang. */
    private static final class Threads implements WorkerPool {
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private boolean hung;

        @Override
        public Executor computing() {
            return task -> {
                if (hung) {
                    waiting.add(task);
                } else {
                    task.run();
                }
            };
        }

        @Override
        public Executor newBlockingSerial(String name) {
            return Runnable::run;
        }

        void free() {
            hung = false;
            while (!waiting.isEmpty()) {
                waiting.remove().run();
            }
        }
    }
}
