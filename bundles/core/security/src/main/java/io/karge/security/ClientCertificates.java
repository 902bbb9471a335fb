package io.karge.security;

import io.karge.security.CertificateDefect.Kind;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Checks the certificates that an authority has issued to a station (A02.FR.06). Thread-safe. */
public final class ClientCertificates {
    /** As many octets may a chain have (MaxCertificateChainSize). */
    public static final int MOST_OCTETS = 10_000;

    /** As many certificates may it have without the root. */
    public static final int LONGEST = 3;

    private static final String CLIENT_USE = "1.3.6.1.5.5.7.3.2";
    /** An authority's clock may be ahead of the station's. */
    private static final Duration HASTE = Duration.ofMinutes(1);

    private ClientCertificates() {}

    /**
     * Whom a certificate has to be for.
     *
     * @param key the key that it was asked for
     * @param commonName the serial number of the station (A00.FR.511)
     * @param organization whose the station is (A00.FR.509)
     */
    public record Subject(PublicKey key, String commonName, String organization) {}

    /**
     * Reads a chain: the station's own certificate first, then in any order those that lead to a root. The root may be among
     * them.
     *
     * @return the station's own first, each signed by the one behind it as far as they fit together, without the root
     * @throws CertificateException when it is none; the message says why
     */
    public static List<X509Certificate> read(String pem) throws CertificateException {
        int octets = pem.getBytes(StandardCharsets.UTF_8).length;
        if (octets > MOST_OCTETS) {
            throw new CertificateException(
                    "the chain has " + octets + " octets, and " + MOST_OCTETS + " at most (MaxCertificateChainSize)");
        }
        List<X509Certificate> rest = new ArrayList<>(PemCertificates.read(pem, LONGEST + 1));
        List<X509Certificate> chain = new ArrayList<>(List.of(rest.remove(0)));
        rest.removeIf(AuthorityCertificates::isSelfIssued);
        for (Optional<X509Certificate> next = issuer(chain, rest); next.isPresent(); next = issuer(chain, rest)) {
            rest.remove(next.get());
            chain.add(next.get());
        }
        if (chain.size() > LONGEST) {
            throw new CertificateException(
                    "the chain has " + chain.size() + " certificates without the root, and " + LONGEST + " at most");
        }
        return List.copyOf(chain);
    }

    private static Optional<X509Certificate> issuer(List<X509Certificate> chain, List<X509Certificate> among) {
        X509Certificate last = chain.get(chain.size() - 1);
        return among.stream()
                .filter(issuer -> AuthorityCertificates.isSignedBy(last, issuer))
                .findFirst();
    }

    /**
     * What is wrong with a chain that {@link #read} gave.
     *
     * @param roots of the operator's hierarchy: those that a CSMS is trusted by
     * @param at the time that counts
     */
    public static Optional<CertificateDefect> defect(
            List<X509Certificate> chain, Subject subject, Collection<X509Certificate> roots, Instant at) {
        X509Certificate own = chain.get(0);
        try {
            return key(own, subject)
                    .or(() -> names(own, subject))
                    .or(() -> chain.stream()
                            .flatMap(certificate -> single(certificate, at).stream())
                            .findFirst())
                    .or(() -> use(own))
                    .or(() -> CertificateChains.path(
                            chain,
                            roots,
                            afterBeginOf(chain, at),
                            "install the root certificate of the authority, or have the station's issued by another"));
        } catch (RuntimeException e) { // a part of it is parsed only when it is asked for
            return CertificateRules.unreadable(own, e);
        }
    }

    private static Instant afterBeginOf(List<X509Certificate> chain, Instant at) {
        Instant latest = at;
        for (X509Certificate certificate : chain) {
            Instant from = certificate.getNotBefore().toInstant();
            latest = from.isAfter(latest) ? from : latest;
        }
        return latest;
    }

    private static Optional<CertificateDefect> key(X509Certificate own, Subject subject) {
        return isFor(own, subject.key())
                ? Optional.empty()
                : CertificateRules.defect(
                        Kind.WRONG_KEY,
                        CertificateTexts.name(own)
                                + " is for another key than that of the last request: the first certificate has to be the"
                                + " one that was issued on that");
    }

    /** Whether a certificate is for this key. */
    public static boolean isFor(X509Certificate certificate, PublicKey key) {
        return Arrays.equals(certificate.getPublicKey().getEncoded(), key.getEncoded());
    }

    private static Optional<CertificateDefect> names(X509Certificate own, Subject subject) {
        if (!CommonNames.of(own).equals(List.of(subject.commonName()))) {
            return CertificateRules.defect(
                    Kind.WRONG_NAME,
                    CertificateTexts.name(own) + " has to have the station's serial number '"
                            + CertificateTexts.line(subject.commonName()) + "' as its common name");
        }
        return SubjectNames.of(own, BCStyle.O).stream().anyMatch(organization -> organization
                        .strip()
                        .equalsIgnoreCase(subject.organization().strip()))
                ? Optional.empty()
                : CertificateRules.defect(
                        Kind.WRONG_NAME,
                        CertificateTexts.name(own) + " has to name '" + CertificateTexts.line(subject.organization())
                                + "' as its organization (OrganizationName)");
    }

    private static Optional<CertificateDefect> single(X509Certificate certificate, Instant at) {
        return CertificateRules.period(certificate, at, HASTE)
                .or(() -> CertificateRules.signatureStrength(certificate))
                .or(() -> CertificateRules.keyStrength(certificate));
    }

    private static Optional<CertificateDefect> use(X509Certificate own) {
        return own.getBasicConstraints() >= 0
                ? CertificateRules.defect(
                        Kind.WRONG_USE, CertificateTexts.name(own) + " is an authority's, and not a station's")
                : CertificateRules.handshakeUse(
                        own, CLIENT_USE, "a TLS client; have one issued with the use clientAuth, or with none");
    }
}
