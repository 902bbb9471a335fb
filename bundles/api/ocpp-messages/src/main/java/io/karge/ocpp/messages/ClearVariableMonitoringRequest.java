package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes monitors (N06). */
public record ClearVariableMonitoringRequest(
        @Items(min = 1) List<Integer> id, @Nullable CustomDataType customData) implements OcppRequest {
    public ClearVariableMonitoringRequest {
        id = List.copyOf(id);
        RecordSchema.check(ClearVariableMonitoringRequest.class, id, customData);
    }

    public static ClearVariableMonitoringRequest of(List<Integer> id) {
        return new ClearVariableMonitoringRequest(id, null);
    }

    @Override
    public Action action() {
        return Action.ClearVariableMonitoring;
    }
}
