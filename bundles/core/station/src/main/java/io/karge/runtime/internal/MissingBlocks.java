package io.karge.runtime.internal;

import java.time.Duration;

/** What it means for people that a block is missing which sessions need. On the loop only. */
final class MissingBlocks {

    /** Why a block is not there. */
    enum Cause {
        /** It was not there when the station booted, and has not come since. */
        NEVER_CAME("is not installed"),
        /** Somebody took it away. */
        REMOVED("was removed"),
        FAILED("keeps failing and is left out");

        private final String text;

        Cause(String text) {
            this.text = text;
        }
    }

    private final ProblemList problems;
    private final Duration grace;

    MissingBlocks(ProblemList problems, Duration grace) {
        this.problems = problems;
        this.grace = grace;
    }

    /** It has just left, or is known not to come by itself. */
    void away(String block, Cause cause) {
        String within = cause == Cause.NEVER_CAME
                ? "there within " + grace.toSeconds() + " s of the start"
                : "back within " + grace.toSeconds() + " s";
        String energy = Blocks.REQUIRED.contains(block) ? ", and energy stops unless it is " + within : "";
        tell(block, meaning(block) + energy, cause, cause == Cause.REMOVED);
    }

    /**
     * It has been away for longer than it may.
     *
     * @param harmed whether a vehicle charged until now
     */
    void staysAway(String block, Cause cause, boolean harmed) {
        String energy = Blocks.REQUIRED.contains(block) ? ", and energy has been stopped" : "";
        tell(block, meaning(block) + energy, cause, cause == Cause.REMOVED && !harmed);
    }

    void clear(String block) {
        problems.clear(key(block));
    }

    private void tell(String block, String what, Cause cause, boolean onPurpose) {
        String why = "the block " + block + " " + cause.text;
        String remedy = cause == Cause.FAILED
                ? "Install a version of karge-" + block + " that works"
                : "Install karge-" + block + (cause == Cause.REMOVED ? " again" : "");
        if (onPurpose) {
            problems.note(key(block), what, why, remedy);
        } else {
            problems.raise(key(block), what, why, remedy);
        }
    }

    private static String meaning(String block) {
        return switch (block) {
            case "provisioning" -> "The station cannot register with its CSMS and takes no sessions";
            case "transactions" -> "The station takes no sessions, and its transactions are shown as they were";
            case "authorization" -> "Cards cannot be authorized: they are refused, only the CSMS can start a session";
            case "availability" ->
                "Connectors are shown as Unavailable, and the CSMS can neither see nor change their states";
            default -> throw new IllegalArgumentException("no session needs the block " + block);
        };
    }

    private static String key(String block) {
        return "missing-block." + block;
    }
}
