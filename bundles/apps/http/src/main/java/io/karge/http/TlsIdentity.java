package io.karge.http;

import io.karge.failure.FailureWords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** With which certificate and key the HTTP server speaks TLS. All methods block. */
final class TlsIdentity {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final byte[] PROBE = "which key is it".getBytes(StandardCharsets.US_ASCII);
    /** Of a key store that lives in memory only. */
    private static final String PASSWORD = "memory";

    /**
     * What belongs together.
     *
     * @param chain the certificate of the server, and those between it and its root
     */
    record Pair(List<X509Certificate> chain, SslContextFactory.Server identity) {}

    private TlsIdentity() {}

    /**
     * Reads the files: TLS 1.2 and 1.3, with the suites that Jetty holds to be good.
     *
     * @throws IllegalArgumentException when they cannot be used; the message says which file, why and what to do
     */
    static Pair read(TlsEndpoint endpoint) {
        X509Certificate[] chain = chain(endpoint.certificates());
        PrivateKey key = key(endpoint.key(), chain[0].getPublicKey().getAlgorithm());
        if (!belong(key, chain[0])) {
            throw new IllegalArgumentException(
                    endpoint.key() + " is not the key of the first certificate in " + endpoint.certificates());
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("https", key, PASSWORD.toCharArray(), chain);
            SslContextFactory.Server factory = new SslContextFactory.Server();
            factory.setKeyStore(store);
            factory.setKeyStorePassword(PASSWORD);
            factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
            factory.setRenegotiationAllowed(false);
            return new Pair(List.of(chain), factory);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the certificate of HTTPS cannot be used: " + e.getMessage(), e);
        }
    }

    /** How the files look from outside: when it changes they are read anew. */
    static String stamp(TlsEndpoint endpoint) {
        return stamp(endpoint.certificates()) + " " + stamp(endpoint.key());
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file) + "/" + Files.size(file) + "/" + Files.isReadable(file);
        } catch (IOException e) {
            return "none";
        }
    }

    private static X509Certificate[] chain(Path file) {
        try {
            Collection<? extends Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes(TlsEndpoint.CERTIFICATES, file)));
            if (chain.isEmpty()) {
                throw new IllegalArgumentException(file + " has no certificate in PEM");
            }
            return chain.toArray(X509Certificate[]::new);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " is no certificate in PEM: " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(Path file, String algorithm) {
        String pem = new String(bytes(TlsEndpoint.KEY, file), StandardCharsets.US_ASCII);
        Matcher found = KEY.matcher(pem);
        if (!found.find()) {
            throw new IllegalArgumentException(file + " has no key as it is needed, -----BEGIN PRIVATE KEY-----;"
                    + " openssl pkcs8 -topk8 -nocrypt -in FILE makes it of another");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(found.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // what is said of it could have a part of the key in it
            throw new IllegalArgumentException(file + " has no " + algorithm + " key, which its certificate has");
        }
    }

    private static byte[] bytes(String what, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    what + " names " + file + ", which cannot be read: " + FailureWords.of(e), e);
        }
    }

    private static boolean belong(PrivateKey key, Certificate certificate) {
        try {
            Signature signature =
                    Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
