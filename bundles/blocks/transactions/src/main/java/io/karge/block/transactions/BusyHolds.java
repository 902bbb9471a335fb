package io.karge.block.transactions;

import io.karge.station.Hold;
import io.karge.station.HoldEffect;
import io.karge.station.StationContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Keeps the station busy while transactions run: what waits until it is idle (Reset OnIdle, B12) waits for them. */
final class BusyHolds {
    private final StationContext context;
    private final Map<String, Hold> holds = new HashMap<>();

    BusyHolds(StationContext context) {
        this.context = context;
    }

    /** @param key the session's */
    void set(String key, boolean running) {
        if (running) {
            if (!holds.containsKey(key)) {
                holds.put(
                        key,
                        context.hold(Sessions.evseId(key), "a transaction is running", Set.of(HoldEffect.KEEPS_BUSY)));
            }
        } else {
            Hold over = holds.remove(key);
            if (over != null) {
                over.release();
            }
        }
    }
}
