package io.karge.driver.polling;

import io.karge.driver.EvseState;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.MeterSampled;
import java.time.Duration;

/**
 * How often the whole hardware is looked at: often while a cable is plugged in, and for a while after anything has
 * happened; else seldom. Not thread-safe.
 */
final class Pace {
    private static final Duration CALMS_DOWN = Duration.ofSeconds(30);

    private final Duration busy;
    private final Duration idle;
    private long lastActive;

    /** Busy at first. */
    Pace(Duration busy, Duration idle, long nanoTime) {
        if (idle.compareTo(busy) < 0) {
            throw new IllegalArgumentException("the hardware would be looked at more often while it is idle (" + idle
                    + ") than in use (" + busy + ")");
        }
        this.busy = busy;
        this.idle = idle;
        this.lastActive = nanoTime;
    }

    /** From the beginning of one look to that of the next. */
    Duration at(long nanoTime) {
        return nanoTime - lastActive < CALMS_DOWN.toNanos() ? busy : idle;
    }

    /** A look has shown this. */
    void seen(Picture picture, long nanoTime) {
        if (picture.evses().stream().anyMatch(EvseState::pluggedIn)) {
            lastActive = nanoTime;
        }
    }

    /** This is told of the hardware. */
    void told(HardwareEvent event, long nanoTime) {
        if (!(event instanceof MeterSampled)) {
            lastActive = nanoTime;
        }
    }

    /** A command has been done. */
    void commanded(long nanoTime) {
        lastActive = nanoTime;
    }
}
