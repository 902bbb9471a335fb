package io.karge.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEventSink;
import io.karge.driver.StationDriver;
import io.karge.ocpp.Action;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Stations that reset wrongly or not at all, and the cases that must notice. */
class BrokenResetTest {
    @Test
    void aResetFailsWhenTheStationDoesNotReboot() {
        BrokenStation.fails("TC_B_20_CS", Breakage.driver(Enduring::new), "step 3");
    }

    @Test
    void aResetFailsWhenAConnectorIsNotReportedAfterwards() {
        BrokenStation.fails(
                "TC_B_20_CS",
                Breakage.dropping(
                        Action.StatusNotification,
                        status -> status.path("evseId").asInt() == 2),
                "step 5: a report (StatusNotification or NotifyEvent) of connector 2.1");
    }

    @Test
    void aScheduledResetFailsWhenItIsAnsweredAccepted() {
        BrokenStation.fails(
                "TC_B_21_CS",
                Breakage.answering(Action.Reset, answer -> answer.put("status", "Accepted")),
                "step 2: ResetResponse.status: expected Scheduled, seen Accepted");
    }

    @Test
    void aScheduledResetFailsWhenTheBootSaysAnotherReason() {
        BrokenStation.fails("TC_B_21_CS", bootsBecauseOf("RemoteReset"), "step 7: BootNotificationRequest.reason");
    }

    @Test
    void anImmediateResetFailsWhenTheTransactionDoesNotSayWhyItEnded() {
        BrokenStation.fails(
                "TC_B_22_CS",
                Breakage.altering(Action.TransactionEvent, event -> {
                    if (event.at("/transactionInfo/stoppedReason").asText().equals("ImmediateReset")) {
                        ((ObjectNode) event.at("/transactionInfo")).put("stoppedReason", "Reboot");
                    }
                }),
                "step 3: transactionInfo.stoppedReason: expected ImmediateReset, seen Reboot");
    }

    @Test
    void anImmediateResetFailsWhenTheEndOfTheTransactionIsLost() {
        BrokenStation.fails(
                "TC_B_22_CS",
                Breakage.dropping(
                        Action.TransactionEvent,
                        event -> event.path("eventType").asText().equals("Ended")),
                "step 3");
    }

    @Test
    void unavailableFailsWhenItIsForgotten() {
        BrokenStation.fails(
                "TC_B_23_CS", Breakage.altering(Action.StatusNotification, new Forgetful()), "step 5: status");
    }

    @Test
    void reconnectionFailsWhenItCannotBeConfigured() {
        BrokenStation.fails(
                "TC_B_57_CS",
                Breakage.answering(Action.SetVariables, answer -> ((ObjectNode) answer.at("/setVariableResult/0"))
                        .put("attributeStatus", "Rejected")),
                "configuration state");
    }

    @Test
    void severalTransactionsFailWhenTheBootSaysAnotherReason() {
        BrokenStation.fails("TC_B_41_CS", bootsBecauseOf("RemoteReset"), "step 11: BootNotificationRequest.reason");
    }

    @Test
    void aResetOfAnEvseFailsWhenItIsAccepted() {
        for (String testCase : new String[] {"TC_B_28_CS", "TC_B_29_CS"}) {
            BrokenStation.fails(
                    testCase,
                    Breakage.answering(Action.Reset, answer -> answer.put("status", "Accepted")),
                    "step 2: ResetResponse.status: expected Rejected, seen Accepted");
        }
    }

    private static Breakage bootsBecauseOf(String reason) {
        return Breakage.altering(Action.BootNotification, boot -> boot.put("reason", reason));
    }

    /** Reports Unavailable once and never again. */
    private static final class Forgetful implements Consumer<ObjectNode> {
        private boolean reported;

        @Override
        public void accept(ObjectNode status) {
            if (status.path("connectorStatus").asText().equals("Unavailable")) {
                status.put("connectorStatus", reported ? "Available" : "Unavailable");
                reported = true;
            }
        }
    }

    /** A cabinet that says that it restarts and does not. */
    private record Enduring(StationDriver driver) implements StationDriver {
        @Override
        public void start(HardwareEventSink sink) {
            driver.start(sink);
        }

        @Override
        public CompletionStage<CommandResult> execute(HardwareCommand command) {
            return command instanceof HardwareCommand.Reboot
                    ? CompletableFuture.completedFuture(new CommandResult.Accepted())
                    : driver.execute(command);
        }

        @Override
        public void stop(Duration grace) {
            driver.stop(grace);
        }
    }
}
