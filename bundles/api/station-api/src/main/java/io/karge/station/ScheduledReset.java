package io.karge.station;

/** Port of the provisioning block: a reset that waits for the transactions to end (B12). */
public interface ScheduledReset {

    /** Whether the EVSE was free when the reset was scheduled and is Unavailable until it is done (B12, scenario 3a). */
    boolean withdraws(int evseId);
}
