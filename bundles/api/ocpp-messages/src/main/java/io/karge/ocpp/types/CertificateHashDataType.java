package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** A certificate, named by hashes of its issuer and its serial number (M03, M04). */
public record CertificateHashDataType(
        HashAlgorithmEnumType hashAlgorithm,
        @Length(128) String issuerNameHash,
        @Length(128) String issuerKeyHash,
        @Length(40) String serialNumber,
        @Nullable CustomDataType customData) {
    public CertificateHashDataType {
        RecordSchema.check(
                CertificateHashDataType.class, hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber, customData);
    }

    public static CertificateHashDataType of(
            HashAlgorithmEnumType hashAlgorithm, String issuerNameHash, String issuerKeyHash, String serialNumber) {
        return new CertificateHashDataType(hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber, null);
    }
}
