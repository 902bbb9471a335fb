package io.karge.station;

/** Under which registration status a request may leave the station (B01 to B03). */
public enum CallPermission {
    /** Only when the CSMS has accepted the station: the normal case. */
    ACCEPTED,
    /** Also while Pending, because the CSMS asked for it (a report, a triggered message). */
    REQUESTED,
    /** The BootNotification itself. */
    BOOT
}
