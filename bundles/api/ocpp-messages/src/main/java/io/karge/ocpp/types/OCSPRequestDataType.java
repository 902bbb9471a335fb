package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** A certificate whose OCSP status is asked for (C07, M06). */
public record OCSPRequestDataType(
        HashAlgorithmEnumType hashAlgorithm,
        @Length(128) String issuerNameHash,
        @Length(128) String issuerKeyHash,
        @Length(40) String serialNumber,
        @Length(512) String responderURL,
        @Nullable CustomDataType customData) {
    public OCSPRequestDataType {
        RecordSchema.check(
                OCSPRequestDataType.class,
                hashAlgorithm,
                issuerNameHash,
                issuerKeyHash,
                serialNumber,
                responderURL,
                customData);
    }

    public static OCSPRequestDataType of(
            HashAlgorithmEnumType hashAlgorithm,
            String issuerNameHash,
            String issuerKeyHash,
            String serialNumber,
            String responderURL) {
        return new OCSPRequestDataType(hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber, responderURL, null);
    }
}
