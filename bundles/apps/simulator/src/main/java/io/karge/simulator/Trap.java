package io.karge.simulator;

/** Behaviour of real cabinets that catches masters out. All are off until switched on; they survive a power cycle. */
public enum Trap implements Labelled {
    /** A power limit of 0 W is a fault of the EVSE, InternalError, until a useful limit is written. */
    ZERO_LIMIT_FAULT,
    /** Load management is on: a limit that is not written again for 5 s falls back to the cabinet's own 10 kW. */
    LIMIT_WATCHDOG,
    /** Batteries have a low voltage and cables carry 1000 A, so the 0.01 A current register saturates at 655.35 A. */
    CURRENT_SATURATION,
    /** Every connector is reported as one with CHAdeMO, as a firmware with another numbering would. */
    CONNECTOR_TYPE,
    /** While one master is connected, others are answered with exception 6, device busy. */
    SINGLE_MASTER
}
