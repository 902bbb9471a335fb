package io.karge.security;

import io.karge.security.CertificateDefect.Kind;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Whoever signs firmware, by the certificate that comes with an update (L01.FR.12, L01.FR.21). Immutable.
 *
 * @param chain its own certificate first, then in any order those that lead to a manufacturer root
 */
public record FirmwareSigner(List<X509Certificate> chain) {
    private static final int MOST = 4;
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

    public FirmwareSigner {
        chain = List.copyOf(chain);
    }

    /**
     * Reads the certificate, and those above it where they come along, in any order.
     *
     * @throws CertificateException when it is none; the message says why
     */
    public static FirmwareSigner read(String pem) throws CertificateException {
        List<X509Certificate> all = new ArrayList<>(PemCertificates.read(pem, MOST));
        X509Certificate own = all.stream()
                .filter(certificate -> certificate.getBasicConstraints() < 0)
                .findFirst()
                .orElse(all.get(0));
        all.remove(own);
        all.add(0, own);
        return new FirmwareSigner(all);
    }

    /** Its own certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /**
     * Why it may sign no firmware.
     *
     * @param roots of the manufacturer; it has to come from one of them
     * @param at the time that counts
     */
    public Optional<CertificateDefect> defect(Collection<X509Certificate> roots, Instant at) {
        try {
            return use().or(() -> chain.stream()
                            .flatMap(certificate -> single(certificate, roots, at).stream())
                            .findFirst())
                    .or(() -> CertificateChains.path(
                            chain,
                            roots,
                            at,
                            "install the ManufacturerRootCertificate, or have the firmware signed below another"));
        } catch (RuntimeException e) { // a part of it is parsed only when it is asked for
            return CertificateRules.unreadable(certificate(), e);
        }
    }

    private Optional<CertificateDefect> use() {
        return certificate().getBasicConstraints() >= 0
                ? CertificateRules.defect(
                        Kind.WRONG_USE,
                        CertificateTexts.name(certificate()) + " is an authority's, and signs no firmware itself")
                : CertificateRules.handshakeUse(
                        certificate(), CODE_SIGNING, "signing firmware; have one issued with the use codeSigning");
    }

    private static Optional<CertificateDefect> single(
            X509Certificate certificate, Collection<X509Certificate> roots, Instant at) {
        Optional<CertificateDefect> weak = roots.contains(certificate)
                ? Optional.empty() // nobody relies on the signature of a root
                : CertificateRules.signatureStrength(certificate);
        return CertificateRules.period(certificate, at, Duration.ZERO)
                .or(() -> weak)
                .or(() -> CertificateRules.keyStrength(certificate));
    }

    /**
     * What is wrong with the signature of an image (L01.FR.04): ECDSA, or RSA with PSS, both over SHA-256.
     *
     * @param sha256 of the whole image
     * @param signature Base64, with or without line ends; of ECDSA as DER or as the two numbers one after the other
     */
    public Optional<String> defect(byte[] sha256, String signature) {
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(signature.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            return Optional.of("the signature is not Base64: " + CertificateTexts.reason(e));
        }
        try {
            return FirmwareSignatures.isValid(certificate().getPublicKey(), sha256, octets)
                    ? Optional.empty()
                    : Optional.of("the signature was not made over this file by " + CertificateTexts.name(certificate())
                            + " with ECDSA or RSA-PSS and SHA-256");
        } catch (GeneralSecurityException | RuntimeException e) { // whatever a parser throws at what was sent
            return Optional.of("the signature cannot be read: " + CertificateTexts.reason(e));
        }
    }
}
