package io.karge.block.metering;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** When meter values are due. Pure. */
final class Moments {
    private Moments() {}

    /** The first moment after {@code now} that is a whole number of intervals from the start. */
    static Instant sampled(Instant start, Duration interval, Instant now) {
        long passed = Duration.between(start, now).toMillis();
        long step = interval.toMillis();
        return start.plusMillis((Math.floorDiv(passed, step) + 1) * step);
    }

    /** The first moment after {@code now} on the grid that begins at each midnight (Part 2, 2.7.15). */
    static Instant aligned(ZoneId zone, Duration interval, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        Instant midnight = today.atStartOfDay(zone).toInstant();
        Instant nextMidnight = today.plusDays(1).atStartOfDay(zone).toInstant();
        Instant moment = sampled(midnight, interval, now);
        return moment.isBefore(nextMidnight) ? moment : nextMidnight;
    }
}
