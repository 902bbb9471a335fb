package io.karge.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.ocpp.Action;
import org.junit.jupiter.api.Test;

/** Stations that are broken on purpose, and the cases of block P that must notice. */
class BrokenDataTransferTest {
    @Test
    void anUnknownVendorFailsWhenTheMessageIsAccepted() {
        BrokenStation.fails(
                "TC_P_01_CS",
                Breakage.answering(Action.DataTransfer, answer -> answer.put("status", "Accepted")),
                "step 2: status");
    }

    @Test
    void anUnknownVendorFailsWhenTheMessageIsNotSupported() {
        BrokenStation.fails("TC_P_01_CS", Breakage.without("data-transfer"), "NotSupported");
    }

    @Test
    void customDataFailsWhenTheVariableIsNotSet() {
        BrokenStation.fails(
                "TC_P_03_CS",
                Breakage.answering(Action.SetVariables, answer -> first(answer, "setVariableResult")
                        .put("attributeStatus", "Rejected")),
                "step 2: setVariableResult[0].attributeStatus");
    }

    @Test
    void customDataFailsWhenTheVariableKeepsItsValue() {
        BrokenStation.fails(
                "TC_P_03_CS",
                Breakage.answering(Action.GetVariables, answer -> first(answer, "getVariableResult")
                        .put("attributeValue", "60")),
                "step 4: getVariableResult[0].attributeValue: expected 200, seen 60");
    }

    @Test
    void customDataFailsWhenAnotherAttributeIsGiven() {
        BrokenStation.fails(
                "TC_P_03_CS",
                Breakage.answering(Action.GetVariables, answer -> first(answer, "getVariableResult")
                        .put("attributeType", "Target")),
                "step 4: getVariableResult[0].attributeType");
    }

    private static ObjectNode first(ObjectNode answer, String list) {
        return (ObjectNode) answer.path(list).path(0);
    }
}
