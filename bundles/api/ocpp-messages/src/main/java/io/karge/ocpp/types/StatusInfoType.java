package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.schema.UnicodeText;
import org.jspecify.annotations.Nullable;

/** Why a status is what it is: a reason code of the appendix and a text for people. */
public record StatusInfoType(
        @Length(20) String reasonCode,
        @Nullable @Length(StatusInfoType.LONGEST) String additionalInfo,
        @Nullable CustomDataType customData) {
    private static final int LONGEST = 512;

    public StatusInfoType {
        RecordSchema.check(StatusInfoType.class, reasonCode, additionalInfo, customData);
    }

    public static StatusInfoType of(String reasonCode) {
        return new StatusInfoType(reasonCode, null, null);
    }

    /** With a text of any length and origin, as much of it as may be sent. */
    public static StatusInfoType because(String reasonCode, String text) {
        return of(reasonCode).withAdditionalInfo(UnicodeText.repaired(UnicodeText.cut(text, LONGEST)));
    }

    /** What it says to people: the text, else the reason code. */
    public String text() {
        return additionalInfo == null || additionalInfo.isBlank() ? reasonCode : additionalInfo;
    }

    public StatusInfoType withAdditionalInfo(@Nullable String additionalInfo) {
        return new StatusInfoType(reasonCode, additionalInfo, customData);
    }

    public StatusInfoType withCustomData(@Nullable CustomDataType customData) {
        return new StatusInfoType(reasonCode, additionalInfo, customData);
    }
}
