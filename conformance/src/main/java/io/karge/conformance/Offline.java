package io.karge.conformance;

import io.karge.conformance.TestCsms.Received;
import io.karge.ocpp.messages.TransactionEventRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A while without a connection, and the TransactionEvents that wait for its end. */
final class Offline {
    private final Bench bench;
    private final int before;
    private @Nullable Instant back;

    private Offline(Bench bench) {
        this.bench = bench;
        this.before = bench.csms().received().size();
    }

    /** Configuration state: the station comes back after a while, and need not report connectors that did not change. */
    static void configure(Bench bench) {
        Duration wait = waitMinimum(bench);
        Variables variables = bench.variables();
        variables.configure(
                "OCPPCommCtrlr",
                "OfflineThreshold",
                Long.toString(wait.plusSeconds(60).toSeconds()));
        variables.configure("OCPPCommCtrlr", "RetryBackOffWaitMinimum", Long.toString(wait.toSeconds()));
        variables.configure("OCPPCommCtrlr", "RetryBackOffRandomRange", "0");
    }

    /** Configuration state: meter values come while it lasts. */
    static void sampling(Bench bench) {
        bench.variables()
                .configure(
                        "SampledDataCtrlr",
                        "TxUpdatedMeasurands",
                        String.join(",", bench.station().product().measurands("txUpdated")));
        bench.variables()
                .configure(
                        "SampledDataCtrlr",
                        "TxUpdatedInterval",
                        Long.toString(bench.configured().sampledInterval().toSeconds()));
    }

    /** Longer than two intervals of sampled values. */
    private static Duration waitMinimum(Bench bench) {
        return bench.configured().sampledInterval().multipliedBy(2).plusSeconds(1);
    }

    /** The CSMS closes the connection and does not accept another. */
    static Offline begin(Bench bench) {
        bench.csms().refuseConnections();
        return new Offline(bench);
    }

    /** The CSMS accepts the station again, after as long as that waits at least. */
    void end(String step) {
        int attempts = bench.csms().attempts().size();
        bench.pause(waitMinimum(bench).minusSeconds(1)); // it may come back at once, but has to have tried by then
        bench.csms().acceptConnections();
        back = bench.csms().awaitAttempt(step, attempts, waitMinimum(bench).multipliedBy(2));
        bench.csms().awaitConnection(step);
    }

    /** As {@link #end}, but TransactionEvents are not answered before {@link TestCsms#release}. */
    void endWithoutAnswers(String step) {
        bench.csms().hold(TransactionEventRequest.class);
        end(step);
    }

    /** What has happened since the station is back comes last. */
    void awaitEmptied(String step) {
        bench.csms()
                .await(
                        step + ": an event of the time after",
                        bench.configured().sampledInterval(),
                        TransactionEventRequest.class,
                        event -> !happenedBefore(event));
    }

    private boolean happenedBefore(TransactionEventRequest event) {
        return event.timestamp()
                .isBefore(Checks.present("the connection", back)
                        .minus(bench.csms().accuracy()));
    }

    /** The events that have waited: at least one, and all of them say so. */
    List<TransactionEventRequest> queued(String step) {
        List<TransactionEventRequest> events = bench.csms().received().stream()
                .skip(before)
                .map(Received::request)
                .filter(TransactionEventRequest.class::isInstance)
                .map(TransactionEventRequest.class::cast)
                .filter(this::happenedBefore)
                .toList();
        Checks.that(step + ": events of the time before", !events.isEmpty(), "one or more", events);
        events.forEach(event ->
                Checks.equal(step + ": offline of the event with seqNo " + event.seqNo(), event.offline(), true));
        return events;
    }
}
