package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CompositeScheduleType;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.GenericStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** The schedule, if it could be computed (K08). */
public record GetCompositeScheduleResponse(
        GenericStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CompositeScheduleType schedule,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public GetCompositeScheduleResponse {
        RecordSchema.check(GetCompositeScheduleResponse.class, status, statusInfo, schedule, customData);
    }

    public static GetCompositeScheduleResponse of(GenericStatusEnumType status) {
        return new GetCompositeScheduleResponse(status, null, null, null);
    }

    public GetCompositeScheduleResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new GetCompositeScheduleResponse(status, statusInfo, schedule, customData);
    }

    public GetCompositeScheduleResponse withSchedule(@Nullable CompositeScheduleType schedule) {
        return new GetCompositeScheduleResponse(status, statusInfo, schedule, customData);
    }

    public GetCompositeScheduleResponse withCustomData(@Nullable CustomDataType customData) {
        return new GetCompositeScheduleResponse(status, statusInfo, schedule, customData);
    }

    @Override
    public Action action() {
        return Action.GetCompositeSchedule;
    }
}
