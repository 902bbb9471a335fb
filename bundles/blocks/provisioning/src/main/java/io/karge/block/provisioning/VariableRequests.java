package io.karge.block.provisioning;

import io.karge.ocpp.messages.GetVariablesRequest;
import io.karge.ocpp.messages.GetVariablesResponse;
import io.karge.ocpp.messages.SetVariablesRequest;
import io.karge.ocpp.messages.SetVariablesResponse;
import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.GetVariableDataType;
import io.karge.ocpp.types.GetVariableStatusEnumType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.station.DeviceModel;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.VariableKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers SetVariables (B05) and GetVariables (B06), one result for each item, in the order of the request. */
final class VariableRequests {
    private final DeviceModel model;

    VariableRequests(StationContext context) {
        model = context.deviceModel();
    }

    void get(GetVariablesRequest request, Responder responder) {
        if (ItemsPerMessage.GetVariables.allows(request.getVariableData().size(), model, responder)) {
            responder.answer(GetVariablesResponse.of(
                    request.getVariableData().stream().map(model::get).toList()));
        }
    }

    void set(SetVariablesRequest request, Responder responder) {
        List<SetVariableDataType> items = request.setVariableData();
        if (ItemsPerMessage.SetVariables.allows(items.size(), model, responder)) {
            Set<Attribute> repeated = repeated(items);
            responder.answer(SetVariablesResponse.of(items.stream()
                    .map(item -> repeated.contains(Attribute.of(item)) ? ambiguous(item) : model.set(item))
                    .toList()));
        }
    }

    private static Set<Attribute> repeated(List<SetVariableDataType> items) {
        Set<Attribute> seen = new HashSet<>();
        return items.stream()
                .map(Attribute::of)
                .filter(attribute -> !seen.add(attribute))
                .collect(Collectors.toSet());
    }

    /** A CSMS must not set an attribute twice in a request (B05.FR.13): nobody knows which of the values it wants. */
    private SetVariableResultType ambiguous(SetVariableDataType item) {
        if (!isThere(item)) {
            return model.set(item); // B05.FR.04 to B05.FR.06
        }
        return SetVariableResultType.of(SetVariableStatusEnumType.Rejected, item.component(), item.variable())
                .withAttributeType(DeviceModel.attribute(item.attributeType()))
                .withAttributeStatusInfo(StatusInfoType.of("TooManyElements")
                        .withAdditionalInfo("the request sets this attribute more than once"));
    }

    private boolean isThere(SetVariableDataType item) {
        GetVariableStatusEnumType status = model.get(GetVariableDataType.of(item.component(), item.variable())
                        .withAttributeType(item.attributeType()))
                .attributeStatus();
        return status == GetVariableStatusEnumType.Accepted || status == GetVariableStatusEnumType.Rejected;
    }

    /** What one item sets. */
    private record Attribute(VariableKey variable, AttributeEnumType type) {
        static Attribute of(SetVariableDataType item) {
            return new Attribute(
                    DeviceModel.key(item.component(), item.variable()), DeviceModel.attribute(item.attributeType()));
        }
    }
}
