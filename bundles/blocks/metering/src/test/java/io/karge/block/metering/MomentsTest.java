package io.karge.block.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-01T10:00:07Z, 60,  2026-01-01T10:00:07Z, 2026-01-01T10:01:07Z",
        "2026-01-01T10:00:07Z, 60,  2026-01-01T10:01:06.999Z, 2026-01-01T10:01:07Z",
        "2026-01-01T10:00:07Z, 60,  2026-01-01T10:01:07Z, 2026-01-01T10:02:07Z",
        "2026-01-01T10:00:07Z, 60,  2026-01-01T12:00:30Z, 2026-01-01T12:01:07Z",
        "2026-01-01T10:00:07Z, 60,  2026-01-01T09:59:30Z, 2026-01-01T10:00:07Z",
    })
    void samplesAtWholeIntervalsFromTheStart(Instant start, int seconds, Instant now, Instant next) {
        assertThat(Moments.sampled(start, Duration.ofSeconds(seconds), now)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "UTC,           900, 2026-01-01T10:00:07Z, 2026-01-01T10:15:00Z",
        "UTC,           900, 2026-01-01T10:15:00Z, 2026-01-01T10:30:00Z",
        "UTC,           900, 2026-01-01T23:59:59Z, 2026-01-02T00:00:00Z",
        "UTC,           50000, 2026-01-01T14:00:00Z, 2026-01-02T00:00:00Z", // the grid begins anew each day
        "Asia/Kolkata,  3600, 2026-01-01T10:00:07Z, 2026-01-01T10:30:00Z",
        "Europe/Berlin, 86400, 2026-03-29T10:00:00Z, 2026-03-29T22:00:00Z", // a day of 23 hours
    })
    void alignsToMidnight(ZoneId zone, int seconds, Instant now, Instant next) { // J01.FR.14; Part 2, 2.7.15
        assertThat(Moments.aligned(zone, Duration.ofSeconds(seconds), now)).isEqualTo(next);
    }
}
