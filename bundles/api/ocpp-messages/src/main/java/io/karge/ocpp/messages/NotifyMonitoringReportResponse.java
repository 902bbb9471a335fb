package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Confirms that the CSMS has taken note (N02). */
public record NotifyMonitoringReportResponse(@Nullable CustomDataType customData) implements OcppResponse {
    public NotifyMonitoringReportResponse {
        RecordSchema.check(NotifyMonitoringReportResponse.class, customData);
    }

    public static NotifyMonitoringReportResponse of() {
        return new NotifyMonitoringReportResponse(null);
    }

    @Override
    public Action action() {
        return Action.NotifyMonitoringReport;
    }
}
