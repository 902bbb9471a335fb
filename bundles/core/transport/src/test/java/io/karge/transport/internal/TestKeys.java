package io.karge.transport.internal;

import io.karge.security.CsmsTrustManager;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import io.karge.transport.TlsSettings;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Both sides' TLS, as a station and a CSMS have it. */
final class TestKeys {
    /** Of every server and every client unless a test says otherwise. */
    static final TestAuthority ROOT = TestAuthority.root("Operator Root");

    static final List<String> SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");

    private TestKeys() {}

    static SslContextFactory.Server serverTls(Credentials server) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(server.keyStore());
        tls.setKeyStorePassword(Credentials.PASSWORD);
        tls.setSniRequired(false);
        return tls;
    }

    /** The server's TLS that asks for a certificate of the root. */
    static SslContextFactory.Server mutualTls(Credentials server) throws Exception {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("root", ROOT.certificate());
        SslContextFactory.Server tls = serverTls(server);
        tls.setTrustStore(roots);
        tls.setNeedClientAuth(true);
        return tls;
    }

    /** The station's TLS without a certificate of its own. */
    static TlsSettings station(String... protocols) throws Exception {
        return settings(null, ROOT.certificate(), protocols);
    }

    /** The station's TLS with a certificate of its own. */
    static TlsSettings station(Credentials own) throws Exception {
        return station(own, "TLSv1.3");
    }

    static TlsSettings station(Credentials own, String... protocols) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own.keyStore(), Credentials.PASSWORD.toCharArray());
        return settings(keys.getKeyManagers(), ROOT.certificate(), protocols);
    }

    private static TlsSettings settings(KeyManager[] own, X509Certificate root, String... protocols) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        CsmsTrustManager trust = new CsmsTrustManager(List.of(root), "127.0.0.1", false, Instant::now);
        context.init(own, new TrustManager[] {trust}, null);
        return new TlsSettings(context, List.of(protocols), SUITES);
    }
}
