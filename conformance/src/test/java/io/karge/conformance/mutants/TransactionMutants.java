package io.karge.conformance.mutants;

import static io.karge.conformance.mutants.Events.trigger;
import static io.karge.conformance.mutants.Events.type;
import static io.karge.conformance.mutants.Wires.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Breakage;
import io.karge.driver.HardwareCommand;
import io.karge.ocpp.Action;
import java.util.List;

/** Block E, and what holds for the events of every transaction. */
final class TransactionMutants {
    private static final String[] STARTING = {"E_03", "F_01", "F_02", "F_03", "K_38"};
    private static final String[] REMOTE = {"F_01", "F_02", "F_03", "F_04", "K_38"};
    private static final String[] STOPPING = {"B_21", "B_41", "F_08", "G_11", "G_14", "G_17"};

    static final List<Mutant> ALL = List.of(
            Mutant.of("cards are not authorized", () -> Breakage.without("authorization"))
                    .in("E_03"),
            Mutant.of("a card is not asked for", () -> Breakage.dropping(Action.Authorize))
                    .at("AuthorizeRequest", "E_03")
                    .at("step 3", "F_01", "F_02", "K_38"),
            Mutant.of(
                            "a card is asked for when the transaction has told of it",
                            () -> Wires.late(
                                    is(Action.Authorize),
                                    is(Action.TransactionEvent, TransactionMutants::carriesACard)))
                    .at("the messages before Authorize", "E_03", "F_01", "F_02", "K_38"),
            Mutant.of(
                            "another card is asked for",
                            () -> Breakage.altering(
                                    Action.Authorize,
                                    authorize -> ((ObjectNode) authorize.path("idToken")).put("idToken", "FFFF")))
                    .at("AuthorizeRequest.idToken", "E_03", "F_01", "F_02", "K_38"),
            Mutant.of("the contactors stay open", () -> Drivers.refusing(HardwareCommand.AllowEnergy.class))
                    .at("EnergyTransferStarted, step 3 or 5", STARTING),
            Mutant.of("Charging is told with the authorization alone", () -> Events.altered(
                                    TransactionMutants::carriesACard,
                                    event -> Events.info(event).put("chargingState", "Charging"))
                            .and(Events.missing(trigger("ChargingStateChanged"))))
                    .at("chargingState Charging: the contactors of EVSE 1: expected closed, seen open", STARTING),
            Mutant.of(
                            "the vehicle is suspended and not charging",
                            () -> Events.told(trigger("ChargingStateChanged"), "chargingState", "SuspendedEV"))
                    .at("chargingState", STARTING),
            Mutant.of(
                            "the transaction starts with another reason",
                            () -> Events.triggered("CablePluggedIn", "Authorized"))
                    .at("step 3: triggerReason", "E_03"),
            Mutant.of(
                            "charging begins for another reason",
                            () -> Events.triggered("CablePluggedIn", "ChargingStateChanged"))
                    .at("triggerReason", STARTING),
            Mutant.of("transactions do not start", () -> Events.typed("Updated", "Started"))
                    .at("eventType", STARTING)
                    .at("eventType", "F_04"),
            Mutant.of("transactions start twice", () -> Events.typed("Started", "Updated"))
                    .at("eventType", STARTING),
            Mutant.of("transactions do not end", () -> Events.typed("Updated", "Ended"))
                    .at("eventType", STOPPING),
            Mutant.of(
                            "transactions end when they charge",
                            () -> Events.altered(
                                    trigger("ChargingStateChanged"), event -> event.put("eventType", "Ended")))
                    .at("eventType", STARTING),
            Mutant.of(
                            "an event has a number of its own",
                            () -> Events.altered(event ->
                                    event.put("seqNo", event.path("seqNo").asInt() * 2)))
                    .at("general validation: transaction", "E_03", "F_08"),
            Mutant.of("numbers begin anew", () -> Events.altered(event -> event.put("seqNo", 0)))
                    .at("general validation: transaction", "E_03"),
            Mutant.of(
                            "an event is earlier than the one before",
                            () -> Events.altered(
                                    trigger("ChargingStateChanged"),
                                    event -> event.put("timestamp", "2026-01-01T00:00:00.000Z")))
                    .at("timestamp", STARTING),
            Mutant.of("no event carries the card", () -> Events.without("idToken"))
                    .at("idToken", STARTING)
                    .at("idToken", "F_04"),
            Mutant.of("every event carries the card", () -> Events.altered(TransactionMutants::card))
                    .at("idToken", STARTING)
                    .at("idToken", STOPPING)
                    .at("step 3: idToken", "B_22"),
            Mutant.of(
                            "events carry another card",
                            () -> Events.altered(
                                    TransactionMutants::carriesACard,
                                    event -> ((ObjectNode) event.path("idToken")).put("idToken", "FFFF")))
                    .at("idToken", STARTING)
                    .at("idToken", "F_04"),
            Mutant.of("no event names the EVSE", () -> Events.without("evse")).at("evse", STARTING),
            Mutant.of(
                            "no event names the connector",
                            () -> Events.altered(event -> event.has("evse"), event -> ((ObjectNode) event.path("evse"))
                                    .remove("connectorId")))
                    .at("evse.connectorId", STARTING),
            Mutant.of(
                            "events name another connector",
                            () -> Events.altered(event -> event.has("evse"), event -> ((ObjectNode) event.path("evse"))
                                    .put("connectorId", 2)))
                    .at("connectorId", STARTING),
            Mutant.of(
                            "events name another EVSE",
                            () -> Events.altered(event -> event.has("evse"), event -> ((ObjectNode) event.path("evse"))
                                    .put("id", 2)))
                    .in(STARTING),
            Mutant.of(
                            "the last event names another EVSE",
                            () -> Events.altered(type("Ended"), event -> event.putObject("evse")
                                    .put("id", 2)
                                    .put("connectorId", 1)))
                    .at("evse", STOPPING),
            Mutant.of(
                            "a message is invalid",
                            () -> Breakage.altering(Action.Authorize, authorize -> authorize.put("surprise", 1)))
                    .at("AuthorizeRequest", "E_03"),
            // How transactions end
            Mutant.of(
                            "the transaction is charging when it ends",
                            () -> Events.told(type("Ended"), "chargingState", "Charging"))
                    .at("chargingState", STOPPING),
            Mutant.of("the transaction ends before the contactors open", Drivers::openingLate)
                    .at("at the last event: the contactors of EVSE", STOPPING),
            Mutant.of(
                            "the transaction ends for another reason",
                            () -> Events.told(type("Ended"), "stoppedReason", "EmergencyStop"))
                    .at("stoppedReason", STOPPING),
            Mutant.of(
                            "the transaction ends with another trigger",
                            () -> Events.altered(
                                    type("Ended"),
                                    event -> event.put(
                                            "triggerReason",
                                            "StopAuthorized"
                                                            .equals(event.path("triggerReason")
                                                                    .asText())
                                                    ? "RemoteStop"
                                                    : "StopAuthorized")))
                    .in(STOPPING),
            Mutant.of(
                            "the transaction ends and goes on",
                            () -> Wires.copied(
                                    Action.TransactionEvent, type("Ended"), event -> event.put("eventType", "Updated")
                                            .put("triggerReason", "MeterValuePeriodic")
                                            .put("seqNo", event.path("seqNo").asInt() + 1)))
                    .at("general validation: transaction", STOPPING),
            Mutant.of(
                            "a card starts a transaction as a remote start would",
                            () -> Events.altered(
                                    type("Started"), event -> Events.info(event).put("remoteStartId", 5)))
                    .at("transactionInfo.remoteStartId: expected nothing", "E_03"),
            Mutant.of("a remote start does not say which", () -> Events.without("remoteStartId"))
                    .at("transactionInfo.remoteStartId", REMOTE),
            Mutant.of(
                            "a remote start says another",
                            () -> Events.altered(trigger("RemoteStart"), event -> Events.info(event)
                                    .put("remoteStartId", 77)))
                    .at("transactionInfo.remoteStartId", REMOTE),
            Mutant.of("a remote start is a card", () -> Events.triggered("Authorized", "RemoteStart"))
                    .at("triggerReason", REMOTE));

    private TransactionMutants() {}

    static void card(ObjectNode event) {
        event.putObject("idToken").put("idToken", "04A2B3C4D5").put("type", "ISO14443");
    }

    private static boolean carriesACard(ObjectNode event) {
        return event.has("idToken");
    }
}
