package io.karge.conformance.mutants;

import static io.karge.conformance.mutants.Events.trigger;
import static io.karge.conformance.mutants.Events.type;

import io.karge.conformance.Breakage;
import io.karge.driver.HardwareCommand;
import io.karge.ocpp.Action;
import java.util.List;

/** How transactions stop: E_06 to E_08, E_15, E_21, E_22, E_35, E_54. */
final class TransactionStopMutants {
    private static final String[] STOPPING = {"E_06", "E_07", "E_08", "E_15", "E_21", "E_22", "E_35", "E_54"};
    private static final String[] BY_CARD = {"E_06", "E_07", "E_15"};
    private static final String[] BY_CSMS = {"E_21", "E_35"};

    static final List<Mutant> ALL = List.of(
            // effect: TxCtrlr.TxStopPoint
            TransactionStartMutants.ignoring(
                    "TxStopPoint", "EVConnected", "E_07", "E_08", "E_15", "E_21", "E_22", "E_35"),
            TransactionStartMutants.ignoring("TxStopPoint", "Authorized", "E_22"),
            TransactionStartMutants.ignoring("TxStopPoint", "EnergyTransfer", "E_15", "E_21", "E_54"),
            Mutant.of("the energy is not stopped", () -> Drivers.refusing(HardwareCommand.StopEnergy.class))
                    .in("E_06", "E_07", "E_08"),
            Mutant.of("transactions never end", () -> Events.typed("Updated", "Ended"))
                    .at("eventType", STOPPING),
            Mutant.of("nobody is told of an end", () -> Events.missing(type("Ended")))
                    .in(STOPPING),
            Mutant.of(
                            "somebody presses the emergency button",
                            () -> Events.told(type("Ended"), "stoppedReason", "EmergencyStop"))
                    .at("stoppedReason", STOPPING),
            Mutant.of(
                            "the trigger of an end is that of the clock",
                            () -> Events.altered(
                                    type("Ended"), event -> event.put("triggerReason", "EnergyLimitReached")))
                    .in(STOPPING),
            Mutant.of(
                            "what the CSMS stops the driver stops",
                            () -> Events.told(trigger("RemoteStop"), "stoppedReason", "Local"))
                    .at("stoppedReason", BY_CSMS),
            Mutant.of("a card stops for the CSMS", () -> Events.triggered("RemoteStop", "StopAuthorized"))
                    .in(BY_CARD),
            Mutant.of(
                            "another card stops",
                            () -> Events.altered(trigger("StopAuthorized"), event -> event.putObject("idToken")
                                    .put("idToken", "FFFF")
                                    .put("type", "ISO14443")))
                    .at("idToken", "E_06", "E_07", "E_08"),
            Mutant.of("the CSMS may not stop", () -> Wires.answering(Action.RequestStopTransaction, "Rejected"))
                    .at("step 2: status", BY_CSMS),
            Mutant.of(
                            "a vehicle that pauses goes on charging",
                            () -> Events.told(
                                    trigger("ChargingStateChanged").and(type("Ended")), "chargingState", "Charging"))
                    .at("chargingState", "E_22"),
            Mutant.of(
                            "a vehicle that pauses is suspended when the transaction ends",
                            () -> Events.told(type("Ended"), "chargingState", "SuspendedEV"))
                    .at("step 1: transactionInfo.chargingState", "E_22", "E_54"),
            Mutant.of(
                            "the connector stays occupied",
                            () -> Breakage.dropping(Action.StatusNotification, status -> status.path("connectorStatus")
                                    .asText()
                                    .equals("Available")))
                    .at("step 1: a report", "E_54")
                    .at("EVDisconnected, step 1", "E_06"));

    private TransactionStopMutants() {}
}
