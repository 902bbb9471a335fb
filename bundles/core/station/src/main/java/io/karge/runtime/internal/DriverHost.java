package io.karge.runtime.internal;

import io.karge.runtime.StationConfig;
import io.karge.runtime.internal.HardwareProblems.Absence;
import io.karge.runtime.internal.loop.EventLoop;
import io.karge.station.HardwareBus.HardwareChannel;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import io.karge.time.WorkerPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver of one station: made, attached to the channel, detached and stopped as drivers come and go. One is stopped
 * before the next one starts, because cabinets serve one master; one that does not stop is given up after a while. That
 * holds for the drivers of other stations too ({@link HardwareLocks}). On the loop only.
 */
final class DriverHost {
    private static final Logger LOG = LoggerFactory.getLogger(DriverHost.class);
    private static final Duration STOP_GRACE = Duration.ofSeconds(3);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(6);
    private static final String PROBLEM = "driver";

    /** What the station has to know. */
    interface Listener {
        void attached(DriverEntry entry);

        void gone(Absence absence);
    }

    private final String stationId;
    private final EventLoop loop;
    private final HardwareChannel channel;
    private final TimeSource time;
    private final WorkerPool workers;
    private final Path staging;
    private final ProblemList problems;
    private final HardwareLocks locks;
    private final Listener listener;
    private CompletionStage<Void> stopped = CompletableFuture.completedFuture(null);
    private @Nullable DriverFence running;
    private HardwareLocks.@Nullable Lock waiting;
    private int orders;
    private int stops;

    DriverHost(
            String stationId,
            EventLoop loop,
            HardwareChannel channel,
            TimeSource time,
            WorkerPool workers,
            Path staging,
            ProblemList problems,
            HardwareLocks locks,
            Listener listener) {
        this.stationId = stationId;
        this.loop = loop;
        this.channel = channel;
        this.time = time;
        this.workers = workers;
        this.staging = staging;
        this.problems = problems;
        this.locks = locks;
        this.listener = listener;
    }

    /** Starts a driver as soon as the one before has stopped, and no other station drives its hardware. */
    void start(DriverEntry entry, StationConfig config) {
        int order = order();
        stopped.whenComplete((done, failure) -> workers.newHardwareSerial("hardware of " + stationId)
                .execute(() -> {
                    String hardware = entry.hardware(config.driverUri()); // which may wait for the DNS
                    loop.post(() -> {
                        if (order == orders && running == null) {
                            await(order, entry, config, hardware);
                        }
                    });
                }));
    }

    /** What was ordered before does not count any more. */
    private int order() {
        if (waiting != null) {
            waiting.release();
            waiting = null;
        }
        return ++orders;
    }

    private void await(int order, DriverEntry entry, StationConfig config, String hardware) {
        HardwareLocks.Lock lock = locks.ask(hardware, stationId);
        waiting = lock;
        lock.holder().ifPresent(other -> {
            problems.clear(PROBLEM);
            listener.gone(Absence.drivenBy(other, lock.hardware()));
        });
        lock.whenGranted(() -> loop.post(() -> {
            if (order == orders && running == null) {
                waiting = null;
                create(entry, config, lock);
            } else {
                lock.release();
            }
        }));
    }

    private void create(DriverEntry entry, StationConfig config, HardwareLocks.Lock lock) {
        DriverFence next = new DriverFence(entry, config, channel, time, workers, staging, lock::release);
        try {
            entry.refusal(config.driverProperties()).ifPresent(why -> {
                throw new IllegalArgumentException(why);
            });
            next.create();
            running = next;
            channel.attach(next::execute);
            problems.clear(PROBLEM);
            LOG.info("station={} driver={} attached", stationId, entry.driver());
            listener.attached(entry);
            next.start();
        } catch (RuntimeException | Error e) { // whatever it is, the station has no driver, and says so
            notStarted(next, e);
        }
    }

    private void notStarted(DriverFence failed, Throwable cause) {
        running = null;
        failed.detach();
        channel.detach();
        boolean told = cause instanceof IllegalArgumentException;
        if (!told) {
            LOG.error(
                    "station={} driver={} cannot start",
                    stationId,
                    failed.entry().driver(),
                    cause);
        }
        problems.raise(
                PROBLEM,
                "The driver " + failed.entry().driver() + " cannot start",
                String.valueOf(told ? cause.getMessage() : cause),
                "Correct driverUri or the driver.* properties of the station's cfg");
        listener.gone(Absence.notStarted());
        if (failed.isCreated()) {
            stop(failed);
        } else {
            failed.close();
        }
    }

    /** No driver of this id is installed. */
    void none(String driver) {
        problems.clear(PROBLEM);
        listener.gone(Absence.notInstalled(driver));
    }

    /** The driver of this id has been removed; as {@link #stop}. */
    CompletionStage<Void> removed(String driver) {
        problems.clear(PROBLEM);
        return stop(Absence.removed(driver));
    }

    /**
     * Detaches the driver, so that commands are answered LinkDown at once, and stops it.
     *
     * @return done, on any thread, when it has stopped or was given up
     */
    CompletionStage<Void> stop(String why) {
        return stop(Absence.stopped(why));
    }

    private CompletionStage<Void> stop(Absence absence) {
        order();
        DriverFence stopping = running;
        if (stopping != null) {
            running = null;
            stopping.detach();
            channel.detach();
            LOG.info(
                    "station={} driver={} detached: {}",
                    stationId,
                    stopping.entry().driver(),
                    absence.why());
            stop(stopping);
        }
        listener.gone(absence);
        return stopped;
    }

    private void stop(DriverFence stopping) {
        Stop stop = new Stop(stopping, "driver-stop." + ++stops);
        stopped = stop.done;
        stop.begin();
    }

    /** The stop of one driver, which ends it or is given up; on any thread. */
    private final class Stop {
        private final DriverFence fence;
        private final String problem;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private @Nullable Cancellable patience;
        private boolean returned;

        Stop(DriverFence fence, String problem) {
            this.fence = fence;
            this.problem = problem;
        }

        void begin() {
            patience = time.schedule(LONGEST_STOP, this::giveUp);
            workers.newHardwareSerial("driver stop " + stationId).execute(() -> {
                fence.stop(STOP_GRACE);
                returned();
            });
        }

        private void giveUp() {
            synchronized (this) {
                if (returned) {
                    return;
                }
                problems.raise(
                        problem,
                        "The driver " + fence.entry().driver() + " does not stop",
                        "its stop has not returned within " + LONGEST_STOP.toSeconds()
                                + " s; nothing of it is believed any more, and the next driver may start beside it",
                        "Have its maker look at the log. If the hardware does not answer the next driver, restart the"
                                + " gateway");
            }
            end();
        }

        private void returned() {
            synchronized (this) {
                returned = true;
                if (patience != null) {
                    patience.cancel();
                }
                problems.clear(problem);
            }
            end();
        }

        private void end() {
            fence.close();
            done.complete(null);
        }
    }
}
