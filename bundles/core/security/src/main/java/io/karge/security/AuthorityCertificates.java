package io.karge.security;

import io.karge.security.CertificateDefect.Kind;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Checks certificates of authorities before they are trusted (M05.FR.07). Thread-safe. */
public final class AuthorityCertificates {
    private static final int CERTIFICATE_SIGNING = 5;

    private AuthorityCertificates() {}

    /**
     * What is wrong with a certificate that is to be trusted from now on as an authority.
     *
     * @param trusted the authorities that are trusted for the same; one of them has to have signed it unless it did so itself
     * @param at the time that counts
     */
    public static Optional<CertificateDefect> defect(
            X509Certificate authority, Collection<X509Certificate> trusted, Instant at) {
        try {
            return CertificateRules.period(authority, at, Duration.ZERO)
                    .or(() -> use(authority))
                    .or(() -> CertificateRules.signatureStrength(authority))
                    .or(() -> CertificateRules.keyStrength(authority))
                    .or(() -> serial(authority))
                    .or(() -> signature(authority, trusted));
        } catch (RuntimeException e) { // a part of it is parsed only when it is asked for
            return CertificateRules.unreadable(authority, e);
        }
    }

    private static Optional<CertificateDefect> use(X509Certificate authority) {
        boolean[] keyUsage = authority.getKeyUsage();
        if (authority.getBasicConstraints() < 0) {
            return CertificateRules.defect(
                    Kind.WRONG_USE,
                    CertificateTexts.name(authority)
                            + " is not that of an authority: its basic constraints do not say CA");
        } else if (keyUsage != null && !keyUsage[CERTIFICATE_SIGNING]) {
            return CertificateRules.defect(
                    Kind.WRONG_USE, CertificateTexts.name(authority) + " may not sign certificates (key usage)");
        } else if (authority.hasUnsupportedCriticalExtension()) {
            return CertificateRules.defect(
                    Kind.WRONG_USE,
                    CertificateTexts.name(authority) + " has a critical extension that is not known here");
        }
        return Optional.empty();
    }

    /** RFC 5280, 4.1.2.2. */
    private static Optional<CertificateDefect> serial(X509Certificate authority) {
        boolean good = authority.getSerialNumber().signum() > 0
                && authority.getSerialNumber().toByteArray().length <= CertificateId.MOST_SERIAL_OCTETS;
        return good
                ? Optional.empty()
                : CertificateRules.defect(
                        Kind.BROKEN,
                        CertificateTexts.name(authority) + " has no serial number above 0 of at most "
                                + CertificateId.MOST_SERIAL_OCTETS + " octets");
    }

    private static Optional<CertificateDefect> signature(
            X509Certificate authority, Collection<X509Certificate> trusted) {
        if (isSelfIssued(authority)) {
            return isSignedBy(authority, authority)
                    ? Optional.empty()
                    : CertificateRules.defect(
                            Kind.BROKEN, "the signature of " + CertificateTexts.name(authority) + " is not its own");
        }
        return trusted.stream().anyMatch(issuer -> isSignedBy(authority, issuer))
                ? Optional.empty()
                : CertificateRules.defect(
                        Kind.UNKNOWN_ROOT,
                        CertificateTexts.name(authority) + " was issued by '"
                                + CertificateTexts.name(authority.getIssuerX500Principal())
                                + "', which is not installed; install that first");
    }

    static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** Whether this is the issuer of that. */
    static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
