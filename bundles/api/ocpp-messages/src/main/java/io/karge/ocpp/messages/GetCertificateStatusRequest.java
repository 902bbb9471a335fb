package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.OCSPRequestDataType;
import org.jspecify.annotations.Nullable;

/** Asks for the OCSP status of a certificate (M06). */
public record GetCertificateStatusRequest(
        OCSPRequestDataType ocspRequestData, @Nullable CustomDataType customData) implements OcppRequest {
    public GetCertificateStatusRequest {
        RecordSchema.check(GetCertificateStatusRequest.class, ocspRequestData, customData);
    }

    public static GetCertificateStatusRequest of(OCSPRequestDataType ocspRequestData) {
        return new GetCertificateStatusRequest(ocspRequestData, null);
    }

    @Override
    public Action action() {
        return Action.GetCertificateStatus;
    }
}
