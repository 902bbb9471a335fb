package io.karge.runtime.internal;

import io.karge.runtime.internal.loop.UndoLog;
import io.karge.station.StationClock;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The station's time: what the CSMS told, carried forward by the monotonic clock; before that the machine's time at the
 * start of the station, never earlier than the last time that is known from before. On the loop only.
 */
final class CsmsClock implements StationClock {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final TimeSource time;
    private Instant anchor;
    private long anchorNanos;
    /** What happened is not earlier than this. */
    private Instant floor = EARLIEST;

    private boolean synchronised;

    CsmsClock(TimeSource time) {
        this.time = time;
        this.anchor = time.wallClock();
        this.anchorNanos = time.nanoTime();
    }

    /** Until the CSMS tells the time it is not earlier than this, the last time in the store. */
    void notBefore(Instant last) {
        if (synchronised) {
            return;
        }
        floor = last;
        if (now().isBefore(last)) {
            set(last);
        }
    }

    /** Whether a time can be: records of years far away could not be sent, and would be out of order for ever. */
    static boolean isPlausible(Instant csmsTime) {
        return !csmsTime.isBefore(EARLIEST) && csmsTime.isBefore(LATEST);
    }

    /** What the CSMS told. */
    void synchronise(Instant csmsTime, UndoLog undo) {
        Instant anchorBefore = anchor;
        long nanosBefore = anchorNanos;
        boolean synchronisedBefore = synchronised;
        Instant floorBefore = floor;
        set(csmsTime);
        synchronised = true;
        floor = EARLIEST;
        undo.changed(() -> {
            anchor = anchorBefore;
            anchorNanos = nanosBefore;
            synchronised = synchronisedBefore;
            floor = floorBefore;
        });
    }

    private void set(Instant now) {
        anchor = now;
        anchorNanos = time.nanoTime();
    }

    @Override
    public Instant now() {
        return anchor.plusNanos(time.nanoTime() - anchorNanos).truncatedTo(ChronoUnit.MILLIS);
    }

    /** A moment in the future of the machine's clock, which a jump of it can make, is now. */
    @Override
    public Instant at(Instant wallClock) {
        Duration age = Duration.between(wallClock, time.wallClock());
        Instant at = age.isNegative() ? now() : now().minus(age).truncatedTo(ChronoUnit.MILLIS);
        return at.isBefore(floor) ? floor : at;
    }

    @Override
    public boolean synchronised() {
        return synchronised;
    }
}
