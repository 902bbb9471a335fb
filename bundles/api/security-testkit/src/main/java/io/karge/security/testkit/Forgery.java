package io.karge.security.testkit;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/** Certificates of authorities as nobody should make them: a good root, but for what is said. */
public final class Forgery {
    private String commonName = "Forged Root";
    private BigInteger serial = BigInteger.valueOf(4711);
    private Instant from = TestAuthority.FROM;
    private Instant until = TestAuthority.UNTIL;
    private String key = "EC secp256r1";
    private String signature = "";
    private boolean authority = true;
    private int keyUsage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
    private boolean unknownExtension;
    private boolean foreignSignature;

    public Forgery commonName(String name) {
        commonName = name;
        return this;
    }

    public Forgery serial(BigInteger number) {
        serial = number;
        return this;
    }

    public Forgery valid(Instant since, Instant to) {
        from = since;
        until = to;
        return this;
    }

    /** As {@code RSA 1024}. */
    public Forgery key(String algorithm) {
        key = algorithm;
        return this;
    }

    public Forgery signature(String algorithm) {
        signature = algorithm;
        return this;
    }

    /** Its basic constraints say that it is no CA. */
    public Forgery noAuthority() {
        authority = false;
        return this;
    }

    /** It may sign no certificates. */
    public Forgery withoutCertificateSigning() {
        keyUsage = KeyUsage.digitalSignature;
        return this;
    }

    /** With a critical extension that nobody knows. */
    public Forgery withUnknownCriticalExtension() {
        unknownExtension = true;
        return this;
    }

    /** Signed by another key than its own. */
    public Forgery withForeignSignature() {
        foreignSignature = true;
        return this;
    }

    public X509Certificate make() {
        KeyPair own = TestAuthority.keyPair(key);
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, new DERUTF8String(commonName))
                .build();
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(name, serial, Date.from(from), Date.from(until), name, own.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
            if (unknownExtension) {
                builder.addExtension(
                        new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), true, new DEROctetString(new byte[] {1}));
            }
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
        KeyPair signer = foreignSignature ? TestAuthority.keyPair(key) : own;
        return TestAuthority.signed(builder, signer.getPrivate(), signature);
    }
}
