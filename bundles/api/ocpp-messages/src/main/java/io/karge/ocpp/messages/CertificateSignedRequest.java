package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CertificateSigningUseEnumType;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Brings the certificate that was made from a signing request (A02, A03). */
public record CertificateSignedRequest(
        @Length(10000) String certificateChain,
        @Nullable CertificateSigningUseEnumType certificateType,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public CertificateSignedRequest {
        RecordSchema.check(CertificateSignedRequest.class, certificateChain, certificateType, customData);
    }

    public static CertificateSignedRequest of(String certificateChain) {
        return new CertificateSignedRequest(certificateChain, null, null);
    }

    public CertificateSignedRequest withCertificateType(@Nullable CertificateSigningUseEnumType certificateType) {
        return new CertificateSignedRequest(certificateChain, certificateType, customData);
    }

    public CertificateSignedRequest withCustomData(@Nullable CustomDataType customData) {
        return new CertificateSignedRequest(certificateChain, certificateType, customData);
    }

    @Override
    public Action action() {
        return Action.CertificateSigned;
    }
}
