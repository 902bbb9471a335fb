package io.karge.simulator;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Shares the power of a cabinet: nobody gets more than asked for, and what one does not need the others get. */
final class PowerShare {
    private PowerShare() {}

    static void distribute(List<Evse> evses, Set<Trap> traps, int availableW, long elapsedNanos) {
        record Demand(Evse evse, int watts) {}
        List<Demand> smallestFirst = evses.stream()
                .map(evse -> new Demand(evse, evse.demandW(traps, elapsedNanos)))
                .sorted(Comparator.comparingInt(Demand::watts))
                .toList();
        int left = availableW;
        int waiting = smallestFirst.size();
        for (Demand demand : smallestFirst) {
            int given = Math.min(demand.watts(), left / waiting--);
            demand.evse().draw(given);
            left -= given;
        }
    }
}
