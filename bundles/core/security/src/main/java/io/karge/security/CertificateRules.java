package io.karge.security;

import io.karge.security.CertificateDefect.Kind;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What holds for one certificate, whatever it is for. Each check gives what is wrong, or nothing. */
final class CertificateRules {
    private static final int LEAST_BITS = 2048;
    private static final int LEAST_EC_BITS = 224;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final String ANY_USE = "2.5.29.37.0";

    private CertificateRules() {}

    /** @param haste how much earlier than it is valid it may come: clocks differ */
    static Optional<CertificateDefect> period(X509Certificate certificate, Instant at, Duration haste) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (at.isAfter(until)) {
            return defect(
                    Kind.EXPIRED,
                    CertificateTexts.name(certificate) + " expired at " + until + ", and here it is " + at
                            + "; have it renewed, or set the clock if that is wrong");
        } else if (at.plus(haste).isBefore(from)) {
            return defect(
                    Kind.NOT_YET_VALID,
                    CertificateTexts.name(certificate) + " is valid from " + from + ", and here it is " + at
                            + "; look at the clock first, then at the certificate");
        }
        return Optional.empty();
    }

    /** A00.FR.504. */
    static Optional<CertificateDefect> signatureStrength(X509Certificate certificate) {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        return signature.contains("MD5") || signature.contains("MD2") || signature.contains("SHA1")
                ? defect(
                        Kind.WEAK,
                        CertificateTexts.name(certificate) + " is signed with " + CertificateTexts.line(signature)
                                + ", which is too weak; have it renewed")
                : Optional.empty();
    }

    /** A00.FR.501 to A00.FR.503. */
    static Optional<CertificateDefect> keyStrength(X509Certificate certificate) {
        PublicKey key = certificate.getPublicKey();
        int least = key instanceof ECPublicKey ? LEAST_EC_BITS : LEAST_BITS;
        int bits = bits(key);
        return bits < least
                ? defect(
                        Kind.WEAK,
                        CertificateTexts.name(certificate) + " has a key of " + bits + " bits, and " + least
                                + " are needed; have it renewed")
                : Optional.empty();
    }

    private static int bits(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength();
        } else if (key instanceof ECPublicKey ec) {
            return ec.getParams().getOrder().bitLength();
        }
        return key instanceof DSAPublicKey dsa ? dsa.getParams().getP().bitLength() : Integer.MAX_VALUE;
    }

    /**
     * Whether it may be shown in a TLS handshake, as far as it says what it is for.
     *
     * @param use the extended use that it needs when it names any
     * @param what what it is for
     */
    static Optional<CertificateDefect> handshakeUse(X509Certificate certificate, String use, String what) {
        try {
            List<String> uses = certificate.getExtendedKeyUsage();
            boolean[] keyUsage = certificate.getKeyUsage();
            boolean meant = uses == null || uses.contains(use) || uses.contains(ANY_USE);
            boolean signs = keyUsage == null || keyUsage[DIGITAL_SIGNATURE];
            return meant && signs
                    ? Optional.empty()
                    : defect(Kind.WRONG_USE, CertificateTexts.name(certificate) + " is not meant for " + what);
        } catch (CertificateParsingException e) {
            return unreadable(certificate, e);
        }
    }

    /** A part of it cannot be read. */
    static Optional<CertificateDefect> unreadable(X509Certificate certificate, Exception e) {
        return defect(
                Kind.BROKEN, CertificateTexts.name(certificate) + " cannot be read: " + CertificateTexts.reason(e));
    }

    static Optional<CertificateDefect> defect(Kind kind, String text) {
        return Optional.of(new CertificateDefect(kind, text));
    }
}
