package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ChargingLimitType;
import io.karge.ocpp.types.ChargingScheduleType;
import io.karge.ocpp.types.CustomDataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells of a charging limit that someone else than the CSMS has set (K11, K12). */
public record NotifyChargingLimitRequest(
        ChargingLimitType chargingLimit,
        @Nullable @Items(min = 1) List<ChargingScheduleType> chargingSchedule,
        @Nullable Integer evseId,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public NotifyChargingLimitRequest {
        chargingSchedule = RecordSchema.copyOf(chargingSchedule);
        RecordSchema.check(NotifyChargingLimitRequest.class, chargingLimit, chargingSchedule, evseId, customData);
    }

    public static NotifyChargingLimitRequest of(ChargingLimitType chargingLimit) {
        return new NotifyChargingLimitRequest(chargingLimit, null, null, null);
    }

    public NotifyChargingLimitRequest withChargingSchedule(@Nullable List<ChargingScheduleType> chargingSchedule) {
        return new NotifyChargingLimitRequest(chargingLimit, chargingSchedule, evseId, customData);
    }

    public NotifyChargingLimitRequest withEvseId(@Nullable Integer evseId) {
        return new NotifyChargingLimitRequest(chargingLimit, chargingSchedule, evseId, customData);
    }

    public NotifyChargingLimitRequest withCustomData(@Nullable CustomDataType customData) {
        return new NotifyChargingLimitRequest(chargingLimit, chargingSchedule, evseId, customData);
    }

    @Override
    public Action action() {
        return Action.NotifyChargingLimit;
    }
}
