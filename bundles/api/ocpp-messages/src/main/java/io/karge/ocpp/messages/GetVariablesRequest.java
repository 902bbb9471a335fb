package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.GetVariableDataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads attributes of variables (B06). */
public record GetVariablesRequest(
        @Items(min = 1) List<GetVariableDataType> getVariableData,
        @Nullable CustomDataType customData) implements OcppRequest {
    public GetVariablesRequest {
        getVariableData = List.copyOf(getVariableData);
        RecordSchema.check(GetVariablesRequest.class, getVariableData, customData);
    }

    public static GetVariablesRequest of(List<GetVariableDataType> getVariableData) {
        return new GetVariablesRequest(getVariableData, null);
    }

    @Override
    public Action action() {
        return Action.GetVariables;
    }
}
