package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** How to enter a virtual private network (B09). */
public record VPNType(
        @Length(512) String server,
        @Length(20) String user,
        @Length(20) String password,
        @Length(255) String key,
        VPNEnumType type,
        @Nullable @Length(20) String group,
        @Nullable CustomDataType customData) {
    public VPNType {
        RecordSchema.check(VPNType.class, server, user, password, key, type, group, customData);
    }

    public static VPNType of(String server, String user, String password, String key, VPNEnumType type) {
        return new VPNType(server, user, password, key, type, null, null);
    }

    public VPNType withGroup(@Nullable String group) {
        return new VPNType(server, user, password, key, type, group, customData);
    }

    public VPNType withCustomData(@Nullable CustomDataType customData) {
        return new VPNType(server, user, password, key, type, group, customData);
    }
}
