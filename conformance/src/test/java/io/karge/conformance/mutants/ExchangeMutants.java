package io.karge.conformance.mutants;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Breakage;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Calls and their answers, and messages that nobody has asked for, in whatever case. */
final class ExchangeMutants {
    private static final String BEFORE = "general validation: messages before the answer to ";
    private static final String[] SESSIONS = {"E_03", "F_01", "F_08"};

    static final List<Mutant> ALL = List.of(
            before(Action.TriggerMessage, Action.MeterValues, "F_11", "F_12"),
            before(Action.TriggerMessage, Action.Heartbeat, "F_20"),
            before(Action.TriggerMessage, Action.StatusNotification, "F_23", "F_24"),
            before(Action.GetBaseReport, Action.NotifyReport, "B_02", "B_12", "B_13"),
            before(Action.GetLog, Action.LogStatusNotification, "N_25", "N_26", "N_35"),
            before(Action.ChangeAvailability, Action.StatusNotification, "G_03", "G_06", "G_07", "G_12", "G_18"),
            before(Action.RequestStartTransaction, Action.Authorize, "F_01", "F_02", "K_38"),
            before(Action.RequestStartTransaction, Action.TransactionEvent, "F_03"),
            before(Action.RequestStopTransaction, Action.TransactionEvent, "F_08"),
            before(Action.Reset, Action.TransactionEvent, "B_22"),
            Mutant.of("a call is answered twice", () -> twice(Action.SetVariables))
                    .at("general validation: answers to one call", "B_09", "B_10", "P_03"),
            Mutant.of("a card is asked for twice", () -> Wires.copied(Action.Authorize, any -> true, authorize -> {}))
                    .at("those of the steps before alone, seen AuthorizeRequest", "E_03", "F_01", "K_38"),
            Mutant.of(
                            "meter values that nobody has asked for say that somebody has",
                            () -> Wires.followed(
                                    Action.TransactionEvent,
                                    Events.type("Started"),
                                    Action.MeterValues,
                                    ExchangeMutants::triggered))
                    .in(SESSIONS),
            Mutant.of(
                            "a transaction that nobody has begun starts with a meter value",
                            () -> Wires.followed(
                                    Action.MeterValues, any -> true, Action.TransactionEvent, ExchangeMutants::ghost))
                    .in("F_11", "F_12"),
            Mutant.of(
                            "a transaction of the other EVSE starts with it",
                            () -> Wires.copied(Action.TransactionEvent, Events.type("Started"), event -> {
                                Events.info(event).put("transactionId", "ghost");
                                event.putObject("evse").put("id", 2).put("connectorId", 1);
                            }))
                    .in("E_03", "F_01", "F_04", "G_11", "B_22"));

    private ExchangeMutants() {}

    /** What a call brings about comes before its answer. */
    private static Mutant before(Action asked, Action sent, String... cases) {
        return Mutant.of(
                        sent.wire() + " comes before the answer to " + asked.wire(),
                        () -> overtaking(asked, Wires.is(sent)))
                .at(BEFORE + asked.wire(), cases);
    }

    private static Breakage overtaking(Action asked, Predicate<Frame> sent) {
        return Breakage.onWire(new Breakage.Answers(asked) {
            private @Nullable Frame held;

            @Override
            protected List<Frame> answer(Frame answer) {
                held = answer;
                return List.of();
            }

            @Override
            protected List<Frame> other(Frame frame) {
                Frame answer = held;
                if (answer == null || !sent.test(frame)) {
                    return List.of(frame);
                }
                held = null;
                return List.of(frame, answer);
            }
        });
    }

    private static Breakage twice(Action asked) {
        return Breakage.onWire(new Breakage.Answers(asked) {
            @Override
            protected List<Frame> answer(Frame answer) {
                return List.of(answer, answer);
            }
        });
    }

    private static ObjectNode triggered(ObjectNode event) {
        ObjectNode values = Wires.object().put("evseId", 1);
        ObjectNode value = values.putArray("meterValue").addObject();
        value.put("timestamp", event.path("timestamp").asText());
        value.putArray("sampledValue").addObject().put("value", 0).put("context", "Trigger");
        return values;
    }

    private static ObjectNode ghost(ObjectNode values) {
        ObjectNode event = Wires.object()
                .put("eventType", "Started")
                .put("timestamp", values.at("/meterValue/0/timestamp").asText())
                .put("triggerReason", "MeterValuePeriodic")
                .put("seqNo", 0);
        event.putObject("transactionInfo").put("transactionId", "ghost");
        return event;
    }
}
