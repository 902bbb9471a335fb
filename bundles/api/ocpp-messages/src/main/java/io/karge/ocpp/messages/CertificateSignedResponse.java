package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CertificateSignedStatusEnumType;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the station accepts the certificate (A02, A03). */
public record CertificateSignedResponse(
        CertificateSignedStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public CertificateSignedResponse {
        RecordSchema.check(CertificateSignedResponse.class, status, statusInfo, customData);
    }

    public static CertificateSignedResponse of(CertificateSignedStatusEnumType status) {
        return new CertificateSignedResponse(status, null, null);
    }

    public CertificateSignedResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new CertificateSignedResponse(status, statusInfo, customData);
    }

    public CertificateSignedResponse withCustomData(@Nullable CustomDataType customData) {
        return new CertificateSignedResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.CertificateSigned;
    }
}
