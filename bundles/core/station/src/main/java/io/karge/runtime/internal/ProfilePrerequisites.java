package io.karge.runtime.internal;

import io.karge.station.StationCertificates;
import io.karge.station.StationClock;
import io.karge.station.TrustStore;
import java.time.Instant;
import java.util.Optional;

/** What has to be installed before a station can use a security profile. On the loop only. */
final class ProfilePrerequisites {
    private final TrustStore roots;
    private final Ports ports;
    private final StationClock clock;

    /** Something that is not there, and what to do, both for people. */
    record Missing(String why, String remedy) {}

    ProfilePrerequisites(TrustStore roots, Ports ports, StationClock clock) {
        this.roots = roots;
        this.ports = ports;
        this.clock = clock;
    }

    /** What a change to the security profile lacks (A05.FR.02, FR.03). */
    Optional<Missing> ofChange(int securityProfile) {
        if (securityProfile > 1 && !hasValidRoot()) {
            return Optional.of(new Missing(
                    "security profile " + securityProfile
                            + " needs a CSMS root certificate that is valid now, and none is" + " installed",
                    "Install the root certificate of the CSMS with InstallCertificate or csmsRootCertificates"));
        }
        return ofAttempt(securityProfile)
                .or(() -> securityProfile < 3
                                || certificates()
                                        .filter(StationCertificates::valid)
                                        .isPresent()
                        ? Optional.empty()
                        : Optional.of(new Missing(
                                "security profile 3 needs a certificate of the station's own that is valid now",
                                "Renew it: have the CSMS trigger SignChargingStationCertificate")));
    }

    /**
     * What an attempt to connect lacks. That the station's certificate is valid is left to the CSMS (A00.FR.430), and that
     * a root is there to the handshake.
     */
    Optional<Missing> ofAttempt(int securityProfile) {
        if (securityProfile < 3) {
            return Optional.empty();
        } else if (certificates().isEmpty()) {
            return Optional.of(new Missing(
                    "security profile 3 needs the block advanced-security, which is not installed",
                    "Install the feature karge-advanced-security"));
        }
        if (certificates().flatMap(StationCertificates::credentials).isPresent()) {
            return Optional.empty();
        }
        return certificates()
                .flatMap(StationCertificates::unreadable)
                .map(why -> new Missing(
                        "security profile 3 needs the station's certificate, and its private key cannot be"
                                + " read: "
                                + why,
                        "See to it that the key can be read, as the problem of the certificate says, or have"
                                + " another one issued with station:certificate-request and"
                                + " station:certificate-import in the shell"))
                .or(() -> Optional.of(new Missing(
                        "security profile 3 needs a certificate of the station's own, and it has none",
                        "Connect with security profile 2 and have the CSMS trigger SignChargingStationCertificate, or"
                                + " use station:certificate-request and station:certificate-import in the shell")));
    }

    Optional<StationCertificates> certificates() {
        return ports.find(StationCertificates.class);
    }

    private boolean hasValidRoot() {
        Instant now = clock.now();
        return roots.roots(TrustStore.Use.CSMS).stream()
                .anyMatch(root -> !now.isBefore(root.getNotBefore().toInstant())
                        && !now.isAfter(root.getNotAfter().toInstant()));
    }
}
