package io.karge.security.testkit;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Decides as another does, and counts the handshakes in which a certificate of the other side was looked at and found good: one
 * that resumes a session has none. Thread-safe where the other is.
 */
public final class CountingTrustManager extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager real;
    private final AtomicInteger looks;

    /** @param looks is counted up at each handshake of an {@link SSLEngine}, which is what this project uses */
    public CountingTrustManager(X509ExtendedTrustManager real, AtomicInteger looks) {
        this.real = real;
        this.looks = looks;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        real.checkClientTrusted(chain, authType, engine);
        looks.incrementAndGet();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        real.checkServerTrusted(chain, authType, engine);
        looks.incrementAndGet();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        real.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        real.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        real.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        real.checkServerTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return real.getAcceptedIssuers();
    }
}
