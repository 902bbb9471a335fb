package io.karge.conformance.lab;

import io.karge.ocpp.types.CertificateHashDataType;
import io.karge.ocpp.types.HashAlgorithmEnumType;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** What a certificate is known by in messages (Part 2, CertificateHashDataType), worked out apart from the station. */
public final class HashData {
    private HashData() {}

    /** Of a certificate that this one has signed. */
    public static CertificateHashDataType of(
            X509Certificate certificate, X509Certificate issuer, HashAlgorithmEnumType algorithm) {
        SubjectPublicKeyInfo key =
                SubjectPublicKeyInfo.getInstance(issuer.getPublicKey().getEncoded());
        return CertificateHashDataType.of(
                algorithm,
                hash(algorithm, certificate.getIssuerX500Principal().getEncoded()),
                hash(algorithm, key.getPublicKeyData().getBytes()),
                certificate.getSerialNumber().toString(16));
    }

    /** Of a root. */
    public static CertificateHashDataType of(X509Certificate root) {
        return of(root, root, HashAlgorithmEnumType.SHA256);
    }

    /** Whether both name the same certificate; letters of hexadecimal numbers are large or small. */
    public static boolean isSame(CertificateHashDataType one, CertificateHashDataType other) {
        return one.hashAlgorithm() == other.hashAlgorithm()
                && one.issuerNameHash().equalsIgnoreCase(other.issuerNameHash())
                && one.issuerKeyHash().equalsIgnoreCase(other.issuerKeyHash())
                && one.serialNumber().equalsIgnoreCase(other.serialNumber());
    }

    private static String hash(HashAlgorithmEnumType algorithm, byte[] what) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm.wire().replace("SHA", "SHA-"));
            return HexFormat.of().formatHex(digest.digest(what));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-2", e);
        }
    }
}
