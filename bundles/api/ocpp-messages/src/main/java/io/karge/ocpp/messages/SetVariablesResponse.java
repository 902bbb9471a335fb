package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.SetVariableResultType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One result for each attribute that was to be written (B05). */
public record SetVariablesResponse(
        @Items(min = 1) List<SetVariableResultType> setVariableResult,
        @Nullable CustomDataType customData) implements OcppResponse {
    public SetVariablesResponse {
        setVariableResult = List.copyOf(setVariableResult);
        RecordSchema.check(SetVariablesResponse.class, setVariableResult, customData);
    }

    public static SetVariablesResponse of(List<SetVariableResultType> setVariableResult) {
        return new SetVariablesResponse(setVariableResult, null);
    }

    @Override
    public Action action() {
        return Action.SetVariables;
    }
}
