package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.schema.WireName;
import io.karge.ocpp.types.CertificateActionEnumType;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Passes a vehicle's request for a contract certificate on (M01, M02). */
public record Get15118EVCertificateRequest(
        @Length(50) String iso15118SchemaVersion,
        @WireName("action") CertificateActionEnumType certificateAction,
        @Length(5600) String exiRequest,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public Get15118EVCertificateRequest {
        RecordSchema.check(
                Get15118EVCertificateRequest.class, iso15118SchemaVersion, certificateAction, exiRequest, customData);
    }

    public static Get15118EVCertificateRequest of(
            String iso15118SchemaVersion, CertificateActionEnumType certificateAction, String exiRequest) {
        return new Get15118EVCertificateRequest(iso15118SchemaVersion, certificateAction, exiRequest, null);
    }

    @Override
    public Action action() {
        return Action.Get15118EVCertificate;
    }
}
