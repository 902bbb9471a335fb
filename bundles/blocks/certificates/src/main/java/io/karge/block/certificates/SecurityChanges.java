package io.karge.block.certificates;

import io.karge.station.SecurityEvents;
import io.karge.station.StationContext;

/** Tells of changes to what a station trusts. */
final class SecurityChanges {
    private static final String TYPE = "ReconfigurationOfSecurityParameters";

    private final StationContext context;

    SecurityChanges(StationContext context) {
        this.context = context;
    }

    void tell(String what) {
        context.port(SecurityEvents.class).ifPresent(events -> events.raise(TYPE, what));
    }
}
