package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.transport.TlsSettings;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Keys and certificates, and both sides' TLS over them. */
final class TestKeys {

    private static final String PASSWORD = "not-a-secret";

    private TestKeys() {}

    static SslContextFactory.Server serverTls(KeyStore keys) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(keys);
        tls.setKeyStorePassword(PASSWORD);
        tls.setSniRequired(false);
        return tls;
    }

    /** The server's TLS that asks for one of these certificates. */
    static SslContextFactory.Server serverTls(KeyStore keys, KeyStore... clients) throws Exception {
        SslContextFactory.Server tls = serverTls(keys);
        tls.setTrustStore(roots(clients));
        tls.setNeedClientAuth(true);
        return tls;
    }

    /** The client's TLS without a certificate of its own. */
    static TlsSettings trusting(KeyStore server, String protocol) throws Exception {
        return settings(server, protocol, null);
    }

    /** The client's TLS with a certificate of its own. */
    static TlsSettings trusting(KeyStore server, KeyStore own) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        return settings(server, "TLSv1.3", keys.getKeyManagers());
    }

    private static TlsSettings settings(KeyStore server, String protocol, KeyManager[] own) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots(server));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own, trust.getTrustManagers(), null);
        return new TlsSettings(context, List.of(protocol), List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"));
    }

    private static KeyStore roots(KeyStore... owners) throws Exception {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        for (int i = 0; i < owners.length; i++) {
            roots.setCertificateEntry("owner" + i, owners[i].getCertificate("csms"));
        }
        return roots;
    }

    static KeyStore selfSigned(Path folder, String subjectAlternativeName) throws Exception {
        return selfSigned(folder, "csms.example", subjectAlternativeName);
    }

    static KeyStore selfSigned(Path folder, String name, String subjectAlternativeName) throws Exception {
        Path store = Files.createTempFile(folder, "keys", ".p12");
        Files.delete(store);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "csms",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + subjectAlternativeName,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }
}
