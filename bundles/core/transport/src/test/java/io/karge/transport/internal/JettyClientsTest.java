package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.karge.transport.TlsSettings;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JettyClientsTest {

    private final JettyClients clients = new JettyClients();

    @BeforeEach
    void start() throws Exception {
        clients.start();
    }

    @AfterEach
    void stop() throws Exception {
        clients.stop();
    }

    @Test
    void stationsWithoutTlsSettingsShareAClientThatStays() {
        JettyClients.Lease one = clients.lease(null);
        JettyClients.Lease two = clients.lease(null);
        assertThat(one.client()).isSameAs(two.client());
        one.close();
        two.close();
        assertThat(clients.lease(null).client().isRunning()).isTrue();
    }

    @Test
    void aClientWithItsOwnTlsSettingsEndsWithItsLastUser() throws Exception {
        TlsSettings tls = tls();
        JettyClients.Lease one = clients.lease(tls);
        JettyClients.Lease two = clients.lease(tls);
        WebSocketClient client = one.client();
        assertThat(two.client()).isSameAs(client);
        one.close();
        one.close();
        assertThat(client.isRunning()).isTrue();
        two.close();
        await().until(client::isStopped);
        assertThat(clients.lease(tls).client()).isNotSameAs(client);
    }

    @Test
    void differentTlsSettingsDoNotShare() throws Exception {
        assertThat(clients.lease(tls()).client())
                .isNotSameAs(clients.lease(tls()).client())
                .isNotSameAs(clients.lease(null).client());
    }

    private static TlsSettings tls() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        return new TlsSettings(context, List.of("TLSv1.3"), List.of("TLS_AES_128_GCM_SHA256"));
    }
}
