package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.Iso15118EVCertificateStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** The answer to pass on to the vehicle (M01, M02). */
public record Get15118EVCertificateResponse(
        Iso15118EVCertificateStatusEnumType status,
        @Length(5600) String exiResponse,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public Get15118EVCertificateResponse {
        RecordSchema.check(Get15118EVCertificateResponse.class, status, exiResponse, statusInfo, customData);
    }

    public static Get15118EVCertificateResponse of(Iso15118EVCertificateStatusEnumType status, String exiResponse) {
        return new Get15118EVCertificateResponse(status, exiResponse, null, null);
    }

    public Get15118EVCertificateResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new Get15118EVCertificateResponse(status, exiResponse, statusInfo, customData);
    }

    public Get15118EVCertificateResponse withCustomData(@Nullable CustomDataType customData) {
        return new Get15118EVCertificateResponse(status, exiResponse, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.Get15118EVCertificate;
    }
}
