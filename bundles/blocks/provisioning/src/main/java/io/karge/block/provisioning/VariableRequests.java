package io.karge.block.provisioning;

import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.GetVariablesRequest;
import io.karge.ocpp.messages.GetVariablesResponse;
import io.karge.ocpp.messages.SetVariablesRequest;
import io.karge.ocpp.messages.SetVariablesResponse;
import io.karge.station.DeviceModel;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.VariableKey;

/** Answers SetVariables (B05) and GetVariables (B06), one result for each item, in the order of the request. */
final class VariableRequests {
    private static final VariableKey MOST_TO_GET =
            VariableKey.instance("DeviceDataCtrlr", "ItemsPerMessage", "GetVariables");
    private static final VariableKey MOST_TO_SET =
            VariableKey.instance("DeviceDataCtrlr", "ItemsPerMessage", "SetVariables");

    private final DeviceModel model;

    VariableRequests(StationContext context) {
        model = context.deviceModel();
    }

    void get(GetVariablesRequest request, Responder responder) {
        if (allows(MOST_TO_GET, request.getVariableData().size(), responder)) {
            responder.answer(GetVariablesResponse.of(
                    request.getVariableData().stream().map(model::get).toList()));
        }
    }

    void set(SetVariablesRequest request, Responder responder) {
        if (allows(MOST_TO_SET, request.setVariableData().size(), responder)) {
            responder.answer(SetVariablesResponse.of(
                    request.setVariableData().stream().map(model::set).toList()));
        }
    }

    /** B06.FR.16, and the same for SetVariables (B05.FR.11). */
    private boolean allows(VariableKey limit, int items, Responder responder) {
        int most = model.integer(limit, Integer.MAX_VALUE);
        if (items > most) {
            responder.refuse(
                    RpcErrorCode.OccurrenceConstraintViolation, items + " items, " + limit + " allows " + most);
        }
        return items <= most;
    }
}
