package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.driver.DriverContext;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.MeterReading;
import io.karge.driver.StationDriver;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.StationModel;
import io.karge.driver.VehicleState;
import io.karge.driver.polling.Outcome;
import io.karge.driver.polling.Picture;
import io.karge.driver.polling.PolledHardware;
import io.karge.driver.polling.PollingDriver;
import io.karge.driver.testkit.TestModels;
import io.karge.time.WorkerPool;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A driver that polls and whose read throws or never comes back: in a thread of its own, which the test lets hang. */
class HungDriverTest {
    private final GatewayHarness h = new GatewayHarness();
    private final Hanging hanging = new Hanging();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean hangs;
    private boolean fails;

    HungDriverTest() {
        h.workers = new WorkerPool() {
            @Override
            public Executor computing() {
                return h.time.computing();
            }

            @Override
            public Executor newBlockingSerial(String name) {
                Executor serial = h.time.newBlockingSerial(name);
                return task -> {
                    boolean ofDriver = name.equals("driver " + GatewayHarness.ID);
                    (hangs && ofDriver ? thread : serial).execute(task);
                };
            }
        };
        h.gateway = h.build();
    }

    @AfterEach
    void end() {
        release.countDown();
        thread.shutdown();
    }

    @Test
    void isNamedAndCanBeReplaced() throws InterruptedException {
        h.installBlocks();
        h.gateway.addDriver("memory", hanging, "test");
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().hardware()).isEqualTo("up");

        hangs = true;
        h.time.advance(Duration.ofSeconds(1));
        inside.await();
        h.time.advance(Duration.ofSeconds(45));

        assertThat(h.view().hardware()).isNotEqualTo("up");
        assertThat(h.view().problems()).anySatisfy(problem -> assertThat(problem.why())
                .contains("the driver hangs: reading the hardware has not come to an end for 30 s"));

        CompletionStage<Void> removed = h.gateway.removeDriver(hanging);
        hangs = false;
        h.gateway.addDriver("memory", h.driver, "next");
        h.time.advance(Duration.ofSeconds(2));

        assertThat(removed.toCompletableFuture()).isCompleted();
        assertThat(h.view().hardware()).isEqualTo("up");
        assertThat(h.view().problems()).isEmpty();
    }

    @Test
    void isNamedWithWhatItsReadThrewAndGoesOnPolling() {
        h.installBlocks();
        h.gateway.addDriver("memory", hanging, "test");
        h.gateway.putStation(GatewayHarness.config());
        fails = true;
        h.time.advance(Duration.ofSeconds(15));
        assertThat(h.view().hardware()).isNotEqualTo("up");
        assertThat(h.view().problems())
                .filteredOn(problem -> problem.what().equals("The driver memory 0 is defective"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.why())
                        .contains("a look at the hardware failed: java.lang.IllegalStateException: no such register")
                        .contains("HungDriverTest.java:"));

        fails = false;
        h.time.advance(Duration.ofSeconds(10));
        assertThat(h.view().hardware()).isEqualTo("up");
        h.time.advance(DriverDefects.FORGOTTEN);
        assertThat(h.view().problems()).isEmpty();
    }

    private record Seen(CabinetState cabinet, List<EvseState> evses) implements Picture {}

    private final class Hanging implements StationDriverFactory, PolledHardware<Seen> {
        @Override
        public StationModel model() {
            return TestModels.dc(1);
        }

        @Override
        public String product() {
            return "{}";
        }

        @Override
        public StationDriver create(DriverContext context) {
            return new PollingDriver<>(model(), context, this, Duration.ofMillis(500));
        }

        @Override
        public Seen read(Seen before) {
            if (fails) {
                throw new IllegalStateException("no such register");
            }
            if (hangs) {
                inside.countDown();
                awaitRelease();
            }
            return new Seen(
                    new CabinetState("H-1", "1.0.0", 1, BootReason.POWER_UP),
                    List.of(new EvseState(
                            1,
                            false,
                            VehicleState.ABSENT,
                            false,
                            true,
                            Set.of(),
                            new MeterReading(h.time.wallClock(), 0, 0, 0, 0, 0, 0, null),
                            null)));
        }

        @Override
        public Outcome perform(HardwareCommand command) {
            return Outcome.accepted();
        }

        @Override
        public void close() {
            // it hangs all the same
        }

        private void awaitRelease() {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
