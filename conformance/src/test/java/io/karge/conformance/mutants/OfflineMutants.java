package io.karge.conformance.mutants;

import static io.karge.conformance.mutants.Events.state;
import static io.karge.conformance.mutants.Events.trigger;
import static io.karge.conformance.mutants.Events.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Breakage;
import io.karge.conformance.Frames;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import java.util.List;
import java.util.function.Predicate;

/** What waits for the CSMS, and what it does not accept: E_16, E_28 to E_34, E_40 to E_45, E_50, E_51. */
final class OfflineMutants {
    private static final String[] OFFLINE = {"E_16", "E_29", "E_31", "E_33", "E_40", "E_43", "E_44", "E_45"};
    private static final String[] SAMPLED = {"E_29", "E_33", "E_40"};
    private static final String[] REPEATED = {"E_41", "E_42", "E_50", "E_51"};

    private static final Predicate<ObjectNode> QUEUED =
            event -> event.path("offline").asBoolean();

    static final List<Mutant> ALL = List.of(
            Mutant.of("nothing that waits says so", () -> Events.without("offline"))
                    .at("offline", OFFLINE),
            Mutant.of("the station stays offline", () -> Events.altered(event -> event.put("offline", true)))
                    .in("E_16"),
            Mutant.of("what waits is lost", () -> Events.missing(QUEUED)).in(OFFLINE),
            Mutant.of("one of those that wait is lost", () -> Breakage.dropping(Action.TransactionEvent, first(QUEUED)))
                    .in(OFFLINE),
            Mutant.of(
                            "what waits has no meter values",
                            () -> Events.altered(QUEUED, event -> event.remove("meterValue")))
                    .at("meterValue", SAMPLED),
            Mutant.of(
                            "what waits ends the transaction",
                            () -> Events.altered(QUEUED.and(type("Updated")), event -> event.put("eventType", "Ended")))
                    .in(SAMPLED),
            Mutant.of(
                            "TxUpdatedInterval is ignored",
                            () -> Wires.ignoring("SampledDataCtrlr", "TxUpdatedInterval", "0"))
                    .in(SAMPLED),
            Mutant.of(
                            "a transaction does not start offline",
                            () -> Events.altered(
                                    QUEUED.and(type("Started")), event -> event.put("eventType", "Updated")))
                    .in("E_16", "E_43"),
            Mutant.of(
                            "a transaction does not end offline",
                            () -> Events.altered(QUEUED.and(type("Ended")), event -> event.put("eventType", "Updated")))
                    .in("E_31", "E_43", "E_44", "E_45"),
            Mutant.of(
                            "a card does not stop offline",
                            () -> Events.altered(trigger("StopAuthorized"), event -> event.put(
                                            "triggerReason", "EVCommunicationLost")
                                    .remove("idToken")))
                    .at("step 3: events with triggerReason StopAuthorized", "E_44")
                    .at("StopAuthorized A, step 1: triggerReason", "E_45"),
            // Refused when the connection is back
            TransactionStartMutants.ignoring("StopTxOnInvalidId", "false", "E_16"),
            Mutant.of(
                            "a card that is not accepted goes on charging",
                            () -> Breakage.dropping(Action.TransactionEvent, trigger("Deauthorized")))
                    .in("E_16"),
            Mutant.of(
                            "a card that is not accepted does not end the transaction",
                            () -> Events.altered(trigger("Deauthorized"), event -> event.put("eventType", "Updated")))
                    .at("step 3: eventType", "E_16"),
            Mutant.of(
                            "a card that is not accepted stops by itself",
                            () -> Events.triggered("StopAuthorized", "Deauthorized"))
                    .at("step 3: triggerReason", "E_16"),
            Mutant.of(
                            "the reason of a deauthorization is another",
                            () -> Events.told(trigger("Deauthorized"), "stoppedReason", "Other"))
                    .at("step 3: transactionInfo.stoppedReason", "E_16"),
            // GetTransactionStatus
            status("a transaction is always ongoing", "ongoingIndicator", true)
                    .at("ongoingIndicator", "E_28", "E_31", "E_32", "E_33", "E_34"),
            status("a transaction is never ongoing", "ongoingIndicator", false)
                    .at("ongoingIndicator", "E_29", "E_30", "E_33", "E_34"),
            status("there are always messages", "messagesInQueue", true)
                    .at("messagesInQueue", "E_28", "E_30", "E_32", "E_34"),
            status("there are never messages", "messagesInQueue", false).at("messagesInQueue", "E_29", "E_31", "E_33"),
            // What the CSMS does not accept
            Mutant.of("a message is not sent again", () -> repeating(1)).at("step 5, attempt 2", REPEATED),
            Mutant.of("a message is sent twice only", () -> repeating(2)).at("step 5, attempt 3", "E_41", "E_50"),
            // effect: OCPPCommCtrlr.MessageAttempts[TransactionEvent]
            // effect: OCPPCommCtrlr.MessageAttemptInterval[TransactionEvent]
            attempts("MessageAttempts", "3").at("step 5, attempt 4", "E_41", "E_50"),
            attempts("MessageAttempts", "5").at("step 5: one attempt more", "E_41", "E_50"),
            attempts("MessageAttemptInterval", "1").at("step 5, attempt", REPEATED),
            attempts("MessageAttemptInterval", "60").at("step 5, attempt", REPEATED),
            Mutant.of(
                            "a message that is sent again says something else",
                            () -> Events.altered(again(), event -> event.put("triggerReason", "Trigger")))
                    .in(REPEATED),
            Mutant.of(
                            "a message that was sent again has another number",
                            () -> Events.altered(
                                    again(),
                                    event -> event.put(
                                            "seqNo", event.path("seqNo").asInt() + 1)))
                    .in(REPEATED),
            Mutant.of("an accepted message is sent once more", OfflineMutants::onceMore)
                    .at("step 5", "E_42", "E_51"));

    private OfflineMutants() {}

    /** The first that fits, and no other. */
    private static Predicate<ObjectNode> first(Predicate<ObjectNode> fits) {
        boolean[] found = new boolean[1];
        return event -> {
            boolean now = !found[0] && fits.test(event);
            found[0] |= now;
            return now;
        };
    }

    private static Mutant status(String what, String field, boolean value) {
        return Mutant.of(
                what, () -> Breakage.answering(Action.GetTransactionStatus, answer -> answer.put(field, value)));
    }

    private static Mutant attempts(String variable, String value) {
        return Mutant.of(
                variable + " is ignored, it stays " + value, () -> Wires.ignoring("OCPPCommCtrlr", variable, value));
    }

    private static Predicate<ObjectNode> again() {
        int[] sent = new int[1];
        return event -> state("Charging").test(event) && ++sent[0] > 1;
    }

    /** The message leaves so often; the station believes in the rest. */
    private static Breakage repeating(int times) {
        int[] sent = new int[1];
        return Breakage.dropping(
                Action.TransactionEvent, event -> state("Charging").test(event) && ++sent[0] > times);
    }

    private static Breakage onceMore() {
        return Breakage.onWire(new Frames() {
            private int sent;

            @Override
            protected List<Frame> station(Frame frame) {
                boolean charging = request(frame, Action.TransactionEvent)
                        .filter(state("Charging"))
                        .isPresent();
                return charging && ++sent == 2
                        ? List.of(
                                frame, Wires.call(Action.TransactionEvent, (ObjectNode) ((Frame.Call) frame).payload()))
                        : List.of(frame);
            }
        });
    }
}
