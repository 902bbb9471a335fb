package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** The modem of a station and its SIM card (B01). */
public record ModemType(
        @Nullable @Length(20) String iccid,
        @Nullable @Length(20) String imsi,
        @Nullable CustomDataType customData) {
    public ModemType {
        RecordSchema.check(ModemType.class, iccid, imsi, customData);
    }

    public static ModemType of() {
        return new ModemType(null, null, null);
    }

    public ModemType withIccid(@Nullable String iccid) {
        return new ModemType(iccid, imsi, customData);
    }

    public ModemType withImsi(@Nullable String imsi) {
        return new ModemType(iccid, imsi, customData);
    }

    public ModemType withCustomData(@Nullable CustomDataType customData) {
        return new ModemType(iccid, imsi, customData);
    }
}
