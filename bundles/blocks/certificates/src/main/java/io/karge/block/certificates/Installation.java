package io.karge.block.certificates;

import io.karge.ocpp.messages.InstallCertificateRequest;
import io.karge.ocpp.messages.InstallCertificateResponse;
import io.karge.ocpp.types.InstallCertificateStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.security.AuthorityCertificates;
import io.karge.security.CertificateDefect;
import io.karge.security.PemCertificates;
import io.karge.station.StationContext;
import io.karge.station.TrustStore;
import io.karge.station.TrustStore.Use;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs root certificates (M05). What cannot be trusted is Rejected, and the CSMS is told why. */
final class Installation {
    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);
    /** Where the product does not say (ORS-17). */
    private static final int MOST = 500;

    private final StationContext context;
    private final SecurityChanges changes;

    Installation(StationContext context) {
        this.context = context;
        this.changes = new SecurityChanges(context);
    }

    InstallCertificateResponse answer(InstallCertificateRequest request) {
        Optional<Use> use = Uses.of(request.certificateType());
        if (use.isEmpty()) {
            return rejected("UnsupportedParam", request.certificateType().wire() + ": this station has no ISO 15118");
        }
        X509Certificate certificate;
        try {
            certificate = PemCertificates.read(request.certificate(), 1).get(0);
        } catch (CertificateException e) {
            return rejected("InvalidCertificate", String.valueOf(e.getMessage()));
        }
        return install(use.get(), certificate);
    }

    private InstallCertificateResponse install(Use use, X509Certificate certificate) {
        TrustStore store = context.trustStore();
        List<X509Certificate> roots = store.roots(use);
        boolean isThere = roots.contains(certificate);
        if (!isThere && entries(store) >= most()) { // M05.FR.06
            return rejected(
                    "OutOfStorage", most() + " certificates are installed, and more cannot be; delete one first");
        }
        Optional<CertificateDefect> defect =
                AuthorityCertificates.defect(certificate, roots, context.clock().now());
        if (defect.isPresent()) { // M05.FR.07
            return rejected("InvalidCertificate", defect.get().text());
        }
        store.install(use, certificate);
        if (!isThere) { // M05.FR.17: else it is Accepted all the same
            String what = Uses.type(use).wire() + " " + Described.of(certificate) + " was installed";
            LOG.info("station={} {}", context.stationId(), what);
            changes.tell(what);
        }
        return InstallCertificateResponse.of(InstallCertificateStatusEnumType.Accepted);
    }

    private static int entries(TrustStore store) {
        int entries = 0;
        for (Use use : Use.values()) {
            entries += store.roots(use).size();
        }
        return entries;
    }

    private int most() {
        return context.product().setting("ORS-17").map(Integer::parseInt).orElse(MOST);
    }

    private InstallCertificateResponse rejected(String reasonCode, String why) {
        LOG.warn("station={} InstallCertificate is Rejected: {}", context.stationId(), why);
        return InstallCertificateResponse.of(InstallCertificateStatusEnumType.Rejected)
                .withStatusInfo(StatusInfoType.because(reasonCode, why));
    }
}
