package io.karge.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a cabinet outlives the process: what a power failure leaves in place.
 *
 * @param deliveredFirmware the version on the nameplate when this was saved: a new nameplate wins over {@code firmware}
 * @param firmware the version that runs
 */
public record SavedState(long bootCounter, String deliveredFirmware, String firmware, List<SavedEvse> evses) {
    public SavedState {
        evses = List.copyOf(evses);
    }

    /**
     * What of an EVSE outlives the process.
     *
     * @param vehicle what is plugged in, with its state of charge of that moment; null without a cable
     * @param vehicleSuspended whether that vehicle wants no energy
     */
    public record SavedEvse(
            int evseId, long meterWh, @Nullable Vehicle vehicle, boolean vehicleSuspended) {}
}
