package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.InstallCertificateUseEnumType;
import org.jspecify.annotations.Nullable;

/** Installs a root certificate (M05). */
public record InstallCertificateRequest(
        InstallCertificateUseEnumType certificateType,
        @Length(5500) String certificate,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public InstallCertificateRequest {
        RecordSchema.check(InstallCertificateRequest.class, certificateType, certificate, customData);
    }

    public static InstallCertificateRequest of(InstallCertificateUseEnumType certificateType, String certificate) {
        return new InstallCertificateRequest(certificateType, certificate, null);
    }

    @Override
    public Action action() {
        return Action.InstallCertificate;
    }
}
