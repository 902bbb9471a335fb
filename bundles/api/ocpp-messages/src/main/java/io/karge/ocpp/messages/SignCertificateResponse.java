package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.GenericStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the CSMS takes the request; the certificate follows in CertificateSigned (A02, A03). */
public record SignCertificateResponse(
        GenericStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData) implements OcppResponse {
    public SignCertificateResponse {
        RecordSchema.check(SignCertificateResponse.class, status, statusInfo, customData);
    }

    public static SignCertificateResponse of(GenericStatusEnumType status) {
        return new SignCertificateResponse(status, null, null);
    }

    public SignCertificateResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new SignCertificateResponse(status, statusInfo, customData);
    }

    public SignCertificateResponse withCustomData(@Nullable CustomDataType customData) {
        return new SignCertificateResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.SignCertificate;
    }
}
