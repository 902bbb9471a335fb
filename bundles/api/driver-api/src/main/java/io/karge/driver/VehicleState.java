package io.karge.driver;

/** What the vehicle at an EVSE does. */
public enum VehicleState {
    /** No vehicle is plugged in. */
    ABSENT,
    /** Plugged in, no energy allowed yet or the vehicle is not ready. */
    WAITING,
    /** Energy flows, or the vehicle asks for it and it is about to flow. */
    CHARGING,
    /** Energy is allowed, the vehicle does not take it. */
    SUSPENDED_BY_VEHICLE,
    /** The vehicle wants energy, the station does not give it. */
    SUSPENDED_BY_STATION,
    /** The session was ended, the vehicle is still plugged in. */
    FINISHING
}
