package io.karge.benchmarks.fleet;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * One GetVariables after the other on one connection, as OCPP has it: the next one leaves when the answer to the last
 * one has come. The times are taken where the CSMS writes the request to its socket and has read the answer from it.
 */
final class Conversation {
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(60);
    private static final String ACTION = "GetVariables";
    private static final String PAYLOAD =
            "{\"getVariableData\":[{\"component\":{\"name\":\"OCPPCommCtrlr\"},\"variable\":{\"name\":\"HeartbeatInterval\"}}]}";

    private final Histogram times = times();
    private final CompletableFuture<Histogram> end = new CompletableFuture<>();
    private final StubStation station;
    private final BooleanSupplier more;

    private Conversation(StubStation station, BooleanSupplier more) {
        this.station = station;
        this.more = more;
    }

    /** Begins one; on the thread of the CSMS, where {@code more} is asked too. The times are nanoseconds. */
    static CompletableFuture<Histogram> begin(StubStation station, BooleanSupplier more) {
        Conversation begun = new Conversation(station, more);
        begun.next();
        return begun.end;
    }

    /** For times up to a minute, in nanoseconds. */
    static Histogram times() {
        return new Histogram(LONGEST, 3);
    }

    /** Asks it once. */
    static void ask(StubStation station, Consumer<String> answered) {
        station.call(ACTION, PAYLOAD, answered);
    }

    private void next() {
        if (!more.getAsBoolean()) {
            end.complete(times);
            return;
        }
        long sent = System.nanoTime();
        Consumer<String> answered = answer -> {
            times.recordValue(System.nanoTime() - sent);
            if (answer.contains("Accepted")) {
                next();
            } else {
                end.completeExceptionally(new IllegalStateException("no answer to " + ACTION + ": " + answer));
            }
        };
        ask(station, answered);
    }
}
