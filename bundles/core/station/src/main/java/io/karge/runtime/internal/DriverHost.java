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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final DriverFence.Place place;
    private final ProblemList problems;
    private final HardwareLocks locks;
    private final Listener listener;
    private CompletionStage<Void> stopped = CompletableFuture.completedFuture(null);
    private @Nullable DriverFence running;
    private HardwareLocks.@Nullable Lock waiting;
    private @Nullable Naming naming;
    private boolean attached;
    private int orders;
    private int parts;
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
        this.place = new DriverFence.Place(channel, time, workers, staging, problems);
        this.problems = problems;
        this.locks = locks;
        this.listener = listener;
    }

    /** Starts a driver as soon as the one before has stopped, and no other station drives its hardware. */
    void start(DriverEntry entry, StationConfig config) {
        int order = order();
        Naming next = new Naming(entry);
        naming = next;
        stopped.whenComplete((done, failure) -> next.calls.make("StationDriverFactory.hardware(URI)", () -> {
            String hardware = entry.hardware(config.driverUri()); // which may wait for the DNS
            loop.post(() -> {
                if (order == orders && running == null) {
                    next.defects.close();
                    await(order, entry, config, hardware);
                }
            });
        }));
    }

    /** The driver names its hardware, on a thread of its own. */
    private final class Naming implements DriverCalls.Watcher {
        private final DriverDefects defects;
        private final DriverCalls calls;

        Naming(DriverEntry entry) {
            defects = new DriverDefects(stationId, entry, place.problems(), part("naming"), place.time());
            calls = new DriverCalls(
                    place.workers().newHardwareSerial("hardware of " + stationId),
                    place.time(),
                    DriverFence.LONGEST_CALL,
                    this);
        }

        @Override
        public void hangs(DriverCalls.Overdue call) {
            defects.hangs("call", call);
        }

        @Override
        public void returned() {
            defects.returned("call");
        }
    }

    /** The keys of the problems of one driver: two may be there at a time. */
    private String part(String of) {
        return "driver-" + of + "-" + ++parts;
    }

    /** What was ordered before does not count any more. */
    private int order() {
        if (naming != null) {
            naming.defects.close();
            naming = null;
        }
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
        Optional<String> refusal = entry.refusal(config.driverProperties());
        String part = part("run");
        int order = orders;
        DriverFence next =
                new DriverFence(entry, config, place, part, lock::release, () -> loop.post(() -> hangs(order)));
        running = next;
        if (refusal.isPresent()) {
            notStarted(next, new IllegalArgumentException(refusal.get()));
        } else {
            next.create(failure -> loop.post(() -> created(next, failure)));
        }
    }

    private void created(DriverFence next, @Nullable Throwable failure) {
        if (running != next) {
            return; // it is being stopped already
        }
        if (failure != null) {
            notStarted(next, failure);
            return;
        }
        channel.attach(next::execute);
        attached = true;
        problems.clear(PROBLEM);
        LOG.info("station={} driver={} attached", stationId, next.entry().driver());
        listener.attached(next.entry());
        next.start(thrown -> loop.post(() -> {
            if (running == next) {
                notStarted(next, thrown);
            }
        }));
    }

    /** A driver that hangs before it is there leaves its station without one. */
    private void hangs(int order) {
        if (order == orders && running != null && !attached) {
            problems.clear(PROBLEM);
            listener.gone(Absence.hangs());
        }
    }

    private void notStarted(DriverFence failed, Throwable cause) {
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
                told ? String.valueOf(cause.getMessage()) : "it failed with " + cause,
                told
                        ? "Correct driverUri or the driver.* properties of the station's cfg"
                        : "Install another version of the driver, and show its maker what the log says of it");
        let(failed);
        listener.gone(Absence.notStarted());
        stop(failed);
    }

    /** Nothing comes from it or goes to it any more. */
    private void let(DriverFence driver) {
        running = null;
        attached = false;
        driver.detach();
        channel.detach();
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
            let(stopping);
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
        private final AtomicBoolean asked = new AtomicBoolean();
        private boolean returned;

        Stop(DriverFence fence, String problem) {
            this.fence = fence;
            this.problem = problem;
        }

        /** One that hangs is not waited for: the next driver may start beside it. */
        void begin() {
            patience = time().schedule(LONGEST_STOP, this::giveUp);
            if (fence.hanging().isPresent()) {
                stopNow();
                end();
            } else {
                fence.afterCalls(this::stopNow);
            }
        }

        private void stopNow() {
            if (asked.compareAndSet(false, true)) {
                place.workers().newHardwareSerial("driver stop " + stationId).execute(() -> {
                    fence.stop(STOP_GRACE);
                    returned();
                });
            }
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
            stopNow(); // should a call before it have held it up
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

    private TimeSource time() {
        return place.time();
    }
}
