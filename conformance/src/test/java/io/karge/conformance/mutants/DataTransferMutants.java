package io.karge.conformance.mutants;

import static io.karge.conformance.mutants.ProvisioningMutants.first;

import io.karge.conformance.Breakage;
import io.karge.ocpp.Action;
import java.util.List;

/** Data transfer: block P. */
final class DataTransferMutants {
    static final List<Mutant> ALL = List.of(
            Mutant.of(
                            "a message of an unknown vendor is accepted",
                            () -> Wires.answering(Action.DataTransfer, "Accepted"))
                    .at("step 2: status", "P_01"),
            Mutant.of("there is no data transfer", () -> Breakage.without("data-transfer"))
                    .at("NotSupported", "P_01"),
            Mutant.of(
                            "custom data are a reason to reject",
                            () -> VariableMutants.set("attributeStatus", "UnknownVariable"))
                    .at("step 2: setVariableResult[0].attributeStatus", "P_03"),
            Mutant.of("a variable with custom data keeps its value", () -> Wires.ignoring(
                                    "OCPPCommCtrlr", "OfflineThreshold", "60")
                            .and(Breakage.answering(Action.GetVariables, answer -> first(answer, "getVariableResult")
                                    .put("attributeValue", "60"))))
                    .at("step 4: getVariableResult[0].attributeValue: expected 200, seen 60", "P_03"),
            Mutant.of(
                            "a variable with custom data is not found",
                            () -> Breakage.answering(Action.GetVariables, answer -> first(answer, "getVariableResult")
                                    .put("attributeStatus", "UnknownVariable")))
                    .at("step 4: getVariableResult[0].attributeStatus", "P_03"),
            Mutant.of(
                            "a variable with custom data has another attribute",
                            () -> Breakage.answering(Action.GetVariables, answer -> first(answer, "getVariableResult")
                                    .put("attributeType", "Target")))
                    .at("step 4: getVariableResult[0].attributeType", "P_03"));

    private DataTransferMutants() {}
}
