package io.karge.security.testkit;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;

/**
 * A key and its certificates.
 *
 * @param chain its own first, without the root
 */
public record Credentials(PrivateKey key, List<X509Certificate> chain) {
    /** Of every key store that is made here. */
    public static final String PASSWORD = "not-a-secret";

    public Credentials {
        chain = List.copyOf(chain);
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** As a server or client of TLS takes it. */
    public KeyStore keyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("own", key, PASSWORD.toCharArray(), chain.toArray(Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key store in memory", e);
        }
    }

    /** What this key signs over SHA-256: ECDSA as DER, RSA with PSS and a salt as long as the digest. */
    public byte[] sign(byte[] content) {
        try {
            Signature signature;
            if (key.getAlgorithm().startsWith("EC")) {
                signature = Signature.getInstance("SHA256withECDSA");
            } else {
                signature = Signature.getInstance("RSASSA-PSS");
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a signature with " + key.getAlgorithm(), e);
        }
    }

    /** Without the private key. */
    @Override
    public String toString() {
        return "Credentials[" + certificate().getSubjectX500Principal() + "]";
    }
}
