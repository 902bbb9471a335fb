package io.karge.block.metering;

import io.karge.station.StationContext;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Does something again and again at moments of the station's time. */
final class Cadence {
    private final StationContext context;
    private final Supplier<Duration> interval;
    private final UnaryOperator<Instant> next;
    private final Consumer<Instant> task;
    private @Nullable Cancellable timer;
    private @Nullable Instant due;

    /**
     * @param interval how often; zero: not at all
     * @param next the first moment after the given one
     * @param task is told the moment that was due
     */
    Cadence(StationContext context, Supplier<Duration> interval, UnaryOperator<Instant> next, Consumer<Instant> task) {
        this.context = context;
        this.interval = interval;
        this.next = next;
        this.task = task;
    }

    /** Begins, or begins anew after interval or time have changed. */
    void restart() {
        stop();
        if (!interval.get().isZero()) {
            schedule(context.clock().now());
        }
    }

    void stop() {
        Cancellable running = timer;
        if (running != null) {
            running.cancel();
            timer = null;
        }
        due = null;
    }

    private void schedule(Instant after) {
        Instant moment = next.apply(after);
        due = moment;
        timer = context.after(Duration.between(context.clock().now(), moment), this::fire);
    }

    private void fire() {
        Instant moment = due;
        timer = null;
        if (moment != null && !interval.get().isZero()) {
            Instant now = context.clock().now();
            schedule(now.isAfter(moment) ? now : moment);
            task.accept(moment);
        }
    }
}
