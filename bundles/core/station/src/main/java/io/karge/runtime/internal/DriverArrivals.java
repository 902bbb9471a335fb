package io.karge.runtime.internal;

import io.karge.driver.StationDriverFactory;
import io.karge.runtime.DriverSource;
import io.karge.runtime.internal.DriverCalls.Overdue;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes drivers that come and asks them what they are, each on a thread of its own: one that cannot be made, does not say
 * it, or hangs, is a problem of the gateway and keeps no other from coming. Thread-safe.
 */
final class DriverArrivals {
    private static final Logger LOG = LoggerFactory.getLogger(DriverArrivals.class);
    private static final String CORRECT =
            "Correct model.json or product.json in the driver's project, build it and install it again";

    /**
     * A driver that comes.
     *
     * @param driver its service property of that name
     * @param what it is called among the problems, for which it is told apart from another with its id
     */
    record Arrival(String driver, Offer offer, DriverSource source, String what) {}

    /** A driver that can be had. All of it is called on the driver's own thread, where code of the driver may hang. */
    interface Offer {
        /** Its bundle, for people; may read files. */
        String origin();

        /** What of the driver is called by {@link #get}, for people. */
        String making();

        /**
         * Makes it.
         *
         * @return null when it has gone, or that it cannot be made is told by {@link DriverComponents}
         * @throws NotMade when it cannot be made
         */
        @Nullable
        StationDriverFactory get();

        /** It is not used any longer. */
        void release();
    }

    /** A driver cannot be made: the message says why. */
    static final class NotMade extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String remedy;

        NotMade(String why, String remedy) {
            super(why);
            this.remedy = remedy;
        }

        /** What to do, for people. */
        String remedy() {
            return remedy;
        }
    }

    /** Takes the drivers that have said what they are; may block. */
    interface Sink {
        void addDriver(DriverEntry entry);

        CompletionStage<Void> removeDriver(StationDriverFactory factory);
    }

    private final Sink gateway;
    private final ProblemList problems;
    private final WorkerPool workers;
    private final TimeSource time;
    private final Map<Object, Asked> there = new HashMap<>();

    DriverArrivals(Sink gateway, ProblemList problems, WorkerPool workers, TimeSource time) {
        this.gateway = gateway;
        this.problems = problems;
        this.workers = workers;
        this.time = time;
    }

    /**
     * A driver comes.
     *
     * @param key by which it goes
     * @return done when the gateway has it, it was refused, or it hangs; then the gateway has it when it has returned
     */
    CompletionStage<Void> add(Object key, Arrival arrival) {
        Asked asked = new Asked(key, arrival);
        synchronized (this) {
            there.put(key, asked);
        }
        asked.calls.post(asked::run);
        return asked.done;
    }

    /**
     * It goes, whatever has become of it.
     *
     * @return done when nothing of it runs any more; at once of one that has not yet said what it is
     */
    CompletionStage<Void> remove(Object key) {
        Asked gone;
        synchronized (this) {
            gone = there.remove(key);
            if (gone != null) {
                problems.clear(gone.arrival.what());
            }
        }
        return gone == null ? CompletableFuture.completedFuture(null) : gone.end();
    }

    private synchronized boolean isThere(Asked asked) {
        return there.get(asked.key) == asked;
    }

    private synchronized void raise(Asked asked, String what, String why, String remedy) {
        if (isThere(asked)) {
            problems.raise(asked.arrival.what(), what, why, remedy);
        }
    }

    /** One that comes. */
    private final class Asked implements DriverCalls.Watcher {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final Object key;
        private final Arrival arrival;
        private final DriverCalls calls;
        private volatile String origin = "its bundle";
        private volatile @Nullable StationDriverFactory factory;

        Asked(Object key, Arrival arrival) {
            this.key = key;
            this.arrival = arrival;
            calls = new DriverCalls(
                    workers.newHardwareSerial("driver " + arrival.driver()), time, DriverFence.LONGEST_CALL, this);
        }

        void run() {
            try {
                if (isThere(this)) {
                    make();
                }
            } catch (NotMade e) {
                notUsed(String.valueOf(e.getMessage()), e.remedy());
            } catch (IllegalArgumentException e) {
                notUsed(String.valueOf(e.getMessage()), CORRECT);
            } catch (RuntimeException | Error e) { // whatever the driver does
                LOG.error("the driver {} of {} cannot say what it is", arrival.driver(), origin, e);
                notUsed("it cannot say what it is: " + e, CORRECT);
            } finally {
                done.complete(null);
            }
        }

        private void make() {
            origin = arrival.offer().origin();
            Optional<StationDriverFactory> made = calls.asked(
                    arrival.offer().making(),
                    () -> Optional.ofNullable(arrival.offer().get()));
            if (made.isPresent() && isThere(this)) {
                use(calls.asked("StationDriverFactory.model(), product() or properties()", () -> entry(made.get())));
            }
        }

        /** Its thread, should it hang, lets go of it when it returns. */
        CompletionStage<Void> end() {
            StationDriverFactory used = factory;
            CompletableFuture<Void> released = new CompletableFuture<>();
            CompletionStage<Void> gone =
                    used == null ? CompletableFuture.completedFuture(null) : gateway.removeDriver(used);
            gone.whenComplete((stopped, failure) -> calls.post(() -> {
                try {
                    arrival.offer().release();
                } catch (RuntimeException | Error e) { // the gateway's bundle may have stopped, which releases all
                    LOG.debug("the driver {} of {} cannot be released", arrival.driver(), origin, e);
                } finally {
                    released.complete(null);
                }
            }));
            return used == null ? gone : released;
        }

        private DriverEntry entry(StationDriverFactory made) {
            DriverEntry entry = DriverEntry.of(arrival.driver(), made, arrival.source());
            DriverEntry.requireOneId(arrival.driver(), entry.product().model());
            return entry;
        }

        private void use(DriverEntry entry) {
            if (isThere(this)) {
                factory = entry.factory();
                gateway.addDriver(entry);
                if (!isThere(this)) { // it went meanwhile, when there was perhaps nothing yet to take away
                    gateway.removeDriver(entry.factory());
                }
            }
        }

        private void notUsed(String why, String remedy) {
            raise(this, "The driver " + arrival.driver() + " is not used", origin + ": " + why, remedy);
        }

        @Override
        public void hangs(Overdue call) {
            raise(
                    this,
                    "The driver " + arrival.driver() + " hangs",
                    origin + ": " + call.text(),
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
