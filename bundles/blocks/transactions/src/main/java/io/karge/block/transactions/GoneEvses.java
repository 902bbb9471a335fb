package io.karge.block.transactions;

import io.karge.driver.EvseState;
import io.karge.driver.MeterReading;
import io.karge.driver.VehicleState;
import io.karge.station.StationContext;
import io.karge.station.StationEvent.EvseMissed;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends the sessions at EVSEs that the station does not have any more, because another driver than before says that it has
 * fewer: their transactions with the reason Other and what their meters had counted last. The other EVSEs go on.
 */
final class GoneEvses {
    private final StationContext context;
    private final Sessions sessions;
    private final Change change;

    /** How a session changes. */
    interface Change {
        void apply(String key, Input input, Instant at, EvseMissed then);
    }

    GoneEvses(StationContext context, Sessions sessions, Change change) {
        this.context = context;
        this.sessions = sessions;
        this.change = change;
    }

    /** To be done before anything else is with the sessions. */
    void end() {
        List.copyOf(sessions.all()).stream()
                .filter(entry -> entry.getValue().evseId() != 0
                        && !context.model().hasEvse(entry.getValue().evseId()))
                .forEach(entry -> end(entry.getKey(), entry.getValue()));
    }

    private void end(String key, Session session) {
        int evseId = session.evseId();
        Progress progress = session.progress();
        if (progress != null) {
            tell(evseId, progress.transactionId());
        }
        Instant now = context.clock().now();
        EvseMissed gone = new EvseMissed(gone(evseId, progress, now), null, now);
        change.apply(key, Input.Stopped.BY_STATION, now, gone);
        if (sessions.get(key).isPresent()) {
            change.apply(key, new Input.Hardware(gone.state(), false, false), now, gone);
        }
        sessions.remove(key);
    }

    private EvseState gone(int evseId, @Nullable Progress progress, Instant now) {
        long begun = progress == null ? 0 : progress.meterStartWh();
        long counted = context.hardware()
                .lastReading(evseId)
                .map(MeterReading::energyWh)
                .orElse(0L);
        MeterReading register = MeterReading.at(now).withEnergyWh(Math.max(begun, counted));
        return new EvseState(evseId, false, VehicleState.ABSENT, false, false, Set.of(), register, null);
    }

    private void tell(int evseId, String transactionId) {
        context.problems()
                .raise(
                        "gone-" + evseId,
                        "EVSE " + evseId + " is gone, and its transaction was ended",
                        "the " + driver() + " that is used now has "
                                + context.model().evses().size() + " EVSEs in its model.json, and transaction "
                                + transactionId + " ran at EVSE " + evseId
                                + ". It was ended with the reason Other and the energy that was read last; a vehicle"
                                + " there may go on charging, which nobody counts",
                        "If the cabinet has that EVSE, go back to the version of the driver that knows it (driver:use)");
    }

    /** The id, with the version where the hardware knows it. */
    private String driver() {
        return context.hardware().driver().orElse("driver " + context.model().driver());
    }
}
