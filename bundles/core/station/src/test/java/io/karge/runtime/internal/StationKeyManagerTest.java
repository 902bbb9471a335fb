package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.security.CsmsTrustManager;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.StationCertificates;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The certificate of the station in a real handshake, in memory. */
class StationKeyManagerTest {
    private static final String HOST = "csms.example";
    private static final TestAuthority ROOT = TestAuthority.root("Operator Root");

    /** A00.FR.401, A00.FR.402; with the suites of C-41 for TLS 1.2 whatever key the station has. */
    @ParameterizedTest
    @CsvSource({"TLSv1.3, EC secp256r1", "TLSv1.2, EC secp256r1", "TLSv1.3, RSA 2048", "TLSv1.2, RSA 2048"})
    void showsItsCertificateWithTheChain(String version, String key) throws Exception {
        Credentials station = ROOT.subordinate("Sub CA")
                .issue(CertificateOrder.server("HYC-1").forClients().withKey(key));
        SSLEngine client = client(station, version);
        SSLEngine server = server();

        shakeHands(client, server);

        assertThat(server.getSession().getProtocol()).isEqualTo(version);
        assertThat(server.getSession().getPeerCertificates()).containsExactlyElementsOf(station.chain());
        assertThat(station.chain()).hasSize(2);
    }

    private static SSLEngine client(Credentials station, String version) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {
                    new StationKeyManager(new StationCertificates.Credentials(station.key(), station.chain()))
                },
                new TrustManager[] {
                    new CsmsTrustManager(
                            List.of(ROOT.certificate()), HOST, false, () -> Instant.parse("2026-01-01T00:00:00Z"))
                },
                null);
        SSLEngine client = context.createSSLEngine();
        client.setUseClientMode(true);
        client.setEnabledProtocols(new String[] {version});
        client.setEnabledCipherSuites(CsmsTls.CIPHER_SUITES.toArray(String[]::new));
        return client;
    }

    private static SSLEngine server() throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(ROOT.server(HOST).keyStore(), Credentials.PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("root", ROOT.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        SSLEngine server = context.createSSLEngine();
        server.setUseClientMode(false);
        server.setNeedClientAuth(true);
        return server;
    }

    /** Passes records to and fro until both are done. */
    private static void shakeHands(SSLEngine client, SSLEngine server) throws Exception {
        ByteBuffer toServer = ByteBuffer.allocate(100_000);
        ByteBuffer toClient = ByteBuffer.allocate(100_000);
        client.beginHandshake();
        server.beginHandshake();
        for (int i = 0; i < 100 && !(isDone(client) && isDone(server)); i++) {
            step(client, toClient, toServer);
            step(server, toServer, toClient);
        }
        assertThat(isDone(client) && isDone(server)).as("the handshake ends").isTrue();
    }

    private static boolean isDone(SSLEngine engine) {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws Exception {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        ByteBuffer application = ByteBuffer.allocate(100_000);
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_WRAP -> engine.wrap(nothing, out);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> {
                in.flip();
                engine.unwrap(in, application);
                in.compact();
            }
        }
    }
}
