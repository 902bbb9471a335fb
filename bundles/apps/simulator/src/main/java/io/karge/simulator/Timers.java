package io.karge.simulator;

import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The timers of one object: their steps run under its lock, and all can be called off at once. */
final class Timers {
    private final TimeSource time;
    private final Object lock;
    private final Set<Step> pending = new HashSet<>();

    Timers(TimeSource time, Object lock) {
        this.time = time;
        this.lock = lock;
    }

    /** Runs the step under the lock after the delay unless called off before. The lock is held by the caller. */
    void after(Duration delay, Runnable work) {
        Step step = new Step(work);
        pending.add(step);
        step.timer = time.schedule(delay, step);
    }

    /** The lock is held by the caller; no step runs afterwards. */
    void cancelAll() {
        pending.forEach(step -> step.timer.cancel());
        pending.clear();
    }

    private final class Step implements Runnable {
        private final Runnable work;
        private Cancellable timer = () -> {};

        Step(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            synchronized (lock) {
                if (pending.remove(this)) {
                    work.run();
                }
            }
        }
    }
}
