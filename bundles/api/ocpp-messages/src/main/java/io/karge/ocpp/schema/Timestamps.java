package io.karge.ocpp.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Time on the wire: RFC 3339, read with any offset, written in UTC with milliseconds (Part 2, 3.1). */
final class Timestamps {

    private static final Instant MIN = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final int LONGEST = "2019-12-19T16:39:57.123456789+01:00".length();
    private static final DateTimeFormatter WRITER = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    static Instant read(String text) {
        if (text.length() > LONGEST || text.isEmpty() || !isDigit(text.charAt(0))) {
            throw notATime();
        }
        try {
            return DateTimeFormatter.ISO_INSTANT.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw notATime();
        }
    }

    static void check(Instant time) {
        if (time.isBefore(MIN) || time.isAfter(MAX)) {
            throw Violations.type("must be a time in the years 0 to 9999");
        }
    }

    static String write(Instant time) {
        return WRITER.format(time);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static InvalidValueException notATime() {
        return Violations.type("must be a date-time as in 2019-12-19T16:39:57+01:00");
    }
}
