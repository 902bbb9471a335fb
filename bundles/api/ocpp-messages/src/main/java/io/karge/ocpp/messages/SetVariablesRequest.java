package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.SetVariableDataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes attributes of variables (B05). */
public record SetVariablesRequest(
        @Items(min = 1) List<SetVariableDataType> setVariableData,
        @Nullable CustomDataType customData) implements OcppRequest {
    public SetVariablesRequest {
        setVariableData = List.copyOf(setVariableData);
        RecordSchema.check(SetVariablesRequest.class, setVariableData, customData);
    }

    public static SetVariablesRequest of(List<SetVariableDataType> setVariableData) {
        return new SetVariablesRequest(setVariableData, null);
    }

    @Override
    public Action action() {
        return Action.SetVariables;
    }
}
