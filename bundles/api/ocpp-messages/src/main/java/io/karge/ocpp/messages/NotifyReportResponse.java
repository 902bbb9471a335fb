package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Confirms that the CSMS has taken note (B07, B08). */
public record NotifyReportResponse(@Nullable CustomDataType customData) implements OcppResponse {
    public NotifyReportResponse {
        RecordSchema.check(NotifyReportResponse.class, customData);
    }

    public static NotifyReportResponse of() {
        return new NotifyReportResponse(null);
    }

    @Override
    public Action action() {
        return Action.NotifyReport;
    }
}
