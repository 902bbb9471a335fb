package io.karge.runtime.internal;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.station.CallReply;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether the CSMS answers what the station asks, as problems for people: it is silent, or sends what is no answer to anything, until it answers; it refuses
 * an action, answers it badly or closes the connection over it, until it answers that action well, or has not done it again for an hour. BootNotification
 * is left out: who sends it says what became of the registration. On the loop only.
 */
final class CsmsAnswers {
    private static final String SILENT = "silent";
    /** A connection may be lost by chance, also in the middle of a request. */
    private static final int BY_CHANCE = 2;

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final TimeSource time;
    private final ProblemList.Part problems;
    private final Map<String, Bad> bad = new HashMap<>();
    /** In a row. */
    private final Map<Action, Integer> cutOff = new EnumMap<>(Action.class);

    /** How often in a row, and when the last time. */
    private record Bad(String what, int times, long at) {
        static final Bad NEVER = new Bad("", 0, 0);
    }

    CsmsAnswers(TimeSource time, ProblemList problems) {
        this.time = time;
        this.problems = problems.part("csms-answers");
        this.problems.clearAll(); // those of before the boot
    }

    /** A request has ended; one that was never sent has not. */
    void ended(Action action, CallReply<OcppResponse> reply) {
        if (reply.arrived()) {
            cutOff.remove(action);
            good(SILENT);
        }
        if (reply instanceof CallReply.Answered) {
            good(action.wire());
            forgetOld();
        } else if (action != Action.BootNotification) {
            failed(action, action.wire(), reply);
        }
    }

    private void failed(Action action, String name, CallReply<OcppResponse> reply) {
        if (reply instanceof CallReply.Refused) {
            bad(name, "The CSMS refuses " + name, reply.text());
        } else if (reply instanceof CallReply.Unreadable) {
            bad(name, "The CSMS answers " + name + " badly", reply.text());
        } else if (reply instanceof CallReply.TimedOut<OcppResponse> timedOut) {
            boolean silent = timedOut.meanwhile().isEmpty();
            bad(
                    SILENT,
                    silent ? "The CSMS does not answer" : "The CSMS sends what is no answer",
                    name + ", " + reply.text());
        } else if (reply instanceof CallReply.ConnectionLost && cutOff.merge(action, 1, Integer::sum) > BY_CHANCE) {
            bad(name, "The connection is always lost over " + name, reply.text());
        }
    }

    private void bad(String key, String what, String why) {
        Bad before = bad.getOrDefault(key, Bad.NEVER);
        Bad now = new Bad(what, before.what().equals(what) ? before.times() + 1 : 1, time.nanoTime());
        bad.put(key, now);
        String text = now.times() == 1 ? why : now.times() + " times in a row, the last time: " + why;
        String remedy = "Look for this station in the log of the CSMS at that time, and have the CSMS corrected; the"
                + " station goes on by itself";
        problems.raiseOnce(key, what, text, remedy);
    }

    private void good(String key) {
        if (bad.remove(key) != null) {
            problems.clear(key);
        }
    }

    private void forgetOld() {
        long now = time.nanoTime();
        bad.entrySet().removeIf(entry -> {
            boolean old = now - entry.getValue().at() >= REMEMBERED.toNanos();
            if (old) {
                problems.clear(entry.getKey());
            }
            return old;
        });
    }

    /** Nobody wants the connection at the moment: how the CSMS answered is of no interest. */
    void forget() {
        bad.clear();
        cutOff.clear();
        problems.clearAll();
    }
}
