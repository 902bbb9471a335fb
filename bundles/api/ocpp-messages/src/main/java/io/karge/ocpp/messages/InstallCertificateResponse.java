package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.InstallCertificateStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the certificate was installed (M05). */
public record InstallCertificateResponse(
        InstallCertificateStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public InstallCertificateResponse {
        RecordSchema.check(InstallCertificateResponse.class, status, statusInfo, customData);
    }

    public static InstallCertificateResponse of(InstallCertificateStatusEnumType status) {
        return new InstallCertificateResponse(status, null, null);
    }

    public InstallCertificateResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new InstallCertificateResponse(status, statusInfo, customData);
    }

    public InstallCertificateResponse withCustomData(@Nullable CustomDataType customData) {
        return new InstallCertificateResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.InstallCertificate;
    }
}
