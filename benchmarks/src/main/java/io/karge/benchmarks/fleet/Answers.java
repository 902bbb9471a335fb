package io.karge.benchmarks.fleet;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/**
 * One request of each kind after the other at one station, round after round. The next one leaves when the last was
 * answered and what follows from it has arrived, so that a long report does not delay the answer to something else. The
 * times are those of the answers alone. On the thread of the CSMS.
 */
final class Answers {
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final StubCsms csms;
    private final StubStation station;
    private final int rounds;
    private final Times times;
    private int round;
    private int next;
    private Request open = Request.KINDS.get(0);
    private boolean answered;
    private boolean followed;

    private Answers(StubCsms csms, StubStation station, int rounds, Times times) {
        this.csms = csms;
        this.station = station;
        this.rounds = rounds;
        this.times = times;
    }

    /** Begins so many rounds, and adds their times to those that are there. */
    static CompletableFuture<Void> begin(StubCsms csms, StubStation station, int rounds, Times times) {
        Answers begun = new Answers(csms, station, rounds, times);
        station.observe(begun::called);
        begun.next();
        return begun.end;
    }

    private void next() {
        if (next == Request.KINDS.size()) {
            next = 0;
            round++;
        }
        if (round == rounds) {
            station.observe(call -> {});
            end.complete(null);
            return;
        }
        Request request = Request.KINDS.get(next++);
        open = request;
        answered = false;
        followed = !request.isFollowed();
        String payload = request.payload(round * Request.KINDS.size() + next);
        long sent = System.nanoTime();
        station.call(request.action(), payload, answer -> {
            times.record(request, System.nanoTime() - sent);
            if (request.isAnsweredBy(answer)) {
                answered = true;
                proceed();
            } else {
                end.completeExceptionally(new IllegalStateException(request.action() + " was answered with " + answer));
            }
        });
    }

    private void called(String call) {
        if (!followed && open.isEndedBy(call)) {
            followed = true;
            // The station gets its answer first.
            csms.execute(this::proceed);
        }
    }

    private void proceed() {
        if (answered && followed) {
            answered = false;
            next();
        }
    }

    /** Nanoseconds from request to answer, of each kind and of all. */
    static final class Times {
        private final Map<Request, Histogram> each = new HashMap<>();
        private final Histogram all = Conversation.times();

        void record(Request kind, long nanos) {
            of(kind).recordValue(nanos);
            all.recordValue(nanos);
        }

        Histogram of(Request kind) {
            return each.computeIfAbsent(kind, first -> Conversation.times());
        }

        Histogram all() {
            return all;
        }
    }
}
