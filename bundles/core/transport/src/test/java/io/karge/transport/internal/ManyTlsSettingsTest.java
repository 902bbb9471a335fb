package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.transport.TlsSettings;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Security profile 3: stations with a certificate of their own, over real sockets. */
class ManyTlsSettingsTest {

    private static final int STATIONS = 200;

    private static final Credentials ONE = client("one");
    private static final Credentials OTHER = client("other");

    private TestServer server;
    private JettyWebSocketConnector connector;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(TestKeys.mutualTls(TestKeys.ROOT.server("127.0.0.1")));
        connector = new JettyWebSocketConnector();
    }

    @AfterEach
    void stop() throws Exception {
        connector.close();
        server.close();
    }

    @Test
    void connectsTwoHundredAtOnceWithoutAThreadOfTheirOwn() throws Exception {
        int leased = connector.clients().leasedThreads();
        for (int round = 1; round <= 2; round++) {
            List<RecordingListener> listeners = new ArrayList<>();
            for (int i = 0; i < STATIONS; i++) {
                listeners.add(connect(TestKeys.station(ONE)));
            }
            List<WebSocketSession> sessions = new ArrayList<>();
            for (RecordingListener listener : listeners) {
                sessions.add(listener.opened());
            }
            await().untilAsserted(() -> assertThat(server.sockets).hasSize(STATIONS));
            assertThat(connector.clients().tlsSettingsInUse()).isEqualTo(STATIONS);
            assertThat(connector.clients().leasedThreads()).isEqualTo(leased);

            sessions.forEach(session -> session.close(1000, "done"));
            for (RecordingListener listener : listeners) {
                assertThat(listener.next()).asString().startsWith("closed 1000");
            }
            server.sockets.clear();
            await().untilAsserted(() ->
                    assertThat(connector.clients().tlsSettingsInUse()).isZero());
            await().untilAsserted(
                            () -> assertThat(connector.clients().destinations()).isZero());
        }
    }

    @Test
    void showsEachCsmsTheCertificateOfItsOwnStation() throws Exception {
        TlsSettings ofOne = TestKeys.station(ONE);
        connect(ofOne).opened();
        connect(TestKeys.station(OTHER)).opened();
        connect(ofOne).opened();

        assertThat(server.clientNames.stream().collect(Collectors.groupingBy(n -> n, Collectors.counting())))
                .isEqualTo(Map.of("CN=one,O=Karge Test", 2L, "CN=other,O=Karge Test", 1L));
    }

    private RecordingListener connect(TlsSettings tls) {
        RecordingListener listener = new RecordingListener();
        connector.connect(WebSocketEndpoint.of(server.url(), "CS1", null, tls), listener);
        return listener;
    }

    private static Credentials client(String commonName) {
        return TestKeys.ROOT.issue(CertificateOrder.server(commonName).forClients());
    }
}
