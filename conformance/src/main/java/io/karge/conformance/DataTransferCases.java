package io.karge.conformance;

import com.fasterxml.jackson.databind.node.IntNode;
import io.karge.ocpp.messages.DataTransferRequest;
import io.karge.ocpp.messages.DataTransferResponse;
import io.karge.ocpp.messages.GetVariablesRequest;
import io.karge.ocpp.messages.GetVariablesResponse;
import io.karge.ocpp.messages.SetVariablesRequest;
import io.karge.ocpp.messages.SetVariablesResponse;
import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.DataTransferStatusEnumType;
import io.karge.ocpp.types.GetVariableDataType;
import io.karge.ocpp.types.GetVariableResultType;
import io.karge.ocpp.types.GetVariableStatusEnumType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.VariableType;
import java.util.List;

/** The cases of functional block P. */
public final class DataTransferCases {

    /** A vendor that nobody knows: P01. */
    @TestCase("TC_P_01_CS")
    public void dataTransferRejected(Bench bench) {
        Checks.equal(
                "step 2: status",
                bench.csms()
                        .call(
                                DataTransferRequest.of(bench.configured().vendorId())
                                        .withMessageId(bench.configured().messageId()),
                                DataTransferResponse.class)
                        .status(),
                DataTransferStatusEnumType.UnknownVendorId,
                DataTransferStatusEnumType.UnknownMessageId,
                DataTransferStatusEnumType.Rejected);
    }

    /** Custom data wherever a message may carry them: Part 4, chapter 9. */
    @TestCase("TC_P_03_CS")
    public void receiveCustomData(Bench bench) {
        CustomDataType custom =
                CustomDataType.of(bench.configured().vendorId()).with("mainMeterValue", IntNode.valueOf(12345));
        ComponentType component = ComponentType.of("OCPPCommCtrlr").withCustomData(custom);
        VariableType variable = VariableType.of("OfflineThreshold").withCustomData(custom);

        SetVariableDataType set = SetVariableDataType.of("200", component, variable)
                .withAttributeType(AttributeEnumType.Actual)
                .withCustomData(custom);
        Checks.equal(
                "step 2: setVariableResult[0].attributeStatus",
                bench.csms()
                        .call(new SetVariablesRequest(List.of(set), custom), SetVariablesResponse.class)
                        .setVariableResult()
                        .get(0)
                        .attributeStatus(),
                SetVariableStatusEnumType.Accepted);

        GetVariableDataType get = GetVariableDataType.of(component, variable)
                .withAttributeType(AttributeEnumType.Actual)
                .withCustomData(custom);
        GetVariableResultType result = bench.csms()
                .call(new GetVariablesRequest(List.of(get), custom), GetVariablesResponse.class)
                .getVariableResult()
                .get(0);
        Checks.equal(
                "step 4: getVariableResult[0].attributeStatus",
                result.attributeStatus(),
                GetVariableStatusEnumType.Accepted);
        Checks.equalOrAbsent(
                "step 4: getVariableResult[0].attributeType", result.attributeType(), AttributeEnumType.Actual);
        Checks.equal("step 4: getVariableResult[0].attributeValue", result.attributeValue(), "200");
    }
}
