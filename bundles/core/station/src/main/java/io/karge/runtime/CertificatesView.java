package io.karge.runtime;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of a station; never a private key.
 *
 * @param certificates the roots that it trusts, then its own, the newest first, then that of the CSMS
 * @param request what it has asked to be certified and has no certificate for; null when there is nothing
 */
public record CertificatesView(
        List<Certificate> certificates, @Nullable Request request) {

    public CertificatesView {
        certificates = List.copyOf(certificates);
    }

    /** What a certificate is for. */
    public enum Use {
        CSMS_ROOT,
        MANUFACTURER_ROOT,
        STATION,
        /** The one that the CSMS has shown last, since the station booted, and that was accepted. */
        CSMS
    }

    /**
     * A certificate.
     *
     * @param subject whose it is, on one line
     * @param issuer who has issued it, on one line
     * @param serialNumber in hexadecimal digits
     * @param state {@code valid}, {@code expired}, or {@code not yet valid}, by the station's time
     * @param sha256 its fingerprint in hexadecimal digits
     */
    public record Certificate(
            Use use,
            String subject,
            String issuer,
            String serialNumber,
            Instant from,
            Instant until,
            String state,
            String sha256) {}

    /**
     * A request that waits.
     *
     * @param state who has it, or why nothing comes
     * @param csr in PEM
     */
    public record Request(String state, String csr) {}
}
