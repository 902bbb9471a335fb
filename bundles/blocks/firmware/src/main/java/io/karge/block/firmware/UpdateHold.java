package io.karge.block.firmware;

import io.karge.station.Hold;
import io.karge.station.HoldEffect;
import io.karge.station.StationContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an update keeps the station from, stored: over restarts, and while the block is away. */
final class UpdateHold {
    private static final String KEY = "update";

    /** How much. */
    enum Level {
        NOTHING,
        /** What is free becomes Unavailable, what runs ends first (L01.FR.07). */
        SESSIONS,
        /** Nothing may come between. */
        ALL
    }

    private final StationContext context;
    private @Nullable Level level;
    private @Nullable Hold hold;

    UpdateHold(StationContext context) {
        this.context = context;
    }

    void set(Level wanted) {
        if (level == wanted) {
            return;
        }
        if (level == null && wanted == Level.NOTHING) {
            hold = take(Level.SESSIONS); // what an earlier epoch may have left
        }
        level = wanted;
        if (wanted != Level.NOTHING) {
            hold = take(wanted);
        } else if (hold != null) {
            hold.release();
            hold = null;
        }
    }

    private Hold take(Level wanted) {
        return wanted == Level.ALL
                ? context.durableHold(
                        KEY,
                        0,
                        "a firmware update is being installed",
                        Set.of(
                                HoldEffect.REFUSES_SESSIONS,
                                HoldEffect.SHOWN_UNAVAILABLE,
                                HoldEffect.KEEPS_BUSY,
                                HoldEffect.KEEPS_RUNNING))
                : context.durableHold(
                        KEY,
                        0,
                        "a firmware update waits to be installed",
                        Set.of(HoldEffect.REFUSES_SESSIONS, HoldEffect.SHOWN_UNAVAILABLE));
    }
}
