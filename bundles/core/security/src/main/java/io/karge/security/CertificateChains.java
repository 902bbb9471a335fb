package io.karge.security;

import io.karge.security.CertificateDefect.Kind;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks chains of certificates against trusted roots, and nothing else: path validation of RFC 5280, section 6
 * (A00.FR.308), strength, and what a certificate is for. Whether one was revoked is looked up by {@link Revocation}. Thread-safe.
 */
public final class CertificateChains {
    /** As many certificates without the root as are looked at. */
    public static final int LONGEST = 10;

    private static final String SERVER_USE = "1.3.6.1.5.5.7.3.1";

    private CertificateChains() {}

    /**
     * What is wrong with the chain of a TLS server.
     *
     * @param chain the server's own certificate first, then in any order those that lead to a root
     * @param roots the only certificates that are trusted
     * @param at the time that counts
     */
    public static Optional<CertificateDefect> serverDefect(
            List<X509Certificate> chain, Collection<X509Certificate> roots, Instant at) {
        if (chain.isEmpty()) {
            return defect(Kind.BROKEN, "the server has shown no certificate");
        } else if (chain.size() > LONGEST) {
            return defect(
                    Kind.TOO_LONG,
                    "the server's chain has " + chain.size() + " certificates, and " + LONGEST + " at most");
        }
        return chain.stream()
                .flatMap(certificate -> single(certificate, roots, at).stream())
                .findFirst()
                .or(() -> CertificateRules.handshakeUse(
                        chain.get(0), SERVER_USE, "a TLS server; have one issued with the use serverAuth"))
                .or(() -> path(chain, roots, at, "install the root certificate of the CSMS"));
    }

    private static Optional<CertificateDefect> single(
            X509Certificate certificate, Collection<X509Certificate> roots, Instant at) {
        return CertificateRules.period(certificate, at, Duration.ZERO).or(() -> strength(certificate, roots));
    }

    /** Of a root only the key counts: nobody relies on its signature. */
    private static Optional<CertificateDefect> strength(
            X509Certificate certificate, Collection<X509Certificate> roots) {
        return roots.contains(certificate)
                ? CertificateRules.keyStrength(certificate)
                : CertificateRules.signatureStrength(certificate).or(() -> CertificateRules.keyStrength(certificate));
    }

    /** Whether the chain leads to one of the roots. */
    static Optional<CertificateDefect> path(
            List<X509Certificate> chain, Collection<X509Certificate> roots, Instant at, String remedy) {
        if (roots.isEmpty()) {
            return unknownRoot(chain, roots, remedy);
        }
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(chain.get(0));
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(
                    roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()), target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            parameters.setMaxPathLength(LONGEST);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            return leadsToARoot(chain, roots)
                    ? defect(
                            Kind.BROKEN,
                            "the chain of " + CertificateTexts.name(chain.get(0)) + " is not valid: "
                                    + CertificateTexts.reason(e))
                    : unknownRoot(chain, roots, remedy);
        }
    }

    private static boolean leadsToARoot(List<X509Certificate> chain, Collection<X509Certificate> roots) {
        return chain.stream().anyMatch(certificate -> roots.stream()
                .anyMatch(root -> root.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())));
    }

    private static Optional<CertificateDefect> unknownRoot(
            List<X509Certificate> chain, Collection<X509Certificate> roots, String remedy) {
        X509Certificate last = chain.get(chain.size() - 1);
        String known = roots.isEmpty()
                ? "none is installed"
                : "installed are " + roots.stream().map(CertificateTexts::name).collect(Collectors.joining(", "));
        return defect(
                Kind.UNKNOWN_ROOT,
                CertificateTexts.name(chain.get(0)) + " comes from '"
                        + CertificateTexts.name(last.getIssuerX500Principal()) + "', which is no installed root: "
                        + known
                        + "; " + remedy);
    }

    private static Optional<CertificateDefect> defect(Kind kind, String text) {
        return Optional.of(new CertificateDefect(kind, text));
    }
}
