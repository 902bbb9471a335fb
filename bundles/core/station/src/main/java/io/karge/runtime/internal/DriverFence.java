package io.karge.runtime.internal;

import io.karge.driver.CommandResult;
import io.karge.driver.DriverContext;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.StationDriver;
import io.karge.runtime.StationConfig;
import io.karge.station.HardwareBus.HardwareChannel;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One driver, what it was given, and the fence between it and its station: once detached it is asked for nothing and
 * its events are dropped; once it has stopped, or was given up, its tasks are not run and its answers not believed. A command is
 * answered exactly once whatever the driver does. Thread-safe.
 */
final class DriverFence implements DriverContext {
    private static final Logger LOG = LoggerFactory.getLogger(DriverFence.class);

    /** How long a command may take: longer than any driver waits for its hardware. */
    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(1);

    private final DriverEntry entry;
    private final StationConfig config;
    private final HardwareChannel channel;
    private final TimeSource time;
    private final Path staging;
    private final Runnable released;
    private final Executor serial;
    private final Set<Answer> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable StationDriver driver;
    private boolean attached = true;
    private volatile boolean gone;

    /** @param released is run when the hardware is free for another driver */
    DriverFence(
            DriverEntry entry,
            StationConfig config,
            HardwareChannel channel,
            TimeSource time,
            WorkerPool workers,
            Path staging,
            Runnable released) {
        this.entry = entry;
        this.config = config;
        this.channel = channel;
        this.time = time;
        this.staging = staging;
        this.released = released;
        this.serial = workers.newHardwareSerial("driver " + config.stationId());
    }

    DriverEntry entry() {
        return entry;
    }

    /** Makes the driver; what that throws is why there is none. */
    void create() {
        driver = entry.factory().create(this);
    }

    boolean isCreated() {
        return driver != null;
    }

    void start() {
        StationDriver made = driver;
        if (made != null) {
            made.start(this::post);
        }
    }

    private synchronized void post(HardwareEvent event) {
        if (attached) {
            channel.post(event);
        }
    }

    /** No command goes down any more and no event comes up; what is under way may still be answered. */
    synchronized void detach() {
        attached = false;
    }

    private synchronized boolean isAttached() {
        return attached;
    }

    /** Has the driver stop, which may block; whatever it throws, it has stopped. */
    void stop(Duration grace) {
        StationDriver made = driver;
        if (made == null) {
            return;
        }
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
        open.forEach(answer -> answer.give(new CommandResult.TimedOut()));
        released.run();
    }

    /** Has the driver do something; answered exactly once and never exceptionally. */
    CompletionStage<CommandResult> execute(HardwareCommand command) {
        StationDriver made = driver;
        if (made == null || !isAttached()) {
            return CompletableFuture.completedFuture(new CommandResult.LinkDown());
        }
        Answer answer = new Answer(command);
        try {
            CompletionStage<CommandResult> given = made.execute(command);
            if (given == null) { // whatever the contract says
                answer.defect("it gave no answer", null);
            } else {
                given.whenComplete(answer::given);
            }
        } catch (RuntimeException | LinkageError e) {
            answer.defect("it threw " + e, e);
        }
        answer.expire();
        return answer.stage;
    }

    /** The answer to one command. */
    private final class Answer {
        private final HardwareCommand command;
        private final CompletableFuture<CommandResult> stage = new CompletableFuture<>();
        private volatile TimeSource.@Nullable Cancellable expiry;

        Answer(HardwareCommand command) {
            this.command = command;
            open.add(this);
        }

        void given(@Nullable CommandResult result, @Nullable Throwable failure) {
            if (result != null) {
                give(result);
            } else {
                defect(failure == null ? "its answer is empty" : "it failed with " + failure, failure);
            }
        }

        void defect(String what, @Nullable Throwable cause) {
            LOG.error("station={} driver={} at {}: {}", stationId(), entry.driver(), command, what, cause);
            give(new CommandResult.Rejected("the driver is defective: " + what));
        }

        void give(CommandResult result) {
            open.remove(this);
            TimeSource.Cancellable asked = expiry;
            if (asked != null) {
                asked.cancel();
            }
            stage.complete(result);
        }

        void expire() {
            if (!stage.isDone()) {
                expiry = time.schedule(LONGEST_COMMAND, () -> give(new CommandResult.TimedOut()));
            }
            if (stage.isDone() || gone) { // meanwhile
                give(new CommandResult.TimedOut());
            }
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
        return time;
    }

    @Override
    public Executor executor() {
        return task -> serial.execute(() -> run(task));
    }

    @Override
    public Path stagingFolder() {
        return staging;
    }

    private void run(Runnable task) {
        if (!gone) {
            task.run();
        }
    }
}
