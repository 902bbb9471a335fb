package io.karge.security;

import io.karge.security.CertificateDefect.Kind;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks chains of certificates against trusted roots, and nothing else: path validation of RFC 5280, section 6
 * (A00.FR.308), strength, and what a certificate is for. Revocation is not looked up: a CSMS revokes by certificates that
 * expire soon (A00.FR.701). Thread-safe.
 */
public final class CertificateChains {
    /** As many certificates without the root as are looked at. */
    public static final int LONGEST = 10;

    private static final int LEAST_RSA_BITS = 2048;
    private static final int LEAST_EC_BITS = 224;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final Set<String> SERVER_USES = Set.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0");

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
                .flatMap(certificate -> period(certificate, at).or(() -> strength(certificate, roots)).stream())
                .findFirst()
                .or(() -> serverUse(chain.get(0)))
                .or(() -> path(chain, roots, at));
    }

    private static Optional<CertificateDefect> period(X509Certificate certificate, Instant at) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (at.isAfter(until)) {
            return defect(
                    Kind.EXPIRED,
                    name(certificate) + " expired at " + until + ", and here it is " + at
                            + "; have it renewed, or set the clock if that is wrong");
        } else if (at.isBefore(from)) {
            return defect(
                    Kind.NOT_YET_VALID,
                    name(certificate) + " is valid from " + from + ", and here it is " + at
                            + "; look at the clock first, then at the certificate");
        }
        return Optional.empty();
    }

    /** Of a root only the key counts: nobody relies on its signature. */
    private static Optional<CertificateDefect> strength(
            X509Certificate certificate, Collection<X509Certificate> roots) {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        boolean weakSignature = signature.contains("MD5") || signature.contains("MD2") || signature.contains("SHA1");
        if (weakSignature && !roots.contains(certificate)) {
            return defect(
                    Kind.WEAK,
                    name(certificate) + " is signed with " + signature + ", which is too weak; have it renewed");
        }
        PublicKey key = certificate.getPublicKey();
        int bits = key instanceof RSAPublicKey rsa
                ? rsa.getModulus().bitLength()
                : key instanceof ECPublicKey ec ? ec.getParams().getOrder().bitLength() : Integer.MAX_VALUE;
        int least = key instanceof RSAPublicKey ? LEAST_RSA_BITS : LEAST_EC_BITS;
        return bits < least
                ? defect(
                        Kind.WEAK,
                        name(certificate) + " has a key of " + bits + " bits, and " + least
                                + " are needed; have it renewed")
                : Optional.empty();
    }

    private static Optional<CertificateDefect> serverUse(X509Certificate server) {
        try {
            List<String> uses = server.getExtendedKeyUsage();
            boolean[] keyUsage = server.getKeyUsage();
            boolean serves = uses == null || uses.stream().anyMatch(SERVER_USES::contains);
            boolean signs = keyUsage == null || keyUsage[DIGITAL_SIGNATURE];
            return serves && signs
                    ? Optional.empty()
                    : defect(
                            Kind.WRONG_USE,
                            name(server) + " is not meant for a TLS server; have one issued with the use serverAuth");
        } catch (CertificateParsingException e) {
            return defect(Kind.BROKEN, name(server) + " cannot be read: " + e.getMessage());
        }
    }

    private static Optional<CertificateDefect> path(
            List<X509Certificate> chain, Collection<X509Certificate> roots, Instant at) {
        if (roots.isEmpty()) {
            return unknownRoot(chain, roots);
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
                    ? defect(Kind.BROKEN, "the chain of " + name(chain.get(0)) + " is not valid: " + innermost(e))
                    : unknownRoot(chain, roots);
        }
    }

    private static boolean leadsToARoot(List<X509Certificate> chain, Collection<X509Certificate> roots) {
        return chain.stream().anyMatch(certificate -> roots.stream()
                .anyMatch(root -> root.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())));
    }

    private static Optional<CertificateDefect> unknownRoot(
            List<X509Certificate> chain, Collection<X509Certificate> roots) {
        X509Certificate last = chain.get(chain.size() - 1);
        String known = roots.isEmpty()
                ? "none is installed"
                : "installed are " + roots.stream().map(CertificateChains::name).collect(Collectors.joining(", "));
        return defect(
                Kind.UNKNOWN_ROOT,
                name(chain.get(0)) + " comes from '"
                        + last.getIssuerX500Principal().getName() + "', which is no installed root: " + known
                        + "; install the root certificate of the CSMS");
    }

    private static String innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** A certificate in a sentence. */
    static String name(X509Certificate certificate) {
        return "the certificate '" + certificate.getSubjectX500Principal().getName() + "'";
    }

    private static Optional<CertificateDefect> defect(Kind kind, String text) {
        return Optional.of(new CertificateDefect(kind, text));
    }
}
