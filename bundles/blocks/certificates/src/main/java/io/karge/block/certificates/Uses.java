package io.karge.block.certificates;

import io.karge.ocpp.types.GetCertificateIdUseEnumType;
import io.karge.ocpp.types.InstallCertificateUseEnumType;
import io.karge.station.TrustStore.Use;
import java.util.Optional;

/** What the standard calls the uses of root certificates. Those of ISO 15118 are none here. */
final class Uses {
    private Uses() {}

    static Optional<Use> of(InstallCertificateUseEnumType type) {
        return switch (type) {
            case CSMSRootCertificate -> Optional.of(Use.CSMS);
            case ManufacturerRootCertificate -> Optional.of(Use.MANUFACTURER);
            case V2GRootCertificate, MORootCertificate -> Optional.empty();
        };
    }

    static GetCertificateIdUseEnumType type(Use use) {
        return switch (use) {
            case CSMS -> GetCertificateIdUseEnumType.CSMSRootCertificate;
            case MANUFACTURER -> GetCertificateIdUseEnumType.ManufacturerRootCertificate;
        };
    }
}
