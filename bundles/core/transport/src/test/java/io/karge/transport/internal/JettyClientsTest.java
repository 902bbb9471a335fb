package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.transport.TlsSettings;
import java.util.List;
import javax.net.ssl.SSLContext;
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
    void stationsWithoutTlsSettingsUseTheTlsOfTheJvm() {
        JettyClients.Lease lease = clients.lease(null);
        assertThat(lease.tag()).isNull();
        lease.close();
        assertThat(clients.client().isRunning()).isTrue();
        assertThat(clients.tlsSettingsInUse()).isZero();
    }

    @Test
    void tlsSettingsAreSharedAndEndWithTheirLastUser() throws Exception {
        TlsSettings tls = tls();
        JettyClients.Lease one = clients.lease(tls);
        JettyClients.Lease two = clients.lease(tls);
        assertThat(two.tag()).isNotNull().isSameAs(one.tag());
        one.close();
        one.close();
        assertThat(clients.tlsSettingsInUse()).isEqualTo(1);
        two.close();
        assertThat(clients.tlsSettingsInUse()).isZero();
        assertThat(clients.lease(tls).tag()).isNotSameAs(one.tag());
    }

    @Test
    void differentTlsSettingsDoNotShare() throws Exception {
        assertThat(clients.lease(tls()).tag()).isNotSameAs(clients.lease(tls()).tag());
    }

    private static TlsSettings tls() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        return new TlsSettings(context, List.of("TLSv1.3"), List.of("TLS_AES_128_GCM_SHA256"));
    }
}
