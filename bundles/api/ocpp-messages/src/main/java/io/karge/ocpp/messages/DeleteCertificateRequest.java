package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CertificateHashDataType;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Deletes an installed certificate (M04). */
public record DeleteCertificateRequest(
        CertificateHashDataType certificateHashData,
        @Nullable CustomDataType customData) implements OcppRequest {
    public DeleteCertificateRequest {
        RecordSchema.check(DeleteCertificateRequest.class, certificateHashData, customData);
    }

    public static DeleteCertificateRequest of(CertificateHashDataType certificateHashData) {
        return new DeleteCertificateRequest(certificateHashData, null);
    }

    @Override
    public Action action() {
        return Action.DeleteCertificate;
    }
}
