package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.CustomerInformationStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the station does it; the data follow in NotifyCustomerInformation (N09, N10). */
public record CustomerInformationResponse(
        CustomerInformationStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public CustomerInformationResponse {
        RecordSchema.check(CustomerInformationResponse.class, status, statusInfo, customData);
    }

    public static CustomerInformationResponse of(CustomerInformationStatusEnumType status) {
        return new CustomerInformationResponse(status, null, null);
    }

    public CustomerInformationResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new CustomerInformationResponse(status, statusInfo, customData);
    }

    public CustomerInformationResponse withCustomData(@Nullable CustomDataType customData) {
        return new CustomerInformationResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.CustomerInformation;
    }
}
