package io.karge.benchmarks.fleet;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * One RequestStartTransaction after the other at one station, each transaction ended before the next: as soon as it has
 * started, or when the vehicle charges. Both the response and the TransactionEvent leave the station when what they tell is
 * on its disk, so the arrival of the TransactionEvent at the CSMS is after the sync and no sooner. On the thread of the
 * CSMS.
 */
final class RemoteStarts {
    private static final Pattern TRANSACTION = Pattern.compile("\"transactionId\":\"([^\"]+)\"");
    private static final String UNASKED =
            "{\"setVariableData\":[{\"component\":{\"name\":\"AuthCtrlr\"},\"variable\":{\"name\":\"AuthorizeRemoteStart\"},\"attributeValue\":\"false\"}]}";

    private final Histogram responses = Conversation.times();
    private final Histogram events = Conversation.times();
    private final Histogram charging = Conversation.times();
    private final Histogram ends = Conversation.times();
    private final CompletableFuture<RemoteStarts> end = new CompletableFuture<>();
    private final StubStation station;
    private final boolean untilCharging;
    private int left;
    private boolean stopping;
    private long sent;
    private long stopped;

    private RemoteStarts(StubStation station, int count, boolean untilCharging) {
        this.station = station;
        this.left = count;
        this.untilCharging = untilCharging;
    }

    /**
     * Begins so many; the station is told not to ask the CSMS about the token again.
     *
     * @param untilCharging whether they are stopped when the vehicle charges, not when they have started
     */
    static CompletableFuture<RemoteStarts> begin(StubStation station, int count, boolean untilCharging) {
        RemoteStarts begun = new RemoteStarts(station, count, untilCharging);
        station.observe(begun::called);
        station.call("SetVariables", UNASKED, begun.expecting("\"Accepted\"", answer -> begun.next()));
        return begun.end;
    }

    /** Nanoseconds from the request to its response. */
    Histogram responses() {
        return responses;
    }

    /** Nanoseconds from the request to the arrival of TransactionEvent Started. */
    Histogram events() {
        return events;
    }

    /** Nanoseconds from the request to the arrival of the TransactionEvent that says Charging. */
    Histogram charging() {
        return charging;
    }

    /** Nanoseconds from the RequestStopTransaction, which leaves on that arrival, to the arrival of TransactionEvent Ended. */
    Histogram ends() {
        return ends;
    }

    private void next() {
        if (left-- == 0) {
            station.observe(call -> {});
            end.complete(this);
            return;
        }
        stopping = false;
        sent = System.nanoTime();
        station.call(
                "RequestStartTransaction",
                "{\"evseId\":1,\"remoteStartId\":" + left
                        + ",\"idToken\":{\"idToken\":\"04A2B3C4\",\"type\":\"ISO14443\"}}",
                expecting("\"Accepted\"", answer -> responses.recordValue(System.nanoTime() - sent)));
    }

    private void called(String call) {
        boolean started = call.contains("\"eventType\":\"Started\"");
        boolean charges = call.contains("\"chargingState\":\"Charging\"");
        if (started) {
            events.recordValue(System.nanoTime() - sent);
        }
        if (call.contains("\"eventType\":\"Ended\"")) {
            ends.recordValue(System.nanoTime() - stopped);
            next();
        } else if (!stopping && (untilCharging ? charges : started)) {
            stop(call);
        }
    }

    private void stop(String call) {
        Matcher transaction = TRANSACTION.matcher(call);
        if (transaction.find()) {
            stopping = true;
            stopped = System.nanoTime();
            charging.recordValue(stopped - sent);
            station.call(
                    "RequestStopTransaction",
                    "{\"transactionId\":\"" + transaction.group(1) + "\"}",
                    expecting("\"Accepted\"", answer -> {}));
        }
    }

    private Consumer<String> expecting(String part, Consumer<String> then) {
        return answer -> {
            if (answer.contains(part)) {
                then.accept(answer);
            } else {
                end.completeExceptionally(new IllegalStateException("the station answered " + answer));
            }
        };
    }
}
