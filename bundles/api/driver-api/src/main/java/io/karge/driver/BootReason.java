package io.karge.driver;

/** Why a cabinet restarted, as it says itself. */
public enum BootReason {
    POWER_UP,
    REQUESTED_RESET,
    WATCHDOG,
    FIRMWARE_UPDATE
}
