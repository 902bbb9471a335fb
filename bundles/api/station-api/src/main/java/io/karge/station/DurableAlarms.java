package io.karge.station;

import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The alarms of one block, for those who implement {@link StationContext}. Everything that they do goes through the context,
 * so a context that is closed silences them. On the station's loop only.
 */
public final class DurableAlarms {
    private static final String PREFIX = "alarm/";
    /** The timers of the machine and the station's time drift apart. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final StationContext context;
    private final Map<String, Cancellable> waits = new HashMap<>();
    private Consumer<String> ring = key -> {};

    /** When an alarm is due, in station time. */
    record Due(Instant at) {}

    public DurableAlarms(StationContext context) {
        this.context = context;
    }

    /**
     * The block has begun: what fell due while it was away rings now.
     *
     * @param block is told of each alarm, in a step of its own
     */
    public void begin(FunctionalBlock block) {
        ring = block::alarm;
        replan();
    }

    /** As {@link StationContext#alarm}. */
    public void set(String key, Instant due) {
        context.state().put(PREFIX + key, new Due(due));
        plan(key);
    }

    /** As {@link StationContext#cancelAlarm}. */
    public void cancel(String key) {
        context.state().remove(PREFIX + key);
        forget(key);
    }

    /** Something happened at the station. */
    public void on(StationEvent event) {
        if (event instanceof StationEvent.TimeChanged) {
            replan();
        }
    }

    private void replan() {
        List.copyOf(context.state().all(PREFIX, Due.class).keySet())
                .forEach(stored -> plan(stored.substring(PREFIX.length())));
    }

    private void plan(String key) {
        forget(key);
        context.state().get(PREFIX + key, Due.class).ifPresent(due -> {
            Duration left = Duration.between(context.clock().now(), due.at());
            Duration wait = left.isNegative() ? Duration.ZERO : left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
            waits.put(key, context.after(wait, () -> look(key)));
        });
    }

    private void look(String key) {
        boolean due = context.state()
                .get(PREFIX + key, Due.class)
                .filter(alarm -> !context.clock().now().isBefore(alarm.at()))
                .isPresent();
        if (due) {
            cancel(key);
            ring.accept(key);
        } else {
            plan(key);
        }
    }

    private void forget(String key) {
        Cancellable wait = waits.remove(key);
        if (wait != null) {
            wait.cancel();
        }
    }
}
