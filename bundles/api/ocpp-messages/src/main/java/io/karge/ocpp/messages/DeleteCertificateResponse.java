package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.DeleteCertificateStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the certificate was found and deleted (M04). */
public record DeleteCertificateResponse(
        DeleteCertificateStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public DeleteCertificateResponse {
        RecordSchema.check(DeleteCertificateResponse.class, status, statusInfo, customData);
    }

    public static DeleteCertificateResponse of(DeleteCertificateStatusEnumType status) {
        return new DeleteCertificateResponse(status, null, null);
    }

    public DeleteCertificateResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new DeleteCertificateResponse(status, statusInfo, customData);
    }

    public DeleteCertificateResponse withCustomData(@Nullable CustomDataType customData) {
        return new DeleteCertificateResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.DeleteCertificate;
    }
}
