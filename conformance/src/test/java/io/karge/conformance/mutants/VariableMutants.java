package io.karge.conformance.mutants;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Breakage;
import io.karge.ocpp.Action;
import java.util.List;
import java.util.function.Consumer;

/** Getting and setting variables: B05, B06. */
final class VariableMutants {
    private static final String[] READ = {"B_06", "B_07", "B_32", "B_33", "B_34"};
    private static final String[] FOUND = {"B_06", "B_07"};
    private static final String[] WRITTEN = {"B_09", "B_10", "B_35", "B_36", "B_37", "B_39"};

    static final List<Mutant> ALL = List.of(
            // B06
            Mutant.of("reading a variable is rejected", () -> got("attributeStatus", "Rejected"))
                    .at("step 2: attributeStatus of", READ),
            Mutant.of("a variable that is not there is found", () -> got("attributeStatus", "Accepted"))
                    .at("step 2: attributeStatus of", "B_32", "B_33", "B_34"),
            Mutant.of("the component is not looked at", () -> got("attributeStatus", "UnknownVariable"))
                    .at("step 2: attributeStatus of", "B_32"),
            Mutant.of("the value is another", () -> got("attributeValue", "301"))
                    .at("expected 300, seen 301", FOUND),
            Mutant.of(
                            "the variable of an EVSE is given",
                            () -> Breakage.answering(
                                    Action.GetVariables,
                                    answer -> results(
                                            answer, "getVariableResult", one -> ((ObjectNode) one.path("component"))
                                                    .putObject("evse")
                                                    .put("id", 1))))
                    .at("step 2: expected a result of OCPPCommCtrlr.OfflineThreshold", FOUND),
            Mutant.of("what is not there has a value", () -> got("attributeValue", "301"))
                    .at("step 2: attributeValue of", "B_32", "B_33", "B_34"),
            Mutant.of("the value of another attribute is given", () -> got("attributeType", "MaxSet"))
                    .at("step 2: attributeType of", READ),
            Mutant.of(
                            "the attribute that was asked for is not named",
                            () -> Breakage.answering(
                                    Action.GetVariables,
                                    answer -> results(answer, "getVariableResult", one -> one.remove("attributeType"))))
                    .at("step 2: attributeType of OCPPCommCtrlr.OfflineThreshold", "B_06", "B_07", "B_34"),
            Mutant.of(
                            "another variable is given",
                            () -> Breakage.answering(
                                    Action.GetVariables,
                                    answer -> results(
                                            answer, "getVariableResult", one -> ((ObjectNode) one.path("variable"))
                                                    .put("name", "WebSocketPingInterval"))))
                    .at("expected a result of", READ),
            Mutant.of(
                            "only the first of several is given",
                            () -> Breakage.answering(
                                    Action.GetVariables, answer -> onlyFirst(answer, "getVariableResult")))
                    .at("step 2: number of results: expected 2, seen 1", "B_07"),
            Mutant.of(
                            "the first of several is given twice",
                            () -> Breakage.answering(
                                    Action.GetVariables, answer -> firstTwice(answer, "getVariableResult")))
                    .at("expected a result of AuthCtrlr.LocalAuthorizeOffline", "B_07"),
            Mutant.of(
                            "what was found has a reason to be refused",
                            () -> reason(Action.GetVariables, "getVariableResult", "InvalidValue"))
                    .at("attributeStatusInfo.reasonCode", FOUND),
            // B05
            Mutant.of("setting a variable is rejected", () -> set("attributeStatus", "Rejected"))
                    .at("attributeStatus of", "B_09", "B_10", "B_35", "B_36", "B_37", "B_11"),
            Mutant.of("whatever is set is accepted", () -> set("attributeStatus", "Accepted"))
                    .at("step 2: attributeStatus of", "B_35", "B_36", "B_37", "B_39")
                    .at("step 6 for '6': attributeStatus of AuthCtrlr.AuthorizeRemoteStart", "B_11"),
            Mutant.of(
                            "the component is not looked at when a variable is set",
                            () -> set("attributeStatus", "UnknownVariable"))
                    .at("step 2: attributeStatus of", "B_35"),
            Mutant.of("a value is set after the next reboot", () -> set("attributeStatus", "RebootRequired"))
                    .at("step 2: attributeStatus of", WRITTEN),
            Mutant.of("another attribute is set", () -> set("attributeType", "MinSet"))
                    .at("attributeType of", WRITTEN)
                    .at("attributeType of", "B_11"),
            Mutant.of(
                            "the attribute that was set is not named",
                            () -> Breakage.answering(
                                    Action.SetVariables,
                                    answer -> results(answer, "setVariableResult", one -> one.remove("attributeType"))))
                    .at("attributeType of", "B_09", "B_10", "B_37", "B_11"),
            Mutant.of(
                            "another variable is set",
                            () -> Breakage.answering(
                                    Action.SetVariables,
                                    answer -> results(
                                            answer, "setVariableResult", one -> ((ObjectNode) one.path("component"))
                                                    .put("name", "TxCtrlr"))))
                    .at("expected a result of", WRITTEN),
            Mutant.of(
                            "only the first of several is set",
                            () -> Breakage.answering(
                                    Action.SetVariables, answer -> onlyFirst(answer, "setVariableResult")))
                    .at("step 2: number of results: expected 2, seen 1", "B_10"),
            Mutant.of(
                            "what was set has a reason to be refused",
                            () -> reason(Action.SetVariables, "setVariableResult", "InvalidValue"))
                    .at("attributeStatusInfo.reasonCode", "B_09", "B_10", "B_11"),
            Mutant.of(
                            "what does not fit is refused for another reason",
                            () -> reason(Action.SetVariables, "setVariableResult", "ReadOnly"))
                    .at("attributeStatusInfo.reasonCode", "B_11"),
            Mutant.of("nothing is answered", () -> Breakage.answering(Action.GetVariables, ObjectNode::removeAll))
                    .at("expected a valid GetVariablesResponse", READ));

    private VariableMutants() {}

    private static Breakage got(String field, String value) {
        return Breakage.answering(
                Action.GetVariables, answer -> results(answer, "getVariableResult", one -> one.put(field, value)));
    }

    static Breakage set(String field, String value) {
        return Breakage.answering(
                Action.SetVariables,
                afterPreparation(answer -> results(answer, "setVariableResult", one -> one.put(field, value))));
    }

    /** The configuration that every case begins with is set as it should be. */
    private static Consumer<ObjectNode> afterPreparation(Consumer<ObjectNode> change) {
        return new Consumer<>() {
            private boolean prepared;

            @Override
            public void accept(ObjectNode answer) {
                if (prepared) {
                    change.accept(answer);
                }
                prepared = true;
            }
        };
    }

    private static Breakage reason(Action action, String results, String code) {
        return Breakage.answering(
                action,
                answer -> results(answer, results, one -> one.putObject("attributeStatusInfo")
                        .put("reasonCode", code)));
    }

    private static void results(ObjectNode answer, String results, Consumer<ObjectNode> change) {
        answer.path(results).forEach(one -> change.accept((ObjectNode) one));
    }

    private static void onlyFirst(ObjectNode answer, String results) {
        var first = answer.path(results).path(0);
        answer.putArray(results).add(first);
    }

    private static void firstTwice(ObjectNode answer, String results) {
        int size = answer.path(results).size();
        var first = answer.path(results).path(0);
        var all = answer.putArray(results);
        for (int i = 0; i < size; i++) {
            all.add(first.deepCopy());
        }
    }
}
