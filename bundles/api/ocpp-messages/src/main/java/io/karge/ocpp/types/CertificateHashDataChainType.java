package io.karge.ocpp.types;

import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An installed certificate with its kind and its sub CAs (M03). */
public record CertificateHashDataChainType(
        GetCertificateIdUseEnumType certificateType,
        CertificateHashDataType certificateHashData,
        @Nullable @Items(min = 1, max = 4) List<CertificateHashDataType> childCertificateHashData,
        @Nullable CustomDataType customData) {
    public CertificateHashDataChainType {
        childCertificateHashData = RecordSchema.copyOf(childCertificateHashData);
        RecordSchema.check(
                CertificateHashDataChainType.class,
                certificateType,
                certificateHashData,
                childCertificateHashData,
                customData);
    }

    public static CertificateHashDataChainType of(
            GetCertificateIdUseEnumType certificateType, CertificateHashDataType certificateHashData) {
        return new CertificateHashDataChainType(certificateType, certificateHashData, null, null);
    }

    public CertificateHashDataChainType withChildCertificateHashData(
            @Nullable List<CertificateHashDataType> childCertificateHashData) {
        return new CertificateHashDataChainType(
                certificateType, certificateHashData, childCertificateHashData, customData);
    }

    public CertificateHashDataChainType withCustomData(@Nullable CustomDataType customData) {
        return new CertificateHashDataChainType(
                certificateType, certificateHashData, childCertificateHashData, customData);
    }
}
