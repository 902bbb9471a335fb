package io.karge.station;

import io.karge.failure.TimeWords;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link DurableQueue} does at a moment, for people.
 *
 * @param name the queue
 * @param length how many messages wait, with the one that is open
 * @param open whether the first is on its way to the CSMS
 * @param failures how many transmissions of the first have come to nothing while the CSMS was reachable
 * @param attempts how many transmissions a message has; 0 when it is never given up
 * @param lastFailure why the latest transmission came to nothing; null when none has, or it was not seen
 * @param next when the first leaves again; null when no pause runs
 */
public record QueueState(
        String name,
        int length,
        boolean open,
        int failures,
        int attempts,
        @Nullable String lastFailure,
        @Nullable Instant next) {

    /** What the first message waits for when nothing but this queue holds it up; empty when nothing waits. */
    public String text() {
        if (length == 0) {
            return "";
        }
        String of = attempts == 0 ? "" : " of " + attempts;
        String failed = failures == 0
                ? ""
                : "attempt " + failures + of + " failed" + (lastFailure == null ? "" : ": " + lastFailure);
        if (open) {
            return "attempt " + (failures + 1) + of + " is with the CSMS" + (failed.isEmpty() ? "" : ", " + failed);
        }
        String then = next == null ? "waiting for its turn" : "next at " + TimeWords.of(next);
        return failed.isEmpty() ? then : failed + ", " + then;
    }
}
