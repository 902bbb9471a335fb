package io.karge.security;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * What names a certificate among others (CertificateHashDataType; RFC 6960, 4.1.1).
 *
 * @param issuerNameHash the hash of the issuer's name in DER, in lower-case hexadecimal digits
 * @param issuerKeyHash the hash of the issuer's public key, as its bits stand in the issuer's certificate, in lower-case
 *     hexadecimal digits
 * @param serialNumber in lower-case hexadecimal digits, without leading zeros
 */
public record CertificateId(String issuerNameHash, String issuerKeyHash, String serialNumber) {
    /** RFC 5280, 4.1.2.2; twice as many digits are what the standard has room for. */
    static final int MOST_SERIAL_OCTETS = 20;

    private static final HexFormat HEX = HexFormat.of();

    /** Normalizes what somebody else has written: case and leading zeros do not count. */
    public CertificateId {
        issuerNameHash = issuerNameHash.strip().toLowerCase(Locale.ROOT);
        issuerKeyHash = issuerKeyHash.strip().toLowerCase(Locale.ROOT);
        serialNumber = withoutLeadingZeros(serialNumber.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * Of a certificate.
     *
     * @param known certificates among which its issuer may be; where it is not its own key stands for the issuer's
     * @param digest as JCA names it: SHA-256, SHA-384 or SHA-512
     */
    public static CertificateId of(X509Certificate certificate, Collection<X509Certificate> known, String digest) {
        PublicKey issuerKey = known.stream()
                .filter(issuer -> !AuthorityCertificates.isSelfIssued(certificate)
                        && AuthorityCertificates.isSignedBy(certificate, issuer))
                .map(X509Certificate::getPublicKey)
                .findFirst()
                .orElseGet(certificate::getPublicKey);
        return new CertificateId(
                hash(digest, certificate.getIssuerX500Principal().getEncoded()),
                hash(
                        digest,
                        SubjectPublicKeyInfo.getInstance(issuerKey.getEncoded())
                                .getPublicKeyData()
                                .getBytes()),
                serial(certificate));
    }

    /** A seeded one may be longer than there is room for, or below zero. */
    private static String serial(X509Certificate certificate) {
        byte[] octets = certificate.getSerialNumber().toByteArray();
        String digits = withoutLeadingZeros(HEX.formatHex(octets));
        return digits.substring(0, Math.min(digits.length(), 2 * MOST_SERIAL_OCTETS));
    }

    private static String withoutLeadingZeros(String digits) {
        return digits.replaceFirst("^0+(?=.)", "");
    }

    private static String hash(String digest, byte[] content) {
        try {
            return HEX.formatHex(MessageDigest.getInstance(digest).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(digest + " is not known here", e);
        }
    }
}
