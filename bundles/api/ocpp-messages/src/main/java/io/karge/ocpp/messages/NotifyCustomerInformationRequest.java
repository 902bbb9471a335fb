package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Brings a part of the customer data that were asked for (N09, N10). */
public record NotifyCustomerInformationRequest(
        @Length(512) String data,
        int seqNo,
        Instant generatedAt,
        int requestId,
        @Nullable Boolean tbc,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public NotifyCustomerInformationRequest {
        RecordSchema.check(
                NotifyCustomerInformationRequest.class, data, seqNo, generatedAt, requestId, tbc, customData);
    }

    public static NotifyCustomerInformationRequest of(String data, int seqNo, Instant generatedAt, int requestId) {
        return new NotifyCustomerInformationRequest(data, seqNo, generatedAt, requestId, null, null);
    }

    public NotifyCustomerInformationRequest withTbc(@Nullable Boolean tbc) {
        return new NotifyCustomerInformationRequest(data, seqNo, generatedAt, requestId, tbc, customData);
    }

    public NotifyCustomerInformationRequest withCustomData(@Nullable CustomDataType customData) {
        return new NotifyCustomerInformationRequest(data, seqNo, generatedAt, requestId, tbc, customData);
    }

    @Override
    public Action action() {
        return Action.NotifyCustomerInformation;
    }
}
