package io.karge.conformance.mutants;

import static io.karge.conformance.mutants.Wires.answering;
import static io.karge.conformance.mutants.Wires.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Breakage;
import io.karge.driver.HardwareCommand;
import io.karge.ocpp.Action;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Resets and reconnecting: B11, B12, Part 4 5.4. */
final class ResetMutants {
    private static final String[] RESETS = {"B_20", "B_22", "B_23"};
    private static final String[] SCHEDULED = {"B_21", "B_41"};
    private static final String[] OF_AN_EVSE = {"B_28", "B_29"};

    static final List<Mutant> ALL = List.of(
            Mutant.of(
                            "a reset is accepted and the cabinet does not restart",
                            () -> Drivers.refusing(HardwareCommand.Reboot.class))
                    .in("B_20", "B_21", "B_22", "B_23", "B_41"),
            Mutant.of("a reset is scheduled without need", () -> answering(Action.Reset, "Scheduled"))
                    .at("step 2: ResetResponse.status: expected Accepted, seen Scheduled", RESETS),
            Mutant.of("a reset is rejected", () -> answering(Action.Reset, "Rejected"))
                    .at("step 2: ResetResponse.status", "B_20", "B_21", "B_22", "B_23", "B_41"),
            Mutant.of("a reset that waits is accepted", () -> answering(Action.Reset, "Accepted"))
                    .at("step 2: ResetResponse.status: expected Scheduled, seen Accepted", SCHEDULED)
                    .at("step 2: ResetResponse.status: expected Rejected, seen Accepted", OF_AN_EVSE),
            Mutant.of("a reset of an EVSE is scheduled", () -> answering(Action.Reset, "Scheduled"))
                    .at("step 2: ResetResponse.status: expected Rejected, seen Scheduled", OF_AN_EVSE),
            Mutant.of(
                            "a reset of an EVSE is rejected and resets the station",
                            () -> Wires.pretending(Action.Reset, "Rejected", reset -> {
                                reset.remove("evseId");
                                reset.put("type", "Immediate");
                            }))
                    .in(OF_AN_EVSE),
            Mutant.of(
                            "OnIdle does not wait for the transactions",
                            () -> Wires.pretending(Action.Reset, "Scheduled", reset -> reset.put("type", "Immediate")))
                    .in(SCHEDULED),
            Mutant.of(
                            "after a reset a connector is not reported",
                            () -> Breakage.dropping(
                                    Action.StatusNotification,
                                    status -> status.path("evseId").asInt() == 2))
                    .at(
                            "a report (StatusNotification or NotifyEvent) of connector 2.1",
                            "B_20",
                            "B_21",
                            "B_22",
                            "B_23"),
            Mutant.of(
                            "after a reset the plugged connector is reported free",
                            () -> Breakage.altering(Action.StatusNotification, afterBoot("Occupied", "Available")))
                    .at("status of connector 1.1: expected Occupied, seen Available", "B_21", "B_22")
                    .at("status of connector 2.1: expected Occupied, seen Available", "B_41"),
            Mutant.of("the boot after a reset has no reason that fits", () -> booting("PowerUp"))
                    .at("step 7: BootNotificationRequest.reason", "B_21")
                    .at("step 5: BootNotificationRequest.reason", "B_22")
                    .at("step 3: BootNotificationRequest.reason", "B_23")
                    .at("step 11: BootNotificationRequest.reason", "B_41"),
            Mutant.of("the boot after a scheduled reset says that it was not", () -> booting("RemoteReset"))
                    .at("BootNotificationRequest.reason", SCHEDULED),
            Mutant.of("the boot after an immediate reset says that it was scheduled", () -> booting("ScheduledReset"))
                    .at("BootNotificationRequest.reason", "B_22", "B_23"),
            Mutant.of("no security event after a reset", () -> Breakage.dropping(Action.SecurityEventNotification))
                    .at("step 11", "B_21"),
            Mutant.of(
                            "the transaction ends after the boot",
                            () -> Wires.late(
                                    is(Action.TransactionEvent, Events.type("Ended")), is(Action.BootNotification)))
                    .at("step 3", "B_22"),
            Mutant.of(
                            "the end of the transaction is lost",
                            () -> Breakage.dropping(Action.TransactionEvent, Events.type("Ended")))
                    .at("step 3", "B_22")
                    .in("B_21", "B_41"),
            Mutant.of("a reset ends no transaction", () -> Events.typed("Updated", "Ended"))
                    .at("step 3: eventType", "B_22"),
            Mutant.of(
                            "a reset is a reboot for the transaction",
                            () -> Events.told(Events.type("Ended"), "stoppedReason", "Reboot"))
                    .at("step 3: transactionInfo.stoppedReason: expected ImmediateReset, seen Reboot", "B_22"),
            Mutant.of(
                            "a reset is an abnormal condition for the transaction",
                            () -> Events.triggered("AbnormalCondition", "ResetCommand"))
                    .at("step 3: triggerReason", "B_22"),
            Mutant.of(
                            "the transaction is charging when a reset ends it",
                            () -> Events.told(Events.type("Ended"), "chargingState", "Charging"))
                    .at("step 3: transactionInfo.chargingState", "B_22")
                    .at("chargingState", SCHEDULED),
            Mutant.of(
                            "a reset carries a card",
                            () -> Events.altered(Events.trigger("ResetCommand"), TransactionMutants::card))
                    .at("step 3: idToken", "B_22"),
            Mutant.of(
                            "Unavailable is forgotten over a reset",
                            () -> Breakage.altering(Action.StatusNotification, afterBoot("Unavailable", "Available")))
                    .at("step 5: status of connector 1.1", "B_23"),
            Mutant.of("the contactors open late, and the reset waits for nothing", Drivers::openingLate)
                    .at("at the last event: the contactors of EVSE", SCHEDULED),
            // Part 4, 5.4
            Mutant.of(
                            "reconnecting cannot be configured",
                            () -> Breakage.answering(Action.SetVariables, answer -> ProvisioningMutants.first(
                                            answer, "setVariableResult")
                                    .put("attributeStatus", "Rejected")))
                    .at("configuration state", "B_57"),
            // effect: OCPPCommCtrlr.RetryBackOffWaitMinimum, OCPPCommCtrlr.RetryBackOffRepeatTimes
            // effect: OCPPCommCtrlr.RetryBackOffRandomRange
            Mutant.of("RetryBackOffWaitMinimum is ignored, 1 s", () -> backOff("RetryBackOffWaitMinimum", "1"))
                    .at("step 2: the reconnection time", "B_57"),
            Mutant.of("RetryBackOffWaitMinimum is ignored, 20 s", () -> backOff("RetryBackOffWaitMinimum", "20"))
                    .at("step 2: the reconnection time", "B_57"),
            Mutant.of("the back-off is not doubled", () -> backOff("RetryBackOffRepeatTimes", "0"))
                    .at("step 7: the reconnection time", "B_57"),
            Mutant.of("the back-off is longer by chance", () -> backOff("RetryBackOffRandomRange", "60"))
                    .at("the reconnection time", "B_57"));

    private ResetMutants() {}

    private static Breakage booting(String reason) {
        return Breakage.altering(Action.BootNotification, boot -> boot.put("reason", reason));
    }

    private static Breakage backOff(String variable, String value) {
        return Wires.ignoring("OCPPCommCtrlr", variable, value);
    }

    /** One status instead of another from its second report on. */
    static Consumer<ObjectNode> afterBoot(String status, String instead) {
        Predicate<ObjectNode> fits =
                report -> report.path("connectorStatus").asText().equals(status);
        return new Consumer<>() {
            private final Set<Integer> reported = new HashSet<>();

            @Override
            public void accept(ObjectNode report) {
                if (fits.test(report) && !reported.add(report.path("evseId").asInt())) {
                    report.put("connectorStatus", instead);
                }
            }
        };
    }
}
