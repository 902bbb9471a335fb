package io.karge.runtime.internal;

import io.karge.runtime.PemFile;
import io.karge.runtime.StationConfig;
import io.karge.security.PemCertificates;
import io.karge.station.BlockState;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The root certificates that a station trusts, by what they are trusted for; stored, and seeded by the cfg. On the loop
 * only; whatever changes something in steps.
 */
final class TrustedRoots {
    private static final String CSMS = "roots/csms";
    private static final String MANUFACTURER = "roots/manufacturer";
    /** More than the device model allows to install (ORS-17): what was stored is read. */
    private static final int MOST = 1_000;

    /** Certificates of one use. */
    record Roots(String pem) {}

    private final BlockState state;

    TrustedRoots(BlockState state) {
        this.state = state;
    }

    /** Takes over those of the cfg; those of the cfg before do not count any more. */
    void seed(StationConfig config) {
        put(CSMS, config.csmsRootCertificates());
        put(MANUFACTURER, config.manufacturerRootCertificates());
    }

    private void put(String use, List<PemFile> files) {
        Set<X509Certificate> certificates = new LinkedHashSet<>();
        files.forEach(file -> certificates.addAll(file.certificates()));
        state.put(use, new Roots(PemCertificates.write(certificates)));
    }

    /** Those that a CSMS is trusted by. */
    List<X509Certificate> csms() {
        return read(CSMS);
    }

    /** How many are installed. */
    int count() {
        return read(CSMS).size() + read(MANUFACTURER).size();
    }

    private List<X509Certificate> read(String use) {
        String pem = state.get(use, Roots.class).map(Roots::pem).orElse("");
        try {
            return pem.isEmpty() ? List.of() : PemCertificates.read(pem, MOST);
        } catch (CertificateException e) {
            throw new IllegalStateException("the stored root certificates '" + use + "' cannot be read", e);
        }
    }
}
