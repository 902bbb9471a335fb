package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.GetCertificateIdUseEnumType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks which certificates are installed (M03). */
public record GetInstalledCertificateIdsRequest(
        @Nullable @Items(min = 1) List<GetCertificateIdUseEnumType> certificateType,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public GetInstalledCertificateIdsRequest {
        certificateType = RecordSchema.copyOf(certificateType);
        RecordSchema.check(GetInstalledCertificateIdsRequest.class, certificateType, customData);
    }

    public static GetInstalledCertificateIdsRequest of() {
        return new GetInstalledCertificateIdsRequest(null, null);
    }

    public GetInstalledCertificateIdsRequest withCertificateType(
            @Nullable List<GetCertificateIdUseEnumType> certificateType) {
        return new GetInstalledCertificateIdsRequest(certificateType, customData);
    }

    public GetInstalledCertificateIdsRequest withCustomData(@Nullable CustomDataType customData) {
        return new GetInstalledCertificateIdsRequest(certificateType, customData);
    }

    @Override
    public Action action() {
        return Action.GetInstalledCertificateIds;
    }
}
