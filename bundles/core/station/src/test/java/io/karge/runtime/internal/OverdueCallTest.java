package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.DriverContext;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEventSink;
import io.karge.driver.StationDriver;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.StationModel;
import io.karge.driver.testkit.TestModels;
import io.karge.runtime.StationView;
import io.karge.station.StationContext;
import io.karge.time.WorkerPool;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A driver that does not return from a call: it hangs on a thread of its own, which the test lets hang. */
class OverdueCallTest {
    private final GatewayHarness h = new GatewayHarness();
    private final Hanging driver = new Hanging();
    private final List<ExecutorService> threads = new CopyOnWriteArrayList<>();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<CommandResult> results = new ArrayList<>();
    private volatile String hangsIn = "";

    OverdueCallTest() {
        h.workers = new WorkerPool() {
            @Override
            public Executor computing() {
                return h.time.computing();
            }

            @Override
            public Executor newBlockingSerial(String name) {
                Executor serial = h.time.newBlockingSerial(name);
                ExecutorService own = Executors.newSingleThreadExecutor();
                threads.add(own);
                return task -> serial.execute(() -> run(task, name, own));
            }
        };
        h.gateway = h.build();
    }

    /** A call that hangs is on a thread of its own from the moment at which it does. */
    private void run(Runnable task, String name, ExecutorService thread) {
        boolean mayHang =
                !hangsIn.isEmpty() && (name.contains("driver " + GatewayHarness.ID) || name.startsWith("hardw"));
        if (!mayHang) {
            task.run();
            return;
        }
        CountDownLatch returned = new CountDownLatch(1);
        thread.execute(() -> {
            try {
                task.run();
            } finally {
                returned.countDown();
            }
        });
        try {
            while (returned.getCount() > 0 && inside.getCount() > 0) {
                Thread.onSpinWait();
            }
            if (inside.getCount() > 0) {
                returned.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void end() {
        release.countDown();
        threads.forEach(ExecutorService::shutdown);
    }

    private void returnAll() throws InterruptedException {
        release.countDown();
        for (ExecutorService thread : threads) {
            thread.shutdown();
            assertThat(thread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void namesADriverThatDoesNotReturnFromBeingMade() {
        hangsIn = "create";
        begin();
        h.time.advance(Duration.ofSeconds(15));

        assertThat(hang().what()).isEqualTo("The driver memory 0 hangs");
        assertThat(hang().why())
                .isEqualTo(
                        "at station CS-1 its StationDriverFactory.create has not returned since 2026-01-01T00:00:00Z");
        assertThat(hang().remedy()).contains("Install another version of the driver: it takes over at once");
        assertThat(h.view().problems()).hasSize(1);
        isReplacedAtOnce();
    }

    @Test
    void namesADriverThatDoesNotReturnFromItsStart() {
        hangsIn = "start";
        begin();
        h.time.advance(Duration.ofSeconds(9));
        assertThat(h.view().problems()).isEmpty();
        h.time.advance(Duration.ofSeconds(1));

        assertThat(hang().why()).contains("its StationDriver.start has not returned since 2026-01-01T00:00:00Z");
        isReplacedAtOnce();
    }

    @Test
    void namesADriverThatDoesNotNameItsHardware() {
        hangsIn = "hardware";
        begin();
        h.time.advance(Duration.ofSeconds(11));

        assertThat(hang().why()).contains("its StationDriverFactory.hardware(URI) has not returned since");
        isReplacedAtOnce();
    }

    @Test
    void answersCommandsOfADriverThatHangsInOne() {
        begin();
        h.time.advance(Duration.ofSeconds(1));
        hangsIn = "execute";
        command(new HardwareCommand.AllowEnergy(2, null));
        command(new HardwareCommand.UnlockConnector(1, 1));
        command(new HardwareCommand.StopEnergy(1));
        h.time.advance(Duration.ofSeconds(10));

        assertThat(hang().why()).contains("its StationDriver.execute(AllowEnergy) has not returned since");
        assertThat(results).hasSize(3).anyMatch(CommandResult.TimedOut.class::isInstance);
        results.clear();

        command(new HardwareCommand.StopEnergy(1));
        assertThat(results).singleElement().isInstanceOfSatisfying(CommandResult.Rejected.class, refused -> {
            assertThat(refused.reason())
                    .startsWith("the driver hangs: StationDriver.execute(AllowEnergy) has not returned since");
        });
        isReplacedAtOnce();
    }

    @Test
    void takesNothingMoreOfADriverThatWasReplacedWhileItHung() {
        begin();
        h.time.advance(Duration.ofSeconds(1));
        HardwareEventSink sink = driver.sink;
        hangsIn = "execute";
        command(new HardwareCommand.StopEnergy(1));
        h.time.advance(Duration.ofSeconds(10));
        replace();
        sink.post(new HardwareEvent.LinkChanged(h.time.wallClock(), false, "a late word"));
        h.time.advance(Duration.ofSeconds(11));

        assertThat(h.view().hardware()).isEqualTo("up");
    }

    @Test
    void goesOnWithADriverThatReturnsAfterAll() throws InterruptedException {
        hangsIn = "start";
        begin();
        h.time.advance(Duration.ofSeconds(11));
        assertThat(hang()).isNotNull();

        hangsIn = "";
        returnAll();
        h.time.advance(Duration.ofSeconds(2));

        assertThat(h.view().hardware()).isEqualTo("up");
        assertThat(h.view().problems()).isEmpty();
    }

    @Test
    void stopsADriverThatIsMadeAfterNobodyWaitsForIt() throws InterruptedException {
        hangsIn = "create";
        begin();
        h.time.advance(Duration.ofSeconds(11));
        replace();

        returnAll();
        h.time.advance(Duration.ofSeconds(1));

        assertThat(driver.stops.get()).isEqualTo(1);
        assertThat(h.view().hardware()).isEqualTo("up");
    }

    @Test
    void namesATaskOfADriverThatDoesNotEnd() {
        begin();
        h.time.advance(Duration.ofSeconds(1));
        hangsIn = "task";
        driver.context.executor().execute(() -> hang("task"));
        h.time.advance(Duration.ofSeconds(29));
        assertThat(h.view().problems()).isEmpty();
        h.time.advance(Duration.ofSeconds(1));

        assertThat(hang().why()).contains("its task on DriverContext.executor() has not returned since");
        isReplacedAtOnce();
    }

    private void begin() {
        h.installBlocks();
        h.gateway.addDriver("memory", driver, "test");
        h.gateway.putStation(GatewayHarness.config());
        h.time.runUntilIdle();
    }

    private void isReplacedAtOnce() {
        replace();

        assertThat(h.view().hardware()).isEqualTo("up");
        assertThat(h.view().problems()).isEmpty();
    }

    private void replace() {
        hangsIn = "";
        h.gateway.removeDriver(driver);
        h.gateway.addDriver("memory", h.driver, "next");
        h.time.advance(Duration.ofMillis(500));
    }

    private StationView.Problem hang() {
        return h.view().problems().stream()
                .filter(problem -> problem.what().endsWith("hangs"))
                .findFirst()
                .orElseThrow();
    }

    private void command(HardwareCommand command) {
        StationContext context = h.transactions.context();
        context.after(Duration.ZERO, () -> context.command(command, results::add));
        h.time.runUntilIdle();
    }

    private void hang(String method) {
        if (method.equals(hangsIn)) {
            inside.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class Hanging implements StationDriverFactory {
        private volatile DriverContext context;
        private volatile HardwareEventSink sink;
        private final AtomicInteger stops = new AtomicInteger();

        @Override
        public StationModel model() {
            return TestModels.dc(2);
        }

        @Override
        public String product() {
            return "{}";
        }

        @Override
        public String hardware(URI uri) {
            hang("hardware");
            return uri.toString();
        }

        @Override
        public StationDriver create(DriverContext given) {
            hang("create");
            context = given;
            StationDriver inner = h.driver.create(given);
            return new StationDriver() {
                @Override
                public void start(HardwareEventSink to) {
                    hang("start");
                    sink = to;
                    inner.start(to);
                }

                @Override
                public CompletionStage<CommandResult> execute(HardwareCommand command) {
                    hang("execute");
                    return inner.execute(command);
                }

                @Override
                public void stop(Duration grace) {
                    stops.incrementAndGet();
                    inner.stop(grace);
                }
            };
        }
    }
}
