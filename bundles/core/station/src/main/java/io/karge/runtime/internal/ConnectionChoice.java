package io.karge.runtime.internal;

import org.jspecify.annotations.Nullable;

/**
 * Whether the administrator wants a station online. A factory reset chooses too, and that choice is void when the reset
 * fails. On the loop only.
 */
final class ConnectionChoice {
    private static final String PROBLEM = "administrator";

    private final String stationId;
    private final ProblemList problems;
    private boolean online = true;
    private @Nullable Boolean beforeReset;

    ConnectionChoice(String stationId, ProblemList problems) {
        this.stationId = stationId;
        this.problems = problems;
    }

    boolean online() {
        return online;
    }

    void choose(boolean wanted) {
        beforeReset = null;
        set(wanted);
    }

    void resetAsked(boolean wanted) {
        if (beforeReset == null) {
            beforeReset = online;
        }
        set(wanted);
    }

    void resetDone() {
        beforeReset = null;
    }

    void resetFailed() {
        if (beforeReset != null) {
            choose(beforeReset);
        }
    }

    private void set(boolean wanted) {
        online = wanted;
        if (wanted) {
            problems.clear(PROBLEM);
        } else {
            problems.note(
                    PROBLEM,
                    "The station is offline",
                    "the administrator has disconnected it",
                    "station:connect " + stationId + " brings it back");
        }
    }
}
