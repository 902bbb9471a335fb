package io.karge.block.provisioning;

import io.karge.ocpp.RpcErrorCode;
import io.karge.station.DeviceModel;
import io.karge.station.Responder;
import io.karge.station.VariableKey;

/** How many items a request of the CSMS may hold, as the station announces it. */
enum ItemsPerMessage {
    GetReport, // B08.FR.17
    GetVariables, // B06.FR.16
    SetVariables; // B05.FR.11

    /** The limit, or the fallback where the station announces none. */
    int of(DeviceModel model, int fallback) {
        return model.integer(variable(), fallback);
    }

    /** Whether a request may hold so many; refuses it when it may not. */
    boolean allows(int items, DeviceModel model, Responder responder) {
        int most = of(model, Integer.MAX_VALUE);
        if (items > most) {
            responder.refuse(
                    RpcErrorCode.OccurrenceConstraintViolation, items + " items, " + variable() + " allows " + most);
        }
        return items <= most;
    }

    private VariableKey variable() {
        return VariableKey.instance("DeviceDataCtrlr", "ItemsPerMessage", name());
    }
}
