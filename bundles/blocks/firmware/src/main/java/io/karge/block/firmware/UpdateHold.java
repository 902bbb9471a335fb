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
        NOTHING("", Set.of()),
        /** What is free becomes Unavailable, what runs ends first (L01.FR.07). */
        SESSIONS(
                "a firmware update waits to be installed",
                Set.of(HoldEffect.REFUSES_SESSIONS, HoldEffect.SHOWN_UNAVAILABLE)),
        /** Nothing may come between. */
        ALL(
                "a firmware update is being installed",
                Set.of(
                        HoldEffect.REFUSES_SESSIONS,
                        HoldEffect.SHOWN_UNAVAILABLE,
                        HoldEffect.KEEPS_BUSY,
                        HoldEffect.KEEPS_RUNNING));

        private final String reason;
        private final Set<HoldEffect> effects;

        Level(String reason, Set<HoldEffect> effects) {
            this.reason = reason;
            this.effects = effects;
        }
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
        return context.durableHold(KEY, 0, wanted.reason, wanted.effects);
    }
}
