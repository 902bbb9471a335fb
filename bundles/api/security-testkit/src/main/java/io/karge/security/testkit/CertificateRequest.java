package io.karge.security.testkit;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * What somebody asks an authority for.
 *
 * @param commonName empty when it names none
 * @param organization empty when it names none
 * @param key what is to be certified; the request is signed with it
 */
public record CertificateRequest(String commonName, String organization, PublicKey key) {
    private static final Pattern PEM = Pattern.compile(
            "\\s*-----BEGIN CERTIFICATE REQUEST-----([^-]+)-----END CERTIFICATE REQUEST-----\\s*", Pattern.DOTALL);

    /**
     * Reads PKCS#10 in PEM (RFC 2986, RFC 7468).
     *
     * @throws IllegalArgumentException when it is anything else, or not signed with its own key
     */
    public static CertificateRequest read(String pem) {
        Matcher block = PEM.matcher(pem);
        if (!block.matches()) {
            throw new IllegalArgumentException("no PEM of a certificate request: " + pem);
        }
        try {
            JcaPKCS10CertificationRequest request =
                    new JcaPKCS10CertificationRequest(Base64.getMimeDecoder().decode(block.group(1)));
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(request.getPublicKey()))) {
                throw new IllegalArgumentException("the request is not signed with its own key");
            }
            return new CertificateRequest(part(request, BCStyle.CN), part(request, BCStyle.O), request.getPublicKey());
        } catch (IOException | GeneralSecurityException | OperatorCreationException | PKCSException e) {
            throw new IllegalArgumentException("no certificate request", e);
        }
    }

    private static String part(JcaPKCS10CertificationRequest request, ASN1ObjectIdentifier attribute) {
        RDN[] parts = request.getSubject().getRDNs(attribute);
        return parts.length == 0 ? "" : ((ASN1String) parts[0].getFirst().getValue()).getString();
    }
}
