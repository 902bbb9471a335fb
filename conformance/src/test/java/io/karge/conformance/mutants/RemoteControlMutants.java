package io.karge.conformance.mutants;

import static io.karge.conformance.mutants.Wires.answering;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Breakage;
import io.karge.conformance.Frames;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import java.util.List;
import java.util.function.Consumer;

/** Remote start and stop: F01 to F03, K_38. */
final class RemoteControlMutants {
    private static final String[] STARTS = {"F_01", "F_02", "F_03", "F_04", "K_38"};

    static final List<Mutant> ALL = List.of(
            Mutant.of("a remote start is rejected", () -> answering(Action.RequestStartTransaction, "Rejected"))
                    .at("step 2: status: expected Accepted, seen Rejected", STARTS),
            // effect: AuthCtrlr.AuthorizeRemoteStart, TxCtrlr.EVConnectionTimeOut
            Mutant.of(
                            "a remote start is authorized although it is not to be",
                            () -> Wires.ignoring("AuthCtrlr", "AuthorizeRemoteStart", "true"))
                    .at("AuthorizeRequest", "F_03"),
            Mutant.of(
                            "nobody plugs in and the transaction goes on",
                            () -> Breakage.dropping(Action.TransactionEvent, Events.type("Ended")))
                    .at("step 1", "F_04"),
            Mutant.of("nobody plugs in and the transaction does not end", () -> Events.typed("Updated", "Ended"))
                    .at("step 1: eventType", "F_04"),
            Mutant.of(
                            "nobody plugs in and another reason is given",
                            () -> Events.triggered("EVDeparted", "EVConnectTimeout"))
                    .at("step 1: triggerReason", "F_04"),
            Mutant.of(
                            "EVConnectionTimeOut is ignored, 1 s",
                            () -> Wires.ignoring("TxCtrlr", "EVConnectionTimeOut", "1"))
                    .at("step 1: time since the authorization", "F_04"),
            Mutant.of(
                            "EVConnectionTimeOut is ignored, 50 s",
                            () -> Wires.ignoring("TxCtrlr", "EVConnectionTimeOut", "50"))
                    .at("step 1: time since the authorization", "F_04"),
            Mutant.of(
                            "the EVSE is occupied when nobody plugs in",
                            () -> Wires.followed(
                                    Action.TransactionEvent,
                                    Events.type("Ended"),
                                    Action.StatusNotification,
                                    event ->
                                            Wires.status(event.path("timestamp").asText(), 1, "Occupied")))
                    .at("step 2: status of connector 1.1", "F_04"),
            Mutant.of("after one remote start there is no other", RemoteControlMutants::once)
                    .at("step 2: status", "F_04"),
            Mutant.of(
                            "nobody plugs in and the reason is not the timeout",
                            () -> Events.told(Events.type("Ended"), "stoppedReason", "Local"))
                    .at("step 1: transactionInfo.stoppedReason", "F_04"),
            Mutant.of(
                            "the answer to a remote start names a transaction that never comes",
                            () -> Breakage.answering(
                                    Action.RequestStartTransaction, answer -> answer.put("transactionId", "another")))
                    .at("transactionId, which the answer named: expected another", STARTS),
            Mutant.of("a remote stop is rejected", () -> answering(Action.RequestStopTransaction, "Rejected"))
                    .at("step 2: status", "F_08"),
            Mutant.of("a transaction does not say why it ended", () -> Events.without("stoppedReason"))
                    .at("stoppedReason", "F_08"),
            Mutant.of("a remote stop is one by card", () -> Events.triggered("StopAuthorized", "RemoteStop"))
                    .at("triggerReason", "F_08"),
            Mutant.of(
                            "the remote stop of an unknown transaction is accepted",
                            () -> answering(Action.RequestStopTransaction, "Accepted"))
                    .at("step 2: status", "F_09"),
            Mutant.of(
                            "the remote stop of an unknown transaction is rejected and stops the one that runs",
                            RemoteControlMutants::stopping)
                    .in("F_09"));

    private RemoteControlMutants() {}

    private static Breakage once() {
        return Breakage.answering(Action.RequestStartTransaction, new Consumer<>() {
            private boolean started;

            @Override
            public void accept(ObjectNode answer) {
                answer.put("status", started ? "Rejected" : "Accepted");
                started = true;
            }
        });
    }

    private static Breakage stopping() {
        return answering(Action.RequestStopTransaction, "Rejected").and(Breakage.onWire(new Frames() {
            private String running = "";

            @Override
            protected List<Frame> station(Frame frame) {
                request(frame, Action.TransactionEvent)
                        .ifPresent(event -> running =
                                Events.info(event).path("transactionId").asText());
                return List.of(frame);
            }

            @Override
            protected Frame csms(Frame frame) {
                request(frame, Action.RequestStopTransaction)
                        .ifPresent(request -> request.put("transactionId", running));
                return frame;
            }
        }));
    }
}
