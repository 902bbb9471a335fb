package io.karge.conformance;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEventSink;
import io.karge.driver.StationDriver;
import io.karge.ocpp.Action;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Stations that are broken on purpose, and the cases that must notice. */
class BrokenStationTest {
    @Test
    void coldBootFailsWhenNoConnectorIsReported() {
        BrokenStation.fails("TC_B_01_CS", Breakage.without("availability"), "step 5: a report");
    }

    @Test
    void coldBootFailsWhenAConnectorIsReportedWithTheWrongStatus() {
        BrokenStation.fails(
                "TC_B_01_CS",
                Breakage.altering(Action.StatusNotification, status -> status.put("connectorStatus", "Occupied")),
                "step 5: status of connector 1.1: expected Available, seen Occupied");
    }

    @Test
    void coldBootFailsWhenTheSecurityEventIsLost() {
        BrokenStation.fails("TC_B_01_CS", Breakage.dropping(Action.SecurityEventNotification), "step 7");
    }

    @Test
    void localStartFailsWhenTheCardIsNotAuthorized() {
        BrokenStation.fails("TC_E_03_CS", Breakage.without("authorization"), "AuthorizeRequest");
    }

    @Test
    void localStartFailsWhenTheContactorsStayOpen() {
        BrokenStation.fails("TC_E_03_CS", Breakage.driver(Reluctant::new), "EnergyTransferStarted, step 3 or 5");
    }

    @Test
    void everyCaseFailsWhenAnEventOfATransactionIsLost() {
        BrokenStation.fails(
                "TC_E_03_CS",
                Breakage.altering(
                        Action.TransactionEvent,
                        event -> event.put("seqNo", event.path("seqNo").asInt() * 2)),
                "general validation: transaction");
    }

    @Test
    void everyCaseFailsWhenAMessageIsInvalid() {
        BrokenStation.fails(
                "TC_E_03_CS",
                Breakage.altering(Action.Authorize, authorize -> authorize.put("surprise", 1)),
                "AuthorizeRequest");
    }

    @Test
    void aCaseFailsWhenAnAnswerIsWrong() {
        BrokenStation.fails(
                "TC_E_03_CS",
                Breakage.answering(Action.GetVariables, answer -> answer.removeAll()),
                "expected a valid GetVariablesResponse");
    }

    /** A driver that says that it allows energy and does not. */
    private record Reluctant(StationDriver driver) implements StationDriver {
        @Override
        public void start(HardwareEventSink sink) {
            driver.start(sink);
        }

        @Override
        public CompletionStage<CommandResult> execute(HardwareCommand command) {
            return command instanceof HardwareCommand.AllowEnergy
                    ? CompletableFuture.completedFuture(new CommandResult.Accepted())
                    : driver.execute(command);
        }

        @Override
        public void stop(Duration grace) {
            driver.stop(grace);
        }
    }
}
