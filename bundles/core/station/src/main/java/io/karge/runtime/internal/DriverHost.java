package io.karge.runtime.internal;

import io.karge.driver.DriverContext;
import io.karge.driver.StationDriver;
import io.karge.runtime.StationConfig;
import io.karge.runtime.internal.HardwareProblems.Absence;
import io.karge.runtime.internal.loop.EventLoop;
import io.karge.station.HardwareBus.HardwareLine;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver of one station: made, attached to the line, detached and stopped as drivers come and go. One is stopped
 * before the next one starts, because cabinets serve one master. On the loop only.
 */
final class DriverHost {
    private static final Logger LOG = LoggerFactory.getLogger(DriverHost.class);
    private static final Duration STOP_GRACE = Duration.ofSeconds(3);
    private static final String PROBLEM = "driver";

    /** What the station has to know. */
    interface Listener {
        void attached(DriverEntry entry);

        void gone(Absence absence);
    }

    private final String stationId;
    private final EventLoop loop;
    private final HardwareLine line;
    private final TimeSource time;
    private final WorkerPool workers;
    private final Path staging;
    private final ProblemList problems;
    private final Listener listener;
    private CompletionStage<Void> stopped = CompletableFuture.completedFuture(null);
    private @Nullable Running running;
    private int orders;

    DriverHost(
            String stationId,
            EventLoop loop,
            HardwareLine line,
            TimeSource time,
            WorkerPool workers,
            Path staging,
            ProblemList problems,
            Listener listener) {
        this.stationId = stationId;
        this.loop = loop;
        this.line = line;
        this.time = time;
        this.workers = workers;
        this.staging = staging;
        this.problems = problems;
        this.listener = listener;
    }

    /** Starts a driver as soon as the one before has stopped. */
    void start(DriverEntry entry, StationConfig config) {
        int order = ++orders;
        stopped.whenComplete((done, failure) -> loop.post(() -> {
            if (order == orders && running == null) {
                create(entry, config);
            }
        }));
    }

    private void create(DriverEntry entry, StationConfig config) {
        Running next = new Running(entry, config);
        try {
            StationDriver driver = entry.factory().create(next);
            next.driver = driver;
            running = next;
            line.attach(driver::execute);
            problems.clear(PROBLEM);
            LOG.info("station={} driver={} attached", stationId, entry.driver());
            listener.attached(entry);
            driver.start(event -> {
                if (next.attached) {
                    line.post(event);
                }
            });
        } catch (RuntimeException | LinkageError e) {
            running = null;
            next.attached = false;
            next.alive = false;
            line.detach();
            boolean told = e instanceof IllegalArgumentException;
            if (!told) {
                LOG.error("station={} driver={} cannot start", stationId, entry.driver(), e);
            }
            problems.raise(
                    PROBLEM,
                    "The driver " + entry.driver() + " cannot start",
                    String.valueOf(told ? e.getMessage() : e),
                    "Correct driverUri or the driver.* properties of the station's cfg");
            listener.gone(Absence.notStarted());
        }
    }

    /** No driver of this id is installed. */
    void none(String driver) {
        problems.clear(PROBLEM);
        listener.gone(Absence.notInstalled(driver));
    }

    /** Detaches the driver, so that commands are answered LinkDown at once, and stops it; done when it has stopped. */
    CompletionStage<Void> stop(String why) {
        orders++;
        Running stopping = running;
        if (stopping == null) {
            return stopped;
        }
        running = null;
        stopping.attached = false;
        line.detach();
        LOG.info("station={} driver={} detached: {}", stationId, stopping.entry.driver(), why);
        listener.gone(Absence.unreached(why));
        CompletableFuture<Void> done = new CompletableFuture<>();
        stopped = done;
        workers.newHardwareSerial("driver stop " + stationId).execute(() -> stop(stopping, done));
        return done;
    }

    private void stop(Running stopping, CompletableFuture<Void> done) {
        try {
            StationDriver driver = stopping.driver;
            if (driver != null) {
                driver.stop(STOP_GRACE);
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.error("station={} driver={} failed to stop", stationId, stopping.entry.driver(), e);
        } finally {
            stopping.alive = false;
            done.complete(null);
        }
    }

    /** A driver and what it was given. */
    private final class Running implements DriverContext {
        private final DriverEntry entry;
        private final StationConfig config;
        private final Executor executor;
        private @Nullable StationDriver driver;
        private volatile boolean attached = true;
        private volatile boolean alive = true;

        Running(DriverEntry entry, StationConfig config) {
            this.entry = entry;
            this.config = config;
            Executor serial = workers.newHardwareSerial("driver " + stationId);
            this.executor = task -> {
                if (alive) {
                    serial.execute(task);
                }
            };
        }

        @Override
        public String stationId() {
            return stationId;
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
            return executor;
        }

        @Override
        public Path stagingFolder() {
            return staging;
        }
    }
}
