package io.karge.station;

import java.time.Instant;

/** The time of a station: what the CSMS told it, carried forward by a monotonic clock. */
public interface StationClock {

    /** The station's time, to the millisecond. */
    Instant now();

    /** The station's time at a moment of the machine's wall clock, such as the {@code at} of a hardware event. */
    Instant at(Instant wallClock);

    /** Whether the CSMS has told the time since the process began: a reboot of the station alone keeps what it told. */
    boolean synchronised();
}
