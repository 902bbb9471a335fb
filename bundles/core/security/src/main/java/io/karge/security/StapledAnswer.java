package io.karge.security;

import io.karge.security.CertificateDefect.Kind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.cert.ocsp.OCSPResp;

/** An answer of OCSP (RFC 6960) that a server has stapled to its handshake. */
final class StapledAnswer {
    private StapledAnswer() {}

    /** Whether it is an answer at all: a responder that has trouble says so, unsigned, and that says nothing. */
    static boolean says(byte[] answer) {
        if (answer.length == 0) {
            return false;
        }
        try {
            return new OCSPResp(answer).getStatus() == OCSPResp.SUCCESSFUL;
        } catch (IOException | RuntimeException e) {
            return true; // something that cannot be read, and is refused for it
        }
    }

    /**
     * What it says against the certificate, or what is to be said against the answer: that it is too old, of somebody else, or
     * does not know the certificate.
     */
    static Optional<CertificateDefect> defect(
            byte[] answer, X509Certificate certificate, X509Certificate issuer, Instant at) {
        try {
            CertPathValidator validator = CertPathValidator.getInstance("PKIX");
            PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
            checker.setOptions(Set.of(Option.NO_FALLBACK)); // nothing but the answer
            checker.setOcspResponses(Map.of(certificate, answer));
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
            parameters.setDate(Date.from(at));
            parameters.addCertPathChecker(checker);
            validator.validate(
                    CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
            return Optional.empty();
        } catch (GeneralSecurityException | RuntimeException e) { // whatever a reader throws at what somebody sent
            return Optional.of(
                    e.getCause() instanceof CertificateRevokedException revoked
                            ? revoked(certificate, revoked)
                            : new CertificateDefect(
                                    Kind.NO_STATUS,
                                    "the answer that the server stapled about " + CertificateTexts.name(certificate)
                                            + " cannot be believed: " + CertificateTexts.reason(e)
                                            + "; have the CSMS staple a fresh one of its authority, and look at the"
                                            + " clock"));
        }
    }

    private static CertificateDefect revoked(X509Certificate certificate, CertificateRevokedException revoked) {
        return RevocationListRules.revoked(
                certificate,
                revoked.getRevocationDate().toInstant(),
                revoked.getRevocationReason().name(),
                "the answer that the server itself stapled");
    }
}
