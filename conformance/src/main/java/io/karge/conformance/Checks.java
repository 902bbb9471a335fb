package io.karge.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The tool validations of a case. {@code what} names the step and the field, as in {@code "step 4: status"}; a failure
 * reads {@code step 4: status: expected Accepted, seen Rejected}.
 */
public final class Checks {
    /** What the certification labs allow a time to be off. */
    static final Duration DEVIATION = Duration.ofSeconds(4);

    private Checks() {}

    /** The field has one of the values. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T> void equal(String what, @Nullable T seen, T... expected) {
        oneOf(what, seen, Arrays.asList(expected));
    }

    /** The field has one of the values. */
    public static <T> void oneOf(String what, @Nullable T seen, Collection<? extends T> expected) {
        if (seen == null || !expected.contains(seen)) {
            fail(what, expected.size() == 1 ? expected.iterator().next() : "one of " + expected, seen);
        }
    }

    /** The field has a value or is left out. */
    public static <T> void equalOrAbsent(String what, @Nullable T seen, T expected) {
        if (seen != null && !seen.equals(expected)) {
            fail(what, "nothing or " + expected, seen);
        }
    }

    /** The field is there; gives it. */
    public static <T> T present(String what, @Nullable T seen) {
        if (seen == null) {
            throw failure(what, "a value", "nothing");
        }
        return seen;
    }

    public static void absent(String what, @Nullable Object seen) {
        if (seen != null) {
            fail(what, "nothing", seen);
        }
    }

    /** The time is this one, give or take the deviation of the certification labs. */
    public static void about(String what, Instant seen, Instant expected) {
        that(
                what,
                Duration.between(seen, expected).abs().compareTo(DEVIATION) <= 0,
                expected + " +/- " + DEVIATION.toSeconds() + " s",
                seen);
    }

    /** Something lasted this long, and not longer by more than the deviation of the certification labs. */
    public static void lasted(String what, Instant from, Instant to, Duration expected) {
        Duration seen = Duration.between(from, to);
        that(
                what,
                seen.compareTo(expected) >= 0 && seen.compareTo(expected.plus(DEVIATION)) <= 0,
                expected + " to " + expected.plus(DEVIATION),
                seen);
    }

    /** Anything else. */
    public static void that(String what, boolean holds, String expected, @Nullable Object seen) {
        if (!holds) {
            fail(what, expected, seen);
        }
    }

    /** Fails the case. */
    public static void fail(String what, Object expected, @Nullable Object seen) {
        throw failure(what, expected, seen == null ? "nothing" : seen);
    }

    private static AssertionError failure(String what, Object expected, Object seen) {
        return new AssertionError(what + ": expected " + expected + ", seen " + seen);
    }
}
