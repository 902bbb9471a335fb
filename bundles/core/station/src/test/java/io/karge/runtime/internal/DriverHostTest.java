package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.CommandResult;
import io.karge.driver.DriverContext;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEventSink;
import io.karge.driver.StationDriver;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.StationModel;
import io.karge.driver.testkit.InMemoryDriver;
import io.karge.driver.testkit.TestModels;
import io.karge.runtime.DriverSource;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView;
import io.karge.station.StationContext;
import io.karge.time.WorkerPool;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A driver that does not keep its contract harms nobody but itself. */
class DriverHostTest {
    private final GatewayHarness h = new GatewayHarness();
    private final Rogue rogue = new Rogue();
    private final Deque<Runnable> hanging = new ArrayDeque<>();
    private final List<CommandResult> results = new ArrayList<>();
    private boolean stopsHang;

    DriverHostTest() {
        h.workers = new WorkerPool() {
            @Override
            public Executor computing() {
                return h.time.computing();
            }

            @Override
            public Executor newBlockingSerial(String name) {
                Executor serial = h.time.newBlockingSerial(name);
                return task -> {
                    if (stopsHang && name.startsWith("driver stop")) {
                        hanging.add(task);
                    } else {
                        serial.execute(task);
                    }
                };
            }
        };
        h.gateway = h.build();
    }

    // --- stop ---

    @Test
    void startsTheNextDriverWhenTheOneBeforeDoesNotStop() {
        online();
        stopsHang = true;
        CompletionStage<Void> removed = h.gateway.removeDriver(rogue);
        h.gateway.addDriver("memory", h.driver, "next");
        h.time.advance(Duration.ofSeconds(5));
        assertThat(removed.toCompletableFuture()).isNotDone();
        assertThat(h.view().hardware()).isEqualTo("missing");

        h.time.advance(Duration.ofSeconds(2));

        assertThat(removed.toCompletableFuture()).isCompleted();
        assertThat(h.view().hardware()).isEqualTo("up");
        assertThat(problem("The driver memory does not stop").remedy()).contains("restart the gateway");
    }

    @Test
    void takesNothingAnyMoreFromADriverThatDoesNotStop() {
        online();
        StationDriver hung = rogue.last;
        HardwareEventSink sink = rogue.sink;
        DriverContext context = rogue.context;
        stopsHang = true;
        h.gateway.removeDriver(rogue);
        h.gateway.addDriver("memory", h.driver, "next");
        h.time.advance(Duration.ofSeconds(7));
        int before = h.transactions.events.size();

        sink.post(new HardwareEvent.LinkChanged(h.time.wallClock(), false, "a late word"));
        context.executor().execute(() -> results.add(new CommandResult.NotSupported()));
        h.time.advance(Duration.ofSeconds(2));

        assertThat(hung).isNotNull();
        assertThat(h.view().hardware()).isEqualTo("up");
        assertThat(h.transactions.events).hasSize(before);
        assertThat(results).isEmpty();
    }

    @Test
    void saysWhenTheHungDriverHasStoppedAtLast() {
        online();
        stopsHang = true;
        h.gateway.removeDriver(rogue);
        h.gateway.addDriver("memory", h.driver, "next");
        h.time.advance(Duration.ofSeconds(7));
        assertThat(h.view().problems()).hasSize(1);

        hanging.remove().run();
        h.time.runUntilIdle();

        assertThat(h.view().problems()).isEmpty();
        assertThat(h.view().hardware()).isEqualTo("up");
    }

    @Test
    void aCfgThatIsBackIsServedThoughTheDriverBeforeHangs() {
        online();
        stopsHang = true;
        CompletionStage<Void> removal = h.gateway.removeStation(GatewayHarness.ID);
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(8));

