package io.karge.block.certificates;

import io.karge.ocpp.messages.GetInstalledCertificateIdsRequest;
import io.karge.ocpp.messages.GetInstalledCertificateIdsResponse;
import io.karge.ocpp.types.CertificateHashDataChainType;
import io.karge.ocpp.types.CertificateHashDataType;
import io.karge.ocpp.types.GetCertificateIdUseEnumType;
import io.karge.ocpp.types.GetInstalledCertificateStatusEnumType;
import io.karge.ocpp.types.HashAlgorithmEnumType;
import io.karge.security.CertificateId;
import io.karge.station.StationContext;
import io.karge.station.TrustStore.Use;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Tells which root certificates are installed (M03). */
final class InstalledCertificates {
    private final StationContext context;

    InstalledCertificates(StationContext context) {
        this.context = context;
    }

    GetInstalledCertificateIdsResponse answer(GetInstalledCertificateIdsRequest request) {
        List<GetCertificateIdUseEnumType> wanted = request.certificateType();
        List<CertificateHashDataChainType> found = new ArrayList<>();
        for (Use use : Use.values()) {
            GetCertificateIdUseEnumType type = Uses.type(use);
            if (wanted == null || wanted.contains(type)) {
                List<X509Certificate> roots = context.trustStore().roots(use);
                roots.forEach(root -> found.add(CertificateHashDataChainType.of(type, hashData(root, roots))));
            }
        }
        return found.isEmpty()
                ? GetInstalledCertificateIdsResponse.of(GetInstalledCertificateStatusEnumType.NotFound)
                : GetInstalledCertificateIdsResponse.of(GetInstalledCertificateStatusEnumType.Accepted)
                        .withCertificateHashDataChain(found);
    }

    private static CertificateHashDataType hashData(X509Certificate root, List<X509Certificate> roots) {
        CertificateId id = CertificateId.of(root, roots, "SHA-256");
        return CertificateHashDataType.of(
                HashAlgorithmEnumType.SHA256, id.issuerNameHash(), id.issuerKeyHash(), id.serialNumber());
    }
}
