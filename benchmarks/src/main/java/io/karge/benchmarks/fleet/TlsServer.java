package io.karge.benchmarks.fleet;

import io.karge.security.testkit.CountingTrustManager;
import io.karge.security.testkit.Credentials;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * How the stub CSMS speaks TLS: one version, with a certificate of each station. Its sessions can be resumed for as long as
 * this is the same, and it counts the handshakes in which a station showed its certificate: one that resumes a session has
 * none. Thread-safe.
 */
final class TlsServer {
    private final SSLContext context;
    private final String version;
    private final AtomicInteger whole = new AtomicInteger();

    /**
     * One without sessions.
     *
     * @param stations the root of the stations' certificates
     * @param version as JSSE names it
     */
    TlsServer(Credentials own, X509Certificate stations, String version) throws GeneralSecurityException, IOException {
        this.version = version;
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own.keyStore(), Credentials.PASSWORD.toCharArray());
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("stations", stations);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(roots);
        X509ExtendedTrustManager real = Stream.of(trust.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
        context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {new CountingTrustManager(real, whole)}, null);
    }

    String version() {
        return version;
    }

    /** For a connection that a station begins. */
    SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(true);
        engine.setEnabledProtocols(new String[] {version});
        return engine;
    }

    /** In how many handshakes a station has shown its certificate since this was asked last. */
    int wholeHandshakes() {
        return whole.getAndSet(0);
    }
}