        assertThat(removal.toCompletableFuture()).isCompleted();
        assertThat(h.view().hardware()).isEqualTo("up");
        assertThat(h.view().connection()).isEqualTo("online");
    }

    @Test
    void leavesNoTimerWhenAStopReturnsInTime() {
        online();
        h.now(h.gateway.removeStation(GatewayHarness.ID));

        assertThat(h.time.pendingTimers()).isZero();
    }

    @Test
    void aStopThatThrowsIsAStop() {
        rogue.onStop = () -> {
            throw new IllegalStateException("cannot");
        };
        online();

        h.now(h.gateway.removeDriver(rogue));
        h.gateway.addDriver("memory", h.driver, "next");
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.view().hardware()).isEqualTo("up");
        assertThat(h.view().problems()).isEmpty();
    }

    // --- start ---

    @Test
    void startsNoDriverThatDoesNotKnowAPropertyOfTheCfg() {
        rogue.known = Set.of("pollMillis", "port");
        h.gateway.addBlock(h.provisioning);
        h.gateway.putStation(withProperty("pollMilis"));
        h.gateway.addDriver("memory", rogue, "test");
        h.time.advance(Duration.ofSeconds(1));

        assertThat(rogue.last).isNull();
        assertThat(h.view().hardware()).isEqualTo("missing");
        assertThat(problem("The driver memory cannot start")).satisfies(problem -> {
            assertThat(problem.why())
                    .isEqualTo("driver.pollMilis is not known to memory; the keys are [driver.pollMillis,"
                            + " driver.port]; the nearest is driver.pollMillis");
            assertThat(problem.remedy()).contains("driver.* properties of the station's cfg");
        });
        assertThat(refusal(Map.of("port", "1", "x", "1"))).hasValueSatisfying(why -> assertThat(why)
                .isEqualTo("driver.x is not known to memory; the keys are [driver.pollMillis, driver.port]"));
        assertThat(refusal(Map.of("port", "1"))).isEmpty();

        h.gateway.putStation(withProperty("pollMillis"));
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().hardware()).isEqualTo("up");
        assertThat(h.view().problems()).noneMatch(problem -> problem.what().contains("driver"));
    }

    @Test
    void aDriverThatCannotSayWhatItKnowsKnowsNothing() {
        rogue.known = null;

        assertThat(refusal(Map.of("port", "1")))
                .contains("driver.port is not known to memory, which knows no driver.* keys");
        assertThat(refusal(Map.of())).isEmpty();
    }

    @Test
    void refusesADriverWhoseModelHasAnotherId() {
        DriverEntry.requireOneId("memory", TestModels.dc(1));

        assertThatThrownBy(() -> DriverEntry.requireOneId("other", TestModels.dc(1)))
                .hasMessage("\"driver\" in model.json is 'memory', and the service property \"driver\" is 'other'; both"
                        + " must be the same id");
    }

    private Optional<String> refusal(Map<String, String> properties) {
        return DriverEntry.of("memory", rogue, DriverSource.of("test")).refusal(properties);
    }

    private static StationConfig withProperty(String key) {
        StationConfig config = GatewayHarness.config();
        return new StationConfig(
                config.stationId(),
                config.driver(),
                config.driverUri(),
                config.csmsUrl(),
                config.securityProfile(),
                config.basicAuthPassword(),
                List.of(),
                List.of(),
                config.driverGrace(),
                Map.of(key, "1"));
    }

    @Test
    void stopsADriverWhoseStartThrows() {
        rogue.onStart = () -> {
            throw new IllegalStateException("no port");
        };
        online();

        assertThat(rogue.stops).isEqualTo(1);
        assertThat(problem("The driver memory cannot start").why()).contains("no port");
        assertThat(problem("The driver memory cannot start").remedy()).startsWith("Install another version");
        assertThat(h.view().hardware()).isEqualTo("missing");
    }

    @Test
    void stopsADriverWhoseStartEndsInAnError() {
        rogue.onStart = () -> {
            throw new StackOverflowError("in a test");
        };
        online();

        assertThat(rogue.stops).isEqualTo(1);
        assertThat(problem("The driver memory cannot start").why()).contains("StackOverflowError");
    }

    @Test
    void doesNotStartTheNextBeforeTheOneThatFailedHasStopped() {
        rogue.onStart = () -> {
            throw new IllegalStateException("no port");
        };
        stopsHang = true;
        online();
        h.gateway.removeDriver(rogue);
        h.gateway.addDriver("memory", h.driver, "next");
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().hardware()).isEqualTo("missing");

        hanging.remove().run();
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.view().hardware()).isEqualTo("up");
    }

    // --- commands ---

    @Test
    void answersForADriverThatThrows() {
        rogue.onExecute = command -> Optional.of(failing());
        online();
        command();

        assertThat(results).hasSize(1).first().isInstanceOf(CommandResult.Rejected.class);
    }

    private static CompletionStage<CommandResult> failing() {
        throw new IllegalStateException("wire broken");
    }

    @Test
    void answersForADriverThatGivesNoStage() {
        rogue.onExecute = command -> Optional.empty();
        online();
        command();

        assertThat(results).hasSize(1).first().isInstanceOf(CommandResult.Rejected.class);
    }

    @Test
    void answersForADriverWhoseStageFailsOrIsEmpty() {
        rogue.onExecute = command -> Optional.of(CompletableFuture.failedFuture(new IllegalStateException("broken")));
        online();
        command();
        rogue.onExecute = command -> Optional.of(CompletableFuture.completedFuture(null));
        command();

        assertThat(results).hasSize(2).allMatch(CommandResult.Rejected.class::isInstance);
    }

    @Test
    void answersForADriverThatNeverDoes() {
        rogue.onExecute = command -> Optional.of(new CompletableFuture<>());
        online();
        command();
        h.time.advance(Duration.ofSeconds(59));
        assertThat(results).isEmpty();
        h.time.advance(Duration.ofSeconds(1));

        assertThat(results).containsExactly(new CommandResult.TimedOut());
    }

    @Test
    void answersWhatADriverLeavesOpenWhenItStops() {
        CompletableFuture<CommandResult> open = new CompletableFuture<>();
        rogue.onExecute = command -> Optional.of(open);
        online();
        command();

        h.now(h.gateway.removeDriver(rogue));
        open.complete(new CommandResult.Accepted());
        h.time.runUntilIdle();

        assertThat(results).containsExactly(new CommandResult.TimedOut());
    }

    @Test
    void answersLinkDownAtOnceWhenTheDriverIsDetached() {
        online();
        stopsHang = true;
        h.gateway.removeDriver(rogue);
        h.time.runUntilIdle();
        int before = rogue.executed;
        command();

        assertThat(results).containsExactly(new CommandResult.LinkDown());
        assertThat(rogue.executed).isEqualTo(before);
    }

    // --- tasks ---

    @Test
    void saysWhatATaskThrewAndRunsTheNext() {
        online();
        rogue.context.executor().execute(() -> {
            throw new IllegalStateException("it cannot go on", new NullPointerException("no register 7"));
        });
        rogue.context.executor().execute(() -> results.add(new CommandResult.Accepted()));
        h.time.runUntilIdle();

        assertThat(results).hasSize(1);
        StationView.Problem problem = problem("The driver memory 0 is defective");
        assertThat(problem.why())
                .startsWith(
                        "at station CS-1 its task on DriverContext.executor() threw"
                                + " java.lang.IllegalStateException: it cannot go on, at io.karge.runtime.internal.DriverHostTest.")
                .contains("DriverHostTest.java:");
        assertThat(problem.remedy()).contains("driver:use", "show its maker");
    }

    @Test
    void saysWhatATimerTaskThrewOnceUntilTheDriverIsReplaced() {
        online();
        for (int i = 0; i < 3; i++) {
            rogue.context.time().schedule(Duration.ofSeconds(i), () -> {
                throw new StackOverflowError("in a test");
            });
        }
        h.time.advance(Duration.ofSeconds(3));
        assertThat(h.view().problems()).hasSize(1);
        assertThat(problem("The driver memory 0 is defective").why())
                .contains(
                        "at station CS-1 its timer task of DriverContext.time() threw java.lang.StackOverflowError: in a test");

        h.now(h.gateway.removeDriver(rogue));
        h.gateway.addDriver("memory", h.driver, "next");
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().problems()).isEmpty();
    }

    private void online() {
        h.installBlocks();
        h.gateway.addDriver("memory", rogue, "test");
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));
    }

    private void command() {
        StationContext context = h.transactions.context();
        context.after(Duration.ZERO, () -> context.command(new HardwareCommand.StopEnergy(1), results::add));
        h.time.runUntilIdle();
    }

    private StationView.Problem problem(String what) {
        return h.view().problems().stream()
                .filter(problem -> problem.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    /** A driver in memory that misbehaves as a test says. */
    private final class Rogue implements StationDriverFactory {
        Runnable onStart = () -> {};
        Runnable onStop = () -> {};
        Function<HardwareCommand, Optional<CompletionStage<CommandResult>>> onExecute;
        DriverContext context;
        HardwareEventSink sink;
        StationDriver last;
        int stops;
        int executed;
        Set<String> known = Set.of();

        @Override
        public Set<String> properties() {
            return known;
        }

        @Override
        public StationModel model() {
            return TestModels.dc(2);
        }

        @Override
        public String product() {
            return "{}";
        }

        @Override
        public StationDriver create(DriverContext given) {
            context = given;
            InMemoryDriver driver = h.driver.create(given);
            last = new StationDriver() {
                @Override
                public void start(HardwareEventSink to) {
                    sink = to;
                    onStart.run();
                    driver.start(to);
                }

                @Override
                public CompletionStage<CommandResult> execute(HardwareCommand command) {
                    executed++;
                    return onExecute == null
                            ? driver.execute(command)
                            : onExecute.apply(command).orElse(null);
                }

                @Override
                public void stop(Duration grace) {
                    stops++;
                    driver.stop(grace);
                    onStop.run();
                }
            };
            return last;
        }
    }
}
