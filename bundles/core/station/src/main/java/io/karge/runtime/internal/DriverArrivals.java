package io.karge.runtime.internal;

import io.karge.driver.StationDriverFactory;
import io.karge.runtime.DriverSource;
import io.karge.runtime.internal.DriverCalls.Overdue;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.util.IdentityHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks drivers that come what they are, each on a thread of its own: one that does not say it, or hangs, is a problem of the
 * gateway and keeps no other from coming. Thread-safe.
 */
final class DriverArrivals {
    private static final Logger LOG = LoggerFactory.getLogger(DriverArrivals.class);

    /**
     * A driver that comes.
     *
     * @param driver its service property of that name
     * @param what it is called among the problems
     * @param origin its bundle, for people
     */
    record Arrival(String driver, StationDriverFactory factory, DriverSource source, String what, String origin) {}

    /** Takes the drivers that have said what they are; may block. */
    interface Sink {
        void addDriver(DriverEntry entry);

        CompletionStage<Void> removeDriver(StationDriverFactory factory);
    }

    private final Sink gateway;
    private final ProblemList problems;
    private final WorkerPool workers;
    private final TimeSource time;
    private final IdentityHashMap<StationDriverFactory, Asked> there = new IdentityHashMap<>();

    DriverArrivals(Sink gateway, ProblemList problems, WorkerPool workers, TimeSource time) {
        this.gateway = gateway;
        this.problems = problems;
        this.workers = workers;
        this.time = time;
    }

    /**
     * A driver comes.
     *
     * @return done when the gateway has it, it was refused, or it hangs; then the gateway has it when it has returned
     */
    CompletionStage<Void> add(Arrival arrival) {
        Asked asked = new Asked(arrival);
        synchronized (this) {
            there.put(arrival.factory(), asked);
        }
        asked.calls.post(asked::run);
        return asked.done;
    }

    /** It goes, whatever has become of it. */
    synchronized void remove(StationDriverFactory factory) {
        Asked gone = there.remove(factory);
        if (gone != null) {
            problems.clear(gone.arrival.what());
        }
    }

    private synchronized boolean isThere(Asked asked) {
        return there.get(asked.arrival.factory()) == asked;
    }

    private synchronized void raise(Asked asked, String what, String why, String remedy) {
        if (isThere(asked)) {
            problems.raise(asked.arrival.what(), what, why, remedy);
        }
    }

    /** One that comes. */
    private final class Asked implements DriverCalls.Watcher {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final Arrival arrival;
        private final DriverCalls calls;

        Asked(Arrival arrival) {
            this.arrival = arrival;
            calls = new DriverCalls(
                    workers.newHardwareSerial("driver " + arrival.driver()), time, DriverFence.LONGEST_CALL, this);
        }

        void run() {
            try {
                use(calls.asked("StationDriverFactory.model(), product() or properties()", this::entry));
            } catch (IllegalArgumentException e) {
                notUsed(String.valueOf(e.getMessage()));
            } catch (RuntimeException | LinkageError e) { // whatever the driver does
                LOG.error("the {} of {} cannot say what it is", arrival.what(), arrival.origin(), e);
                notUsed("it cannot say what it is: " + e);
            } finally {
                done.complete(null);
            }
        }

        private DriverEntry entry() {
            DriverEntry entry = DriverEntry.of(arrival.driver(), arrival.factory(), arrival.source());
            DriverEntry.requireOneId(arrival.driver(), entry.product().model());
            return entry;
        }

        private void use(DriverEntry entry) {
            if (isThere(this)) {
                gateway.addDriver(entry);
                if (!isThere(this)) { // it went meanwhile, when there was nothing yet to take away
                    gateway.removeDriver(arrival.factory());
                }
            }
        }

        private void notUsed(String why) {
            raise(
                    this,
                    "The " + arrival.what() + " is not used",
                    arrival.origin() + ": " + why,
                    "Correct model.json or product.json in the driver's project, build it and install it again");
        }

        @Override
        public void hangs(Overdue call) {
            raise(
                    this,
                    "The " + arrival.what() + " hangs",
                    arrival.origin() + " is asked what it is, and its " + call.text(),
                    "Install another version of the driver, and show the maker of this one the stack of its thread (threads in"
                            + " the console, or jstack)");
            done.complete(null);
        }

        @Override
        public void returned() {
            problems.clear(arrival.what());
        }
    }
}
