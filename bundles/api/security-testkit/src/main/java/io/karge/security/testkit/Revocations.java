package io.karge.security.testkit;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaRespID;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What an authority says of the certificates that it has issued.
 *
 * @param authority whose certificates they are
 * @param signer who says it; another one than the authority is a stranger
 */
public record Revocations(TestAuthority authority, TestAuthority signer) {
    /** When what is revoked was. */
    public static final Instant REVOKED = Instant.parse("2026-01-01T00:00:00Z");

    private static final String SIGNATURE = "SHA256withECDSA";

    /** Its own words. */
    public static Revocations of(TestAuthority authority) {
        return new Revocations(authority, authority);
    }

    /** An answer of OCSP that the certificate is good. */
    public byte[] good(X509Certificate certificate, Instant from, Instant until) {
        return answer(certificate, CertificateStatus.GOOD, from, until);
    }

    /** An answer of OCSP that the certificate was revoked at {@link #REVOKED}, since its key was stolen. */
    public byte[] revoked(X509Certificate certificate, Instant from, Instant until) {
        return answer(certificate, new RevokedStatus(Date.from(REVOKED), CRLReason.keyCompromise), from, until);
    }

    /** An answer of OCSP that the certificate is not known. */
    public byte[] unknown(X509Certificate certificate, Instant from, Instant until) {
        return answer(certificate, new UnknownStatus(), from, until);
    }

    /** The answer of a responder that has trouble, which is not signed. */
    public static byte[] tryLater() {
        try {
            return new OCSPRespBuilder().build(OCSPResp.TRY_LATER, null).getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] answer(
            X509Certificate certificate, @Nullable CertificateStatus status, Instant from, Instant until) {
        try {
            var digests = new JcaDigestCalculatorProviderBuilder().build();
            X509CertificateHolder issuer = new JcaX509CertificateHolder(authority.certificate());
            BasicOCSPRespBuilder builder =
                    new BasicOCSPRespBuilder(new JcaRespID(signer.certificate().getSubjectX500Principal()));
            builder.addResponse(
                    new CertificateID(digests.get(CertificateID.HASH_SHA1), issuer, certificate.getSerialNumber()),
                    status,
                    Date.from(from),
                    Date.from(until));
            return new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            builder.build(content(), new X509CertificateHolder[0], Date.from(from)))
                    .getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The list of those that were revoked. */
    public X509CRL list(Instant from, Instant until, X509Certificate... revoked) {
        try {
            JcaX509v2CRLBuilder builder =
                    new JcaX509v2CRLBuilder(authority.certificate().getSubjectX500Principal(), Date.from(from));
            builder.setNextUpdate(Date.from(until));
            for (X509Certificate certificate : revoked) {
                builder.addCRLEntry(certificate.getSerialNumber(), Date.from(REVOKED), CRLReason.keyCompromise);
            }
            return new JcaX509CRLConverter().getCRL(builder.build(content()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ContentSigner content() throws Exception {
        return new JcaContentSignerBuilder(SIGNATURE).build(signer.key());
    }

    /** The extension of a certificate whose list is there. */
    static CRLDistPoint at(String address) {
        GeneralNames names = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, address));
        return new CRLDistPoint(
                new DistributionPoint[] {new DistributionPoint(new DistributionPointName(names), null, null)});
    }
}
