package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CertificateSigningUseEnumType;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Asks to sign the certificate of a station (A02, A03). */
public record SignCertificateRequest(
        @Length(5500) String csr,
        @Nullable CertificateSigningUseEnumType certificateType,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public SignCertificateRequest {
        RecordSchema.check(SignCertificateRequest.class, csr, certificateType, customData);
    }

    public static SignCertificateRequest of(String csr) {
        return new SignCertificateRequest(csr, null, null);
    }

    public SignCertificateRequest withCertificateType(@Nullable CertificateSigningUseEnumType certificateType) {
        return new SignCertificateRequest(csr, certificateType, customData);
    }

    public SignCertificateRequest withCustomData(@Nullable CustomDataType customData) {
        return new SignCertificateRequest(csr, certificateType, customData);
    }

    @Override
    public Action action() {
        return Action.SignCertificate;
    }
}
