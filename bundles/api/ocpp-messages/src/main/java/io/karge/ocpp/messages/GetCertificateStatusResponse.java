package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.GetCertificateStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** The OCSP answer (M06). */
public record GetCertificateStatusResponse(
        GetCertificateStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable @Length(5500) String ocspResult,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public GetCertificateStatusResponse {
        RecordSchema.check(GetCertificateStatusResponse.class, status, statusInfo, ocspResult, customData);
    }

    public static GetCertificateStatusResponse of(GetCertificateStatusEnumType status) {
        return new GetCertificateStatusResponse(status, null, null, null);
    }

    public GetCertificateStatusResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new GetCertificateStatusResponse(status, statusInfo, ocspResult, customData);
    }

    public GetCertificateStatusResponse withOcspResult(@Nullable String ocspResult) {
        return new GetCertificateStatusResponse(status, statusInfo, ocspResult, customData);
    }

    public GetCertificateStatusResponse withCustomData(@Nullable CustomDataType customData) {
        return new GetCertificateStatusResponse(status, statusInfo, ocspResult, customData);
    }

    @Override
    public Action action() {
        return Action.GetCertificateStatus;
    }
}
