package io.karge.station;

import java.util.List;
import java.util.Set;

/**
 * What keeps the EVSEs and the station from something, over all blocks. On the loop only. Each change is told with
 * {@link StationEvent.HoldsChanged}.
 */
public interface Holds {

    /** All that are in force, those of the station first. */
    List<Held> all();

    /** Whether something has this effect on the EVSE, by itself or because it is in force for the whole station. */
    default boolean affects(int evseId, HoldEffect effect) {
        return all().stream()
                .anyMatch(held -> (held.evseId() == 0 || held.evseId() == evseId)
                        && held.effects().contains(effect));
    }

    /** Whether something has this effect on the station as a whole. */
    default boolean affectsStation(HoldEffect effect) {
        return affects(0, effect);
    }

    /** Whether something has this effect anywhere, on the station or on any of its EVSEs. */
    default boolean anywhere(HoldEffect effect) {
        return all().stream().anyMatch(held -> held.effects().contains(effect));
    }

    /**
     * A hold that is in force.
     *
     * @param owner the block that holds
     * @param evseId 0 for the station
     * @param reason for people
     */
    record Held(String owner, int evseId, String reason, Set<HoldEffect> effects) {
        public Held {
            effects = Set.copyOf(effects);
        }
    }
}
