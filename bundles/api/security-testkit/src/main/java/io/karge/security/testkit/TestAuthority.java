package io.karge.security.testkit;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of a test: a root, or one below it. It issues whatever is ordered. */
public final class TestAuthority {
    /** When what is issued becomes valid, unless it is ordered otherwise. */
    public static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");

    /** Until when it is. */
    public static final Instant UNTIL = Instant.parse("2120-01-01T00:00:00Z");

    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final KeyPair keys;
    private final X500Name name;
    private final X509Certificate certificate;
    /** Its own and those above it, without the root. */
    private final List<X509Certificate> path;

    private TestAuthority(KeyPair keys, X500Name name, X509Certificate certificate, List<X509Certificate> path) {
        this.keys = keys;
        this.name = name;
        this.certificate = certificate;
        this.path = List.copyOf(path);
    }

    /** A root of its own key. */
    public static TestAuthority root(String commonName) {
        KeyPair keys = keyPair("EC secp256r1");
        X500Name name = name(commonName, "Karge Test");
        return new TestAuthority(keys, name, authority(name, keys.getPublic(), name, keys.getPrivate(), ""), List.of());
    }

    /** One below this. */
    public TestAuthority subordinate(String commonName) {
        return subordinate(commonName, "");
    }

    /**
     * One below this.
     *
     * @param list where the revocation list is that may name it; empty for nowhere
     */
    public TestAuthority subordinate(String commonName, String list) {
        KeyPair below = keyPair("EC secp256r1");
        X500Name subject = name(commonName, "Karge Test");
        X509Certificate issued = authority(subject, below.getPublic(), name, keys.getPrivate(), list);
        List<X509Certificate> upwards = new ArrayList<>(List.of(issued));
        upwards.addAll(path);
        return new TestAuthority(below, subject, issued, upwards);
    }

    PrivateKey key() {
        return keys.getPrivate();
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** A good server certificate of that name. */
    public Credentials server(String commonName) {
        return issue(CertificateOrder.server(commonName));
    }

    /** What is ordered, with a key of its own. */
    public Credentials issue(CertificateOrder order) {
        KeyPair subject = keyPair(order.key());
        return new Credentials(subject.getPrivate(), issue(order, subject.getPublic()));
    }

    /** What is ordered, with a key of its own, for signing firmware. */
    public Credentials firmwareSigner(CertificateOrder order) {
        KeyPair subject = keyPair(order.key());
        return new Credentials(subject.getPrivate(), issue(order, subject.getPublic(), KeyPurposeId.id_kp_codeSigning));
    }

    /** What is ordered, for a key that somebody else has; its key does not count. The chain without the root. */
    public List<X509Certificate> issue(CertificateOrder order, PublicKey subject) {
        return issue(
                order, subject, order.forServers() ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth);
    }

    private List<X509Certificate> issue(CertificateOrder order, PublicKey subject, KeyPurposeId use) {
        X500Name subjectName = name(order.commonName(), order.organization());
        JcaX509v3CertificateBuilder builder = builder(name, order.from(), order.until(), subjectName, subject);
        GeneralName[] alternatives = Stream.concat(
                        order.names().stream().map(text -> new GeneralName(GeneralName.dNSName, text)),
                        order.addresses().stream().map(text -> new GeneralName(GeneralName.iPAddress, text)))
                .toArray(GeneralName[]::new);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            if (!order.list().isEmpty()) {
                builder.addExtension(Extension.cRLDistributionPoints, false, Revocations.at(order.list()));
            }
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(use));
            if (alternatives.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
            }
        } catch (CertIOException e) {
            throw new IllegalArgumentException(order.toString(), e);
        }
        List<X509Certificate> chain = new ArrayList<>(List.of(signed(builder, keys.getPrivate(), order.signature())));
        chain.addAll(path);
        return List.copyOf(chain);
    }

    /** Signs what a request asks for (PKCS#10 in PEM), for clients. The chain without the root. */
    public List<X509Certificate> sign(String request) {
        CertificateRequest asked = CertificateRequest.read(request);
        CertificateOrder order = new CertificateOrder(
                asked.commonName(), asked.organization(), "", "", List.of(), List.of(), FROM, UNTIL, "", false);
        return issue(order, asked.key());
    }

    private static X509Certificate authority(
            X500Name subject, PublicKey key, X500Name issuer, PrivateKey signer, String list) {
        JcaX509v3CertificateBuilder builder = builder(issuer, FROM, UNTIL, subject, key);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            if (!list.isEmpty()) {
                builder.addExtension(Extension.cRLDistributionPoints, false, Revocations.at(list));
            }
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
        return signed(builder, signer, "");
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Name issuer, Instant from, Instant until, X500Name subject, PublicKey key) {
        BigInteger serial = BigInteger.valueOf(SERIAL.getAndIncrement());
        return new JcaX509v3CertificateBuilder(issuer, serial, Date.from(from), Date.from(until), subject, key);
    }

    static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey signer, String algorithm) {
        String suited = signer.getAlgorithm().startsWith("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder(algorithm.isEmpty() ? suited : algorithm).build(signer)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalArgumentException("signing with " + algorithm, e);
        }
    }

    static KeyPair keyPair(String algorithm) {
        String[] parts = algorithm.split(" ", 2);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(parts[0]);
            if (parts[0].equals("EC")) {
                generator.initialize(new ECGenParameterSpec(parts[1]));
            } else {
                generator.initialize(Integer.parseInt(parts[1]));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("key '" + algorithm + "'", e);
        }
    }

    private static X500Name name(String commonName, String organization) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, organization)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }
}
