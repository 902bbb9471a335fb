package io.karge.failure;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times and durations in what people read: problems, answers and lines of the log. Stateless. */
public final class TimeWords {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private TimeWords() {}

    /** The second in which the time is, as ISO 8601 in UTC: {@code 2030-01-01T12:00:00Z}. */
    public static String of(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** How long, whatever its sign: its two largest units, rounded, as in {@code 12 s}, {@code 1 h} or {@code 3 d 4 h}. */
    public static String of(Duration duration) {
        long seconds = duration.abs().plusMillis(500).toSeconds();
        seconds = seconds < HOUR ? seconds : rounded(seconds, MINUTE);
        seconds = seconds < DAY ? seconds : rounded(seconds, HOUR);
        if (seconds < MINUTE) {
            return seconds + " s";
        } else if (seconds < HOUR) {
            return two(seconds, MINUTE, " min", 1, " s");
        }
        return seconds < DAY ? two(seconds, HOUR, " h", MINUTE, " min") : two(seconds, DAY, " d", HOUR, " h");
    }

    private static long rounded(long seconds, long unit) {
        return (seconds + unit / 2) / unit * unit;
    }

    private static String two(long seconds, long large, String nameOfLarge, long small, String nameOfSmall) {
        long rest = seconds % large / small;
        return seconds / large + nameOfLarge + (rest == 0 ? "" : " " + rest + nameOfSmall);
    }
}
