package io.karge.conformance;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.conformance.TestCsms.Received;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** The cases of functional block E of TransactionEvents that the CSMS does not accept: E13. */
public final class TransactionDeliveryCases {
    private static final VariableItem ATTEMPTS =
            new VariableItem("OCPPCommCtrlr", "MessageAttempts", "TransactionEvent");
    private static final VariableItem INTERVAL =
            new VariableItem("OCPPCommCtrlr", "MessageAttemptInterval", "TransactionEvent");
    private static final VariableItem TIMEOUT = new VariableItem("OCPPCommCtrlr", "MessageTimeout", "Default");

    /** The CSMS never answers: E13.FR.02 to E13.FR.04. */
    @TestCase("TC_E_41_CS")
    public void neverAnswered(Bench bench) {
        configure(bench);
        bench.csms().ignore(TransactionEventRequest.class, TransactionDeliveryCases::isCharging);
        authorizeAndConnect(bench);
        repeated(bench, bench.configured().messageAttempts(), timeout(bench));
    }

    /** The CSMS answers the second time: E13.FR.02, E13.FR.03. */
    @TestCase("TC_E_42_CS")
    public void answeredTheSecondTime(Bench bench) {
        configure(bench);
        bench.csms().ignore(TransactionEventRequest.class, attempt(count -> count != 2));
        authorizeAndConnect(bench);
        repeated(bench, 2, timeout(bench));
    }

    /** The CSMS always answers with a CALLERROR: E13.FR.02 to E13.FR.04. */
    @TestCase("TC_E_50_CS")
    public void alwaysRefused(Bench bench) {
        configure(bench);
        bench.csms()
                .refuse(
                        TransactionEventRequest.class,
                        TransactionDeliveryCases::isCharging,
                        RpcErrorCode.InternalError);
        authorizeAndConnect(bench);
        repeated(bench, bench.configured().messageAttempts(), Duration.ZERO);
    }

    /** The CSMS answers with a CALLERROR but the second time; timed as E_50 (DECISIONS): E13.FR.02, E13.FR.03. */
    @TestCase("TC_E_51_CS")
    public void refusedTheFirstTime(Bench bench) {
        configure(bench);
        bench.csms().refuse(TransactionEventRequest.class, attempt(count -> count != 2), RpcErrorCode.InternalError);
        authorizeAndConnect(bench);
        repeated(bench, 2, Duration.ZERO);
    }

    private static void configure(Bench bench) {
        bench.variables()
                .configure(ATTEMPTS, Integer.toString(bench.configured().messageAttempts()));
        bench.variables()
                .configure(
                        INTERVAL,
                        Long.toString(
                                bench.configured().messageAttemptInterval().toSeconds()));
    }

    private static Duration timeout(Bench bench) {
        return Duration.ofSeconds(Long.parseLong(Checks.present(
                "configuration state: " + TIMEOUT,
                bench.variables().get(TIMEOUT.get()).get(0).attributeValue())));
    }

    private static void authorizeAndConnect(Bench bench) {
        bench.states().authorized(Authorization.LOCAL);
        bench.states().evConnectedPreSession();
    }

    /** The message of step 5; SuspendedEVSE, which may come before it, is none (steps 1 to 4). */
    private static boolean isCharging(TransactionEventRequest event) {
        return event.triggerReason() == TriggerReasonEnumType.ChargingStateChanged
                && event.transactionInfo().chargingState() == ChargingStateEnumType.Charging;
    }

    private static Predicate<TransactionEventRequest> attempt(IntPredicate which) {
        AtomicInteger attempts = new AtomicInteger();
        return event -> isCharging(event) && which.test(attempts.incrementAndGet());
    }

    /**
     * Step 5: the message comes so many times, as far apart as it has to be, and not once more.
     *
     * @param unanswered what the station waits for an answer, before each interval
     */
    private static void repeated(Bench bench, int times, Duration unanswered) {
        bench.csms()
                .came(
                        TransactionEventRequest.class,
                        event -> event.transactionInfo().chargingState() == ChargingStateEnumType.SuspendedEVSE);
        Received<TransactionEventRequest> first = next(bench, 1, Duration.ZERO);
        Received<TransactionEventRequest> before = first;
        for (int preceding = 1; preceding < times; preceding++) {
            Duration due = due(bench, preceding, unanswered);
            Received<TransactionEventRequest> again = next(bench, preceding + 1, due);
            String step = "step 5, attempt " + (preceding + 1);
            Checks.equal(step + ": the message", again.request(), first.request());
            Checks.lasted(
                    step + ": time since the attempt before",
                    before.at().minus(bench.csms().accuracy()),
                    again.at(),
                    due);
            before = again;
        }
        bench.csms()
                .none(
                        "step 5: one attempt more",
                        due(bench, times, unanswered),
                        TransactionEventRequest.class,
                        event -> event.seqNo() == first.request().seqNo());
    }

    private static Received<TransactionEventRequest> next(Bench bench, int attempt, Duration due) {
        return bench.csms()
                .await(
                        "step 5, attempt " + attempt,
                        due,
                        TransactionEventRequest.class,
                        TransactionDeliveryCases::isCharging);
    }

    private static Duration due(Bench bench, int preceding, Duration unanswered) {
        return bench.configured()
                .messageAttemptInterval()
                .multipliedBy(preceding)
                .plus(unanswered);
    }
}
