package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.NetworkConnectionProfileType;
import org.jspecify.annotations.Nullable;

/** Writes a slot of the network connection profiles (B09). */
public record SetNetworkProfileRequest(
        int configurationSlot,
        NetworkConnectionProfileType connectionData,
        @Nullable CustomDataType customData) implements OcppRequest {
    public SetNetworkProfileRequest {
        RecordSchema.check(SetNetworkProfileRequest.class, configurationSlot, connectionData, customData);
    }

    public static SetNetworkProfileRequest of(int configurationSlot, NetworkConnectionProfileType connectionData) {
        return new SetNetworkProfileRequest(configurationSlot, connectionData, null);
    }

    @Override
    public Action action() {
        return Action.SetNetworkProfile;
    }
}
