package io.karge.station;

import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast the messages of a queue leave: some seconds' worth at once, then so many a second. What happens at a station
 * never comes as fast; what has piled up does, and with it every station that was cut off. On the loop only.
 */
final class Pace {
    /** How many seconds' worth leave at once. */
    static final int BURST_SECONDS = 5;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final StationContext context;
    private final Runnable again;
    private int sentLately;
    private @Nullable Cancellable second;

    /** @param again is told when the next one may leave, after {@link #take} has said no */
    Pace(StationContext context, Runnable again) {
        this.context = context;
        this.again = again;
    }

    /** Whether one may leave now; it counts as having left. */
    boolean take() {
        if (isHeld()) {
            return false;
        }
        sentLately++;
        if (second == null) {
            second = context.after(SECOND, this::aSecondLater);
        }
        return true;
    }

    /** Whether none may leave now. */
    boolean isHeld() {
        return sentLately >= BURST_SECONDS * context.queueLimits().perSecond();
    }

    private void aSecondLater() {
        boolean held = isHeld();
        sentLately = Math.max(0, sentLately - context.queueLimits().perSecond());
        second = sentLately == 0 ? null : context.after(SECOND, this::aSecondLater);
        if (held) {
            again.run();
        }
    }
}
