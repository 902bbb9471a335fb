package io.karge.runtime.internal;

import io.karge.driver.CommandResult;
import io.karge.driver.DriverContext;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.StationDriver;
import io.karge.driver.polling.PollingDriver;
import io.karge.runtime.StationConfig;
import io.karge.station.HardwareBus.HardwareChannel;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One driver, what it was given, and the fence between it and its station: it is called on a thread of its own, and one
 * that does not return from a call holds up nobody else. Once detached it is asked for nothing and its events are dropped;
 * once it has stopped, or was given up, its tasks are not run and its answers not believed. Thread-safe.
 */
final class DriverFence implements DriverContext {
    private static final Logger LOG = LoggerFactory.getLogger(DriverFence.class);

    /** How long a call may take that is to return at once. */
    static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    /** How long a task may take, which may block: longer than any request with a time-out. */
    static final Duration LONGEST_TASK = Duration.ofSeconds(30);

    private static final String TASK = "task on DriverContext.executor()";

    /** Where the driver runs and what it is part of. */
    record Place(HardwareChannel channel, TimeSource time, WorkerPool workers, Path staging, ProblemList problems) {}

    private final DriverEntry entry;
    private final StationConfig config;
    private final Place place;
    private final Runnable released;
    private final Runnable hung;
    private final DriverDefects defects;
    private final DriverCalls calls;
    private final DriverCalls tasks;
    private final DriverTimers timers;
    private final DriverCommands commands;
    private final EventChecks checks;
    private volatile @Nullable StationDriver driver;
    private volatile boolean attached = true;
    private boolean stopped;
    private volatile boolean gone;

    /**
     * @param part keys of its own among the problems of the station
     * @param released is run when the hardware is free for another driver
     * @param hung is run, on a timer thread, when the driver does not return from a call
     */
    DriverFence(DriverEntry entry, StationConfig config, Place place, String part, Runnable released, Runnable hung) {
        this.entry = entry;
        this.config = config;
        this.place = place;
        this.released = released;
        this.hung = hung;
        String stationId = config.stationId();
        defects = new DriverDefects(stationId, entry, place.problems(), part, place.time());
        calls = new DriverCalls(
                place.workers().newHardwareSerial("calls of driver " + stationId),
                place.time(),
                LONGEST_CALL,
                new CallWatcher());
        tasks = new DriverCalls(
                place.workers().newHardwareSerial("driver " + stationId),
                place.time(),
                LONGEST_TASK,
                new TaskWatcher());
        timers = new DriverTimers(place.time(), thrown -> defects.failed("timer task of DriverContext.time()", thrown));
        commands = new DriverCommands(calls, this::asked, place.time(), defects);
        checks = new EventChecks(entry.product().model(), place.time(), defects, this::refuse);
    }

    DriverEntry entry() {
        return entry;
    }

    DriverDefects defects() {
        return defects;
    }

    /**
     * Makes the driver, in its turn.
     *
     * @param outcome is told on the driver's thread, with what was thrown or null; not when it was stopped meanwhile
     */
    void create(Consumer<@Nullable Throwable> outcome) {
        calls.make("StationDriverFactory.create", () -> {
            if (!isAttached()) {
                return;
            }
            StationDriver made;
            try {
                made = entry.factory().create(this);
            } catch (RuntimeException | Error e) { // whatever it is, there is no driver
                outcome.accept(e);
                return;
            }
            if (made == null) { // whatever the contract says
                outcome.accept(new IllegalStateException("StationDriverFactory.create gave null in place of a driver"));
            } else if (created(made)) {
                outcome.accept(null);
            } else {
                stop(made, Duration.ZERO); // nobody waits for it any longer
            }
        });
    }

    private synchronized boolean created(StationDriver made) {
        if (stopped || !attached) {
            return false;
        }
        driver = made;
        return true;
    }

