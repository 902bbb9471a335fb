package io.karge.conformance;

import io.karge.ocpp.messages.GetTransactionStatusRequest;
import io.karge.ocpp.messages.GetTransactionStatusResponse;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.TransactionEventEnumType;
import org.jspecify.annotations.Nullable;

/** The cases of functional block E of GetTransactionStatus: E14. */
public final class TransactionStatusCases {

    /** A transaction that never was: E14.FR.01. */
    @TestCase("TC_E_28_CS")
    public void unknown(Bench bench) {
        status(bench, "step 2", "no-such-transaction", false, false);
    }

    /** A transaction that runs, whose events wait: E14.FR.02, E14.FR.04. */
    @TestCase("TC_E_29_CS")
    public void ongoingWithMessages(Bench bench) {
        Offline offline = offlineWhileCharging(bench);
        offline.endWithoutAnswers("step 3");
        status(bench, "step 4", transactionId(bench), true, true);
        emptied(bench, offline);
    }

    /** A transaction that runs, and the CSMS has its events: E14.FR.02, E14.FR.05. */
    @TestCase("TC_E_30_CS")
    public void ongoingWithoutMessages(Bench bench) {
        bench.states().energyTransferStarted();
        status(bench, "step 2", transactionId(bench), true, false);
    }

    /** A transaction that has ended, whose events wait; stopped by card: E14.FR.03, E14.FR.04. */
    @TestCase("TC_E_31_CS")
    public void endedWithMessages(Bench bench) {
        Offline.sampling(bench);
        Offline.configure(bench);
        bench.states().energyTransferStarted();
        Offline offline = Offline.begin(bench);
        bench.states().stopAndLeave();
        bench.pause(bench.configured().transactionDuration());
        offline.endWithoutAnswers("step 1");
        status(bench, "step 2", transactionId(bench), false, true);
        bench.csms().release();
        bench.states().leftReported();
        offline.queued("step 3");
    }

    /** A transaction that has ended, and the CSMS has its events: E14.FR.03, E14.FR.05. */
    @TestCase("TC_E_32_CS")
    public void endedWithoutMessages(Bench bench) {
        bench.states().energyTransferStarted();
        bench.states().evDisconnected();
        bench.states().parkingBayUnoccupied();
        status(bench, "step 2", transactionId(bench), false, false);
    }

    /** Messages wait, of whatever transaction: E14.FR.06, E14.FR.07. */
    @TestCase("TC_E_33_CS")
    public void anyWithMessages(Bench bench) {
        Offline offline = offlineWhileCharging(bench);
        offline.endWithoutAnswers("step 3");
        status(bench, "step 4", null, null, true);
        emptied(bench, offline);
    }

    /** No message waits: E14.FR.06, E14.FR.08. */
    @TestCase("TC_E_34_CS")
    public void anyWithoutMessages(Bench bench) {
        status(bench, "step 2", null, null, false);
    }

    private static Offline offlineWhileCharging(Bench bench) {
        Offline.sampling(bench);
        Offline.configure(bench);
        bench.states().energyTransferStarted();
        return Offline.begin(bench);
    }

    private static void emptied(Bench bench, Offline offline) {
        bench.csms().release();
        offline.awaitEmptied("step 5");
        for (TransactionEventRequest event : offline.queued("step 5")) {
            Checks.equal("step 5: eventType", event.eventType(), TransactionEventEnumType.Updated);
            Checks.present("step 5: meterValue", event.meterValue());
        }
    }

    private static String transactionId(Bench bench) {
        return bench.states().transactionId().orElseThrow();
    }

    private static void status(
            Bench bench, String step, @Nullable String transactionId, @Nullable Boolean ongoing, boolean inQueue) {
        GetTransactionStatusResponse status = bench.csms()
                .call(
                        GetTransactionStatusRequest.of().withTransactionId(transactionId),
                        GetTransactionStatusResponse.class);
        if (ongoing == null) {
            Checks.absent(step + ": ongoingIndicator", status.ongoingIndicator());
        } else {
            Checks.equal(step + ": ongoingIndicator", status.ongoingIndicator(), ongoing);
        }
        Checks.equal(step + ": messagesInQueue", status.messagesInQueue(), inQueue);
    }
}
