package io.karge.simulator;

import java.util.List;

/** What can be seen of a cabinet; the fields of the control API. */
public record StationView(
        String name,
        String model,
        String stationId,
        String firmware,
        String link,
        long bootCounter,
        List<EvseView> evses) {
    public StationView {
        evses = List.copyOf(evses);
    }
}
