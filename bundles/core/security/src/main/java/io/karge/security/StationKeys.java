package io.karge.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Key pairs of a station, and what it asks an authority to certify (A02.FR.02, A02.FR.03). Thread-safe. */
public final class StationKeys {
    private static final int LINE = 64;

    /** What keys are made: as strong as A00.FR.501 to A00.FR.503 want them, and as the BSI does (A00.FR.504). */
    public enum Kind {
        /** ECDSA on the curve P-256. */
        EC_P256,
        RSA_3072,
        RSA_4096
    }

    private StationKeys() {}

    /** Makes a key pair; RSA takes seconds at times, so never on a station's loop. */
    public static KeyPair make(Kind kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind == Kind.EC_P256 ? "EC" : "RSA");
            switch (kind) {
                case EC_P256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case RSA_3072 -> generator.initialize(3072);
                case RSA_4096 -> generator.initialize(4096);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java makes keys of the kind " + kind, e);
        }
    }

    /** The kind of a key that somebody has made here; for others the nearest, of RSA one that is no shorter where there is one. */
    public static Kind kind(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength() > 3072 ? Kind.RSA_4096 : Kind.RSA_3072;
        }
        return Kind.EC_P256;
    }

    /**
     * A request for a certificate, PKCS#10 (RFC 2986) in PEM, signed with SHA-256.
     *
     * @param commonName whom it is for: the serial number of the station (A00.FR.511)
     * @param organization whose the station is (A00.FR.509)
     */
    public static String request(KeyPair keys, String commonName, String organization) {
        String signature = kind(keys.getPublic()) == Kind.EC_P256 ? "SHA256withECDSA" : "SHA256withRSA";
        try {
            byte[] der = new JcaPKCS10CertificationRequestBuilder(
                            new X500NameBuilder(BCStyle.INSTANCE)
                                    .addRDN(BCStyle.O, organization)
                                    .addRDN(BCStyle.CN, commonName)
                                    .build(),
                            keys.getPublic())
                    .build(new JcaContentSignerBuilder(signature).build(keys.getPrivate()))
                    .getEncoded();
            return "-----BEGIN CERTIFICATE REQUEST-----\n"
                    + Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                            .encodeToString(der)
                    + "\n-----END CERTIFICATE REQUEST-----\n";
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("a key that was made here cannot sign", e);
        }
    }

    /** The private key as it may lie on the disk: under the master key of the gateway. */
    public static String seal(Secrets secrets, String purpose, PrivateKey key) {
        return secrets.seal(
                purpose, key.getAlgorithm() + " " + Base64.getEncoder().encodeToString(key.getEncoded()));
    }

    /**
     * Reads what {@link #seal} gave for the same purpose.
     *
     * @throws Secrets.UnreadableSecretException when it cannot be read; the message says why and what to do
     */
    public static PrivateKey unseal(Secrets secrets, String purpose, String sealed) {
        String[] parts = secrets.unseal(purpose, sealed).split(" ", 2);
        try {
            return KeyFactory.getInstance(parts[0])
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[1])));
        } catch (GeneralSecurityException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            // the cause could quote the key
            throw new Secrets.UnreadableSecretException("the stored private key '" + purpose
                    + "' is damaged: have the station ask for another certificate");
        }
    }
}
