package io.karge.driver.polling;

import io.karge.driver.CabinetState;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareEvent;
import java.util.List;

/**
 * What one look at the hardware shows.
 *
 * @param evses every EVSE of the model, in the order of their ids
 * @param occurrences what happened since the look before and is no state: cards, stop buttons, limits, what only this
 *     vendor knows. Those of the first look over a connection are not told, so that nothing is told twice
 */
public record Picture(CabinetState cabinet, List<EvseState> evses, List<HardwareEvent> occurrences) {
    public Picture {
        evses = List.copyOf(evses);
        occurrences = List.copyOf(occurrences);
    }

    EvseState evse(int evseId) {
        return evses.get(evseId - 1);
    }
}
