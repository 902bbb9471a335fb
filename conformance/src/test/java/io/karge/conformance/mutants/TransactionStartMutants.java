package io.karge.conformance.mutants;

import static io.karge.conformance.mutants.Events.state;
import static io.karge.conformance.mutants.Events.trigger;
import static io.karge.conformance.mutants.Events.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Breakage;
import io.karge.driver.HardwareCommand;
import io.karge.ocpp.Action;
import java.util.List;
import java.util.function.Predicate;

/** How transactions start: E_01 to E_05, E_09, E_10, E_13. */
final class TransactionStartMutants {
    private static final String[] STARTING = {"E_01", "E_02", "E_03", "E_04", "E_09", "E_10", "E_13"};
    private static final String[] REMOTE_FIRST = {"E_13", "F_02", "F_03", "F_04"};
    private static final String[] TIMEOUT = {"E_05", "E_39"};

    static final List<Mutant> ALL = List.of(
            // The start points, each ignored for another
            // effect: TxCtrlr.TxStartPoint
            ignoring("TxStartPoint", "Authorized", "E_01", "E_02", "E_09"),
            ignoring("TxStartPoint", "EVConnected", "E_02", "E_10", "E_13"),
            ignoring("TxStartPoint", "EnergyTransfer", "E_01", "E_09", "E_10", "E_13"),
            Mutant.of("a vehicle is not charged", () -> Drivers.refusing(HardwareCommand.AllowEnergy.class))
                    .in(STARTING)
                    .at("EnergyTransferStarted", "E_05"),
            Mutant.of(
                            "transactions are updated before they start",
                            () -> Events.altered(type("Started"), event -> event.put("eventType", "Updated")))
                    .in(STARTING),
            Mutant.of(
                            "a transaction does not tell its card",
                            () -> Events.altered(event -> event.has("idToken"), event -> event.remove("idToken")))
                    .at("idToken", STARTING),
            Mutant.of(
                            "nobody says where a vehicle is plugged in",
                            () -> Events.altered(event -> {
                                if (event.path("evse").has("connectorId")) {
                                    event.remove("evse");
                                }
                            }))
                    .at("evse", STARTING),
            Mutant.of(
                            "a vehicle charges for another reason than it does",
                            () -> Events.altered(
                                    state("Charging"), event -> event.put("triggerReason", "ChargingRateChanged")))
                    .at("triggerReason", STARTING),
            Mutant.of(
                            "energy is told and does not flow",
                            () -> Events.told(state("Charging"), "chargingState", "SuspendedEVSE"))
                    .in(STARTING),
            // A remote start that names the EVSE
            Mutant.of(
                            "a remote start does not say where",
                            () -> Events.altered(atStart(), event -> event.remove("evse")))
                    .at("Authorized B, step 5: evse", REMOTE_FIRST),
            Mutant.of(
                            "a remote start says another EVSE",
                            () -> Events.altered(
                                    atStart(), event -> event.putObject("evse").put("id", 2)))
                    .at("Authorized B, step 5", REMOTE_FIRST),
            Mutant.of(
                            "a remote start measures nothing",
                            () -> Events.altered(atStart(), event -> event.remove("meterValue")))
                    .at("Authorized B, step 5: meterValue with Transaction.Begin", REMOTE_FIRST),
            Mutant.of("the values of the begin are told again with the plug", TransactionStartMutants::beginningTwice)
                    .at("seqNo of the values of the begin", "E_13", "F_02", "F_03"),
            Mutant.of(
                            "a card that has chosen an EVSE does not say where",
                            () -> Events.altered(type("Started"), event -> event.remove("evse")))
                    .at("Authorized A, step 3: evse", "E_10"),
            Mutant.of(
                            "a Central token is asked for",
                            () -> Wires.followed(
                                    Action.TransactionEvent,
                                    event -> event.at("/idToken/type").asText().equals("Central"),
                                    Action.Authorize,
                                    event -> {
                                        ObjectNode authorize = Wires.object();
                                        authorize.set("idToken", event.path("idToken"));
                                        return authorize;
                                    }))
                    .at("Authorize", "E_13"),
            // Nobody plugs in
            Mutant.of("nobody plugs in and nobody is told", () -> Events.missing(type("Ended")))
                    .at("step 1", TIMEOUT),
            Mutant.of("nobody plugs in and that changes the transaction", () -> Events.typed("Updated", "Ended"))
                    .at("step 1: eventType", TIMEOUT),
            Mutant.of("nobody plugs in and it is a departure", () -> Events.triggered("EVDeparted", "EVConnectTimeout"))
                    .at("step 1: triggerReason", TIMEOUT),
            Mutant.of(
                            "nobody plugs in and the driver stops",
                            () -> Events.told(trigger("EVConnectTimeout"), "stoppedReason", "Local"))
                    .at("step 1: transactionInfo.stoppedReason", TIMEOUT),
            ignoring("EVConnectionTimeOut", "1", TIMEOUT),
            ignoring("EVConnectionTimeOut", "50", TIMEOUT),
            Mutant.of("the station waits for a plug in vain and asks nobody again", () -> once(Action.Authorize))
                    .at("Authorized A, step 1", "E_05"),
            Mutant.of("a vehicle charges that came too late", TransactionStartMutants::startingLate)
                    .at("step 5", "E_39"));

    private TransactionStartMutants() {}

    static Mutant ignoring(String variable, String value, String... scenarios) {
        return Mutant.of(variable + " is ignored, it stays " + value, () -> Wires.ignoring("TxCtrlr", variable, value))
                .in(scenarios);
    }

    private static Predicate<ObjectNode> atStart() {
        return type("Started").and(trigger("RemoteStart"));
    }

    private static Breakage beginningTwice() {
        return Events.altered(trigger("CablePluggedIn"), event -> event.putArray("meterValue")
                .addObject()
                .put("timestamp", event.path("timestamp").asText())
                .putArray("sampledValue")
                .addObject()
                .put("value", 0)
                .put("measurand", "Power.Active.Import")
                .put("context", "Transaction.Begin"));
    }

    /** Only the first request of this action leaves. */
    private static Breakage once(Action action) {
        boolean[] sent = new boolean[1];
        return Breakage.dropping(action, any -> {
            boolean again = sent[0];
            sent[0] = true;
            return again;
        });
    }

    /** After the end another transaction starts when the connector is occupied. */
    private static Breakage startingLate() {
        return Wires.followed(
                Action.StatusNotification,
                status -> status.path("connectorStatus").asText().equals("Occupied"),
                Action.TransactionEvent,
                status -> {
                    ObjectNode event = Wires.object()
                            .put("eventType", "Started")
                            .put("timestamp", status.path("timestamp").asText())
                            .put("triggerReason", "CablePluggedIn")
                            .put("seqNo", 0);
                    event.putObject("transactionInfo")
                            .put("transactionId", "late")
                            .put("chargingState", "Charging");
                    return event;
                });
    }
}
