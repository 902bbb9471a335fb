package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.security.CsmsTrustManager;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.CountingTrustManager;
import io.karge.security.testkit.Credentials;
import io.karge.transport.TlsSettings;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketSession;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A station with security profile 3 that comes back resumes its session of TLS where the server offers that: no certificate is
 * looked at again, however the connection has ended, and although nothing of its settings was in use meanwhile.
 */
class SessionResumptionTest {
    private static final String HOST = "127.0.0.1";
    private static final Credentials OWN =
            TestKeys.ROOT.issue(CertificateOrder.server("SN-1").forClients());

    private final AtomicInteger looks = new AtomicInteger();
    private JettyWebSocketConnector connector;

    @BeforeEach
    void start() throws Exception {
        connector = new JettyWebSocketConnector();
    }

    @AfterEach
    void stop() throws Exception {
        connector.close();
    }

    private enum End {
        CLOSED_HERE,
        CLOSED_THERE,
        CUT_HERE,
        CUT_THERE
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, CLOSED_HERE",
        "TLSv1.3, CLOSED_THERE",
        "TLSv1.3, CUT_HERE",
        "TLSv1.3, CUT_THERE",
        "TLSv1.2, CLOSED_HERE",
        "TLSv1.2, CLOSED_THERE",
        "TLSv1.2, CUT_HERE",
        "TLSv1.2, CUT_THERE"
    })
    void looksAtNoCertificateWhenItComesBack(String version, End end) throws Exception {
        TlsSettings settings = settings();
        try (TestServer server = server(version)) {
            for (int i = 0; i < 4; i++) {
                connectAndEnd(server, settings, end);
            }
            assertThat(looks.get())
                    .as("certificates of the CSMS that were looked at")
                    .isEqualTo(1);
            assertThat(server.clientNames).hasSize(4).containsOnly("CN=SN-1,O=Karge Test");
        }
    }

    /** So it is when roots or the station's own certificate have changed. */
    @Test
    void looksAtTheCertificateAgainWithOtherSettings() throws Exception {
        try (TestServer server = server("TLSv1.3")) {
            connectAndEnd(server, settings(), End.CLOSED_HERE);
            connectAndEnd(server, settings(), End.CLOSED_HERE);
            assertThat(looks.get()).isEqualTo(2);
        }
    }

    private void connectAndEnd(TestServer server, TlsSettings settings, End end) throws Exception {
        RecordingListener listener = new RecordingListener();
        connector.connect(WebSocketEndpoint.of(server.url(), "CS1", null, settings), listener);
        WebSocketSession here = listener.opened();
        TestServer.ServerSocket there = server.sockets.poll(15, TimeUnit.SECONDS);
        switch (end) {
            case CLOSED_HERE -> here.close(1000, "done");
            case CUT_HERE -> here.abort();
            case CLOSED_THERE -> there.session.close();
            case CUT_THERE -> there.session.disconnect();
        }
        assertThat(listener.next()).asString().startsWith("closed");
    }

    private static TestServer server(String version) throws Exception {
        SslContextFactory.Server tls = TestKeys.mutualTls(TestKeys.ROOT.server(HOST));
        tls.setIncludeProtocols(version);
        return new TestServer(tls);
    }

    private TlsSettings settings() throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(OWN.keyStore(), Credentials.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        CsmsTrustManager real = new CsmsTrustManager(List.of(TestKeys.ROOT.certificate()), HOST, false, Instant::now);
        context.init(keys.getKeyManagers(), new TrustManager[] {new CountingTrustManager(real, looks)}, null);
        return new TlsSettings(context, List.of("TLSv1.3", "TLSv1.2"), TestKeys.SUITES);
    }
}
