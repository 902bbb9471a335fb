package io.karge.benchmarks.fleet;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * One RequestStartTransaction after the other at one station, each transaction ended before the next. Both the response
 * and the TransactionEvent leave the station when what they tell is on its disk, so the arrival of the TransactionEvent
 * at the CSMS is after the sync and no sooner. On the thread of the CSMS.
 */
final class RemoteStarts {
    private static final Pattern TRANSACTION = Pattern.compile("\"transactionId\":\"([^\"]+)\"");
    private static final String UNASKED =
            "{\"setVariableData\":[{\"component\":{\"name\":\"AuthCtrlr\"},\"variable\":{\"name\":\"AuthorizeRemoteStart\"},\"attributeValue\":\"false\"}]}";

    private final Histogram responses = Conversation.times();
    private final Histogram events = Conversation.times();
    private final Histogram ends = Conversation.times();
    private final CompletableFuture<RemoteStarts> end = new CompletableFuture<>();
    private final StubStation station;
    private int left;
    private long sent;
    private long stopped;

    private RemoteStarts(StubStation station, int count) {
        this.station = station;
        this.left = count;
    }

    /** Begins so many; the station is told not to ask the CSMS about the token again. */
    static CompletableFuture<RemoteStarts> begin(StubStation station, int count) {
        RemoteStarts begun = new RemoteStarts(station, count);
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
        sent = System.nanoTime();
        station.call(
                "RequestStartTransaction",
                "{\"evseId\":1,\"remoteStartId\":" + left
                        + ",\"idToken\":{\"idToken\":\"04A2B3C4\",\"type\":\"ISO14443\"}}",
                expecting("\"Accepted\"", answer -> responses.recordValue(System.nanoTime() - sent)));
    }

    private void called(String call) {
        if (call.contains("\"eventType\":\"Started\"")) {
            events.recordValue(System.nanoTime() - sent);
            Matcher transaction = TRANSACTION.matcher(call);
            if (transaction.find()) {
                stopped = System.nanoTime();
                station.call(
                        "RequestStopTransaction",
                        "{\"transactionId\":\"" + transaction.group(1) + "\"}",
                        expecting("\"Accepted\"", answer -> {}));
            }
        } else if (call.contains("\"eventType\":\"Ended\"")) {
            ends.recordValue(System.nanoTime() - stopped);
            next();
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
