package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.GetVariableResultType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One result for each attribute that was asked for (B06). */
public record GetVariablesResponse(
        @Items(min = 1) List<GetVariableResultType> getVariableResult,
        @Nullable CustomDataType customData) implements OcppResponse {
    public GetVariablesResponse {
        getVariableResult = List.copyOf(getVariableResult);
        RecordSchema.check(GetVariablesResponse.class, getVariableResult, customData);
    }

    public static GetVariablesResponse of(List<GetVariableResultType> getVariableResult) {
        return new GetVariablesResponse(getVariableResult, null);
    }

    @Override
    public Action action() {
        return Action.GetVariables;
    }
}
