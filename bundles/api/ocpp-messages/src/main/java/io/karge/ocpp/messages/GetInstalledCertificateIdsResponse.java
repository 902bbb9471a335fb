package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CertificateHashDataChainType;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.GetInstalledCertificateStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The installed certificates, by their hashes (M03). */
public record GetInstalledCertificateIdsResponse(
        GetInstalledCertificateStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable @Items(min = 1) List<CertificateHashDataChainType> certificateHashDataChain,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public GetInstalledCertificateIdsResponse {
        certificateHashDataChain = RecordSchema.copyOf(certificateHashDataChain);
        RecordSchema.check(
                GetInstalledCertificateIdsResponse.class, status, statusInfo, certificateHashDataChain, customData);
    }

    public static GetInstalledCertificateIdsResponse of(GetInstalledCertificateStatusEnumType status) {
        return new GetInstalledCertificateIdsResponse(status, null, null, null);
    }

    public GetInstalledCertificateIdsResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new GetInstalledCertificateIdsResponse(status, statusInfo, certificateHashDataChain, customData);
    }

    public GetInstalledCertificateIdsResponse withCertificateHashDataChain(
            @Nullable List<CertificateHashDataChainType> certificateHashDataChain) {
        return new GetInstalledCertificateIdsResponse(status, statusInfo, certificateHashDataChain, customData);
    }

    public GetInstalledCertificateIdsResponse withCustomData(@Nullable CustomDataType customData) {
        return new GetInstalledCertificateIdsResponse(status, statusInfo, certificateHashDataChain, customData);
    }

    @Override
    public Action action() {
        return Action.GetInstalledCertificateIds;
    }
}