    /**
     * Starts the driver, in its turn.
     *
     * @param failed is told on the driver's thread what was thrown
     */
    void start(Consumer<Throwable> failed) {
        calls.make("StationDriver.start", () -> {
            StationDriver made = begins();
            if (made == null) {
                return;
            }
            try {
                made.start(this::post);
            } catch (RuntimeException | Error e) { // whatever it is, the station has no driver, and says so
                failed.accept(e);
            } finally {
                if (isStopped()) {
                    stop(made, Duration.ZERO); // the stop came while it hung
                }
            }
        });
    }

    private synchronized @Nullable StationDriver begins() {
        return !stopped && attached ? driver : null;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /** Has all that was asked of it before return first. */
    void afterCalls(Runnable task) {
        calls.post(task);
    }

    /** The call from which it does not return. */
    Optional<DriverCalls.Overdue> hanging() {
        return calls.hanging();
    }

    private synchronized void post(HardwareEvent event) {
        if (attached) {
            checks.checked(event).ifPresent(place.channel()::post);
        }
    }

    /** A token of which nobody hears: who presented it is told so, where the hardware can. */
    private void refuse(HardwareEvent.TokenPresented token) {
        if (entry.product().model().commands().contains("AnswerToken")) {
            commands.execute(new HardwareCommand.AnswerToken(
                    token.evseId(),
                    String.valueOf(token.uid()),
                    token.type(),
                    HardwareCommand.AnswerToken.Status.REFUSED,
                    "not readable",
                    ""));
        }
    }

    /** No command goes down any more and no event comes up; what is under way may still be answered. */
    synchronized void detach() {
        attached = false;
        checks.close();
    }

    private boolean isAttached() {
        return attached;
    }

    /** The driver while it is to be asked for anything; without waiting for an event that is under way. */
    private Optional<StationDriver> asked() {
        return attached ? Optional.ofNullable(driver) : Optional.empty();
    }

    /** Has the driver stop, which may block; whatever it throws, it has stopped. */
    void stop(Duration grace) {
        StationDriver made;
        synchronized (this) {
            stopped = true;
            made = driver;
        }
        if (made != null) {
            stop(made, grace);
        }
    }

    private void stop(StationDriver made, Duration grace) {
        try {
            made.stop(grace);
        } catch (RuntimeException | Error e) { // nothing that a driver does may keep the next one from starting
            LOG.error("station={} driver={} failed to stop", stationId(), entry.driver(), e);
        }
    }

    /** The driver has stopped, or nobody waits for it any longer. */
    void close() {
        detach();
        gone = true;
        commands.close();
        defects.close();
        released.run();
    }

    /** Has the driver do something; answered exactly once and never exceptionally. */
    CompletionStage<CommandResult> execute(HardwareCommand command) {
        return commands.execute(command);
    }

    /** Told of calls that do not return. */
    private final class CallWatcher implements DriverCalls.Watcher {
        @Override
        public void hangs(DriverCalls.Overdue call) {
            defects.hangs("call", call);
            commands.hangs(call);
            hung.run();
        }

        @Override
        public void returned() {
            defects.returned("call");
        }
    }

    /** Told of tasks that do not return; one that polls says it of itself. */
    private final class TaskWatcher implements DriverCalls.Watcher {
        @Override
        public void hangs(DriverCalls.Overdue task) {
            boolean watchesItself =
                    asked().filter(PollingDriver.class::isInstance).isPresent();
            if (!watchesItself && !gone) {
                defects.hangs("task", task);
            }
        }

        @Override
        public void returned() {
            defects.returned("task");
        }
    }

    // --- what the driver is given ---

    @Override
    public String stationId() {
        return config.stationId();
    }

    @Override
    public URI uri() {
        return config.driverUri();
    }

    @Override
    public Map<String, String> properties() {
        return config.driverProperties();
    }

    @Override
    public TimeSource time() {
        return timers;
    }

    @Override
    public Executor executor() {
        return task -> tasks.post(() -> run(task));
    }

    @Override
    public Path stagingFolder() {
        return place.staging();
    }

    private void run(Runnable task) {
        if (gone) {
            return;
        }
        try {
            tasks.watched(TASK, task);
        } catch (RuntimeException | Error e) { // whatever the driver does: the next task is run
            defects.failed(TASK, e);
        }
    }
}
