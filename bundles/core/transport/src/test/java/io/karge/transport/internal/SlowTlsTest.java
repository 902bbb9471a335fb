package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.transport.TlsSettings;
import io.karge.transport.WebSocketEndpoint;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;

/** A machine that takes its time until it speaks TLS, as a small one does the first time. */
class SlowTlsTest {

    @Test
    void isNotTakenForIdleBeforeItsFirstOctet() throws Exception {
        JettyWebSocketConnector connector = new JettyWebSocketConnector();
        RecordingListener listener = new RecordingListener();
        try (TestServer server = new TestServer(TestKeys.serverTls(TestKeys.ROOT.server("127.0.0.1")))) {
            TlsSettings quick = TestKeys.station("TLSv1.3");
            TlsSettings slow = new TlsSettings(slow(quick.context()), quick.protocols(), quick.cipherSuites());
            connector.connect(WebSocketEndpoint.of(server.url(), "CS1", new byte[] {'x'}, slow), listener);

            assertThat(listener.opened()).isNotNull();
        } finally {
            connector.close();
        }
    }

    private static SSLContext slow(SSLContext real) {
        return new SSLContext(new Slow(real), real.getProvider(), "TLS") {};
    }

    private static final class Slow extends SSLContextSpi {
        private final CountDownLatch never = new CountDownLatch(1);
        private final SSLContext real;

        Slow(SSLContext real) {
            this.real = real;
        }

        private SSLEngine slowly(SSLEngine engine) {
            try {
                assertThat(never.await(1_200, TimeUnit.MILLISECONDS)).isFalse();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return engine;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return slowly(real.createSSLEngine());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return slowly(real.createSSLEngine(host, port));
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
                throws KeyManagementException {
            real.init(keys, trust, random);
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return real.getSocketFactory();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return real.getServerSocketFactory();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return real.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return real.getClientSessionContext();
        }
    }
}
