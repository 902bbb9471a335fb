package io.karge.security;

import io.karge.security.CertificateDefect.Kind;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether certificates of servers were revoked. Thread-safe; may wait for a list for some seconds, so never on a loop. */
public final class Revocation {
    private final Supplier<RevocationPolicy> policy;
    private final RevocationLists lists;

    /** @param policy what holds now */
    public Revocation(Supplier<RevocationPolicy> policy, RevocationLists lists) {
        this.policy = policy;
        this.lists = lists;
    }

    /** Looks at what is stapled, and fetches nothing. */
    public static Revocation stapledOnly() {
        return new Revocation(() -> RevocationPolicy.STAPLED, RevocationLists.none());
    }

    /**
     * What is wrong.
     *
     * @param chain of a server, which leads to one of the roots: its own certificate first
     * @param stapled the answers of OCSP that the server sent along, by their place in the chain; empty ones are none
     */
    Optional<CertificateDefect> defect(
            List<X509Certificate> chain, Collection<X509Certificate> roots, List<byte[]> stapled, Instant at) {
        RevocationPolicy now = policy.get();
        Map<X509Certificate, Boolean> answered = new HashMap<>();
        List<X509Certificate> path = path(chain, roots);
        for (int i = 0; i + 1 < path.size(); i++) {
            X509Certificate certificate = path.get(i);
            X509Certificate issuer = path.get(i + 1);
            int sent = chain.indexOf(certificate);
            byte[] answer = sent < stapled.size() ? stapled.get(sent) : new byte[0];
            if (StapledAnswer.says(answer)) {
                Optional<CertificateDefect> defect = StapledAnswer.defect(answer, certificate, issuer, at);
                if (defect.isPresent()) {
                    return defect;
                }
                answered.put(certificate, true);
            } else if (now != RevocationPolicy.STAPLED) {
                Optional<X509CRL> list = list(certificate, issuer, at);
                if (list.isPresent() && list.get().isRevoked(certificate)) {
                    return Optional.of(RevocationListRules.revoked(list.get(), certificate));
                }
                answered.put(certificate, list.isPresent());
            }
        }
        return now == RevocationPolicy.REQUIRED && !answered.getOrDefault(chain.get(0), false)
                ? Optional.of(new CertificateDefect(
                        Kind.NO_STATUS,
                        "whether " + CertificateTexts.name(chain.get(0)) + " was revoked cannot be told, and"
                                + " csmsRevocation asks for it: the server stapled no answer, and no valid revocation list"
                                + " can be had from " + RevocationListRules.addresses(chain.get(0))
                                + "; have the CSMS staple (OCSP), or make its list reachable"))
                : Optional.empty();
    }

    private Optional<X509CRL> list(X509Certificate certificate, X509Certificate issuer, Instant at) {
        for (URI address : RevocationListRules.addresses(certificate)) {
            Optional<X509CRL> list =
                    lists.list(address).filter(one -> RevocationListRules.speaksOf(one, certificate, issuer, at));
            if (list.isPresent()) {
                return list;
            }
        }
        return Optional.empty();
    }

    /** Each certificate signed by the one behind it, as far as they are there; the last is a root. */
    private static List<X509Certificate> path(List<X509Certificate> chain, Collection<X509Certificate> roots) {
        List<X509Certificate> others = new ArrayList<>(roots);
        others.addAll(chain.subList(1, chain.size()));
        List<X509Certificate> path = new ArrayList<>(List.of(chain.get(0)));
        while (!roots.contains(path.get(path.size() - 1))) {
            X509Certificate last = path.get(path.size() - 1);
            Optional<X509Certificate> issuer =
                    others.stream().filter(one -> signed(one, last)).findFirst();
            if (issuer.isEmpty()) {
                return path;
            }
            others.remove(issuer.get());
            path.add(issuer.get());
        }
        return path;
    }

    private static boolean signed(X509Certificate issuer, X509Certificate certificate) {
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false; // another key of the same name
        }
    }
}
