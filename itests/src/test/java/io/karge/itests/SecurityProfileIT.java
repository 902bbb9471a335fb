package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.runtime.Machine;
import io.karge.security.PemCertificates;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import io.karge.site.Distribution;
import io.karge.site.GatewayClient;
import io.karge.testsystem.AcceptingBehaviour;
import io.karge.testsystem.CsmsServer;
import io.karge.testsystem.CsmsWatch;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Security profile 2 in the real distribution, with a CSMS whose certificate is wrong at first. */
public class SecurityProfileIT {
    private static final Duration WAIT = Duration.ofSeconds(90);
    private static final String STATION = "SECURE-1";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final TestAuthority root = TestAuthority.root("Operator Root");
    private final List<OcppRequest> received = new CopyOnWriteArrayList<>();
    private final Machine machine = new Machine();
    private final SslContextFactory.Server tls = new SslContextFactory.Server();
    private CsmsServer csms;
    private Distribution karge;
    private GatewayClient gateway;

    @Before
    public void setUp() throws Exception {
        TimeSource time = machine.time();
        // The alternative name is right, which would do for a browser.
        show(tls, root.issue(CertificateOrder.server("other.example.org").withAddresses("127.0.0.1")));
        tls.setSniRequired(false);
        csms = new CsmsServer(
                "127.0.0.1", 0, null, new AcceptingBehaviour(time, 300, Set.of()), time, CsmsWatch.NONE, tls);
        csms.observe((station, request) -> received.add(request));
        csms.start();
        karge = Distribution.unpack(
                Path.of(System.getProperty("karge.distribution")),
                folder.newFolder("karge").toPath());
        karge.usePorts(0, 0);
        gateway = karge.gateway();
    }

    @After
    public void tearDown() throws Exception {
        karge.kill();
        csms.close();
        machine.close();
    }

    @Test
    public void connectsWhenTheCertificateIsRightAndTellsThatItWasNot() throws Exception {
        Path pem = folder.getRoot().toPath().resolve("root.pem");
        Files.writeString(pem, PemCertificates.write(List.of(root.certificate())));
        karge.files()
                .addSecureStation(
                        STATION, "hyc-400-eu", Distribution.freePort(0), csms.url(), "integration-tests-1", pem);

        karge.start();
        DistributionTestSupport.await("the station says why", WAIT, () -> problems()
                .contains("has the common name 'other.example.org', and the station connects to '127.0.0.1'"));
        assertThat(received).isEmpty();

        tls.reload(changed -> show((SslContextFactory.Server) changed, root.server("127.0.0.1")));
        DistributionTestSupport.await(
                "the station is online", WAIT, () -> gateway.is(STATION, "/connection", "online"));
        DistributionTestSupport.await(
                "the security event arrives", WAIT, () -> events().contains("InvalidCsmsCertificate"));
        assertThat(events().stream().filter("InvalidCsmsCertificate"::equals)).hasSize(1);
        assertThat(gateway.station(STATION).at("/securityProfile").asInt()).isEqualTo(2);
        assertThat(problems()).doesNotContain("cannot be reached");
    }

    private static void show(SslContextFactory.Server tls, Credentials server) {
        tls.setKeyStore(server.keyStore());
        tls.setKeyStorePassword(Credentials.PASSWORD);
    }

    /** Nothing as long as nobody answers. */
    private String problems() throws InterruptedException {
        try {
            return gateway.station(STATION).at("/problems").toString();
        } catch (IOException notYet) {
            return "";
        }
    }

    private List<String> events() {
        return received.stream()
                .filter(SecurityEventNotificationRequest.class::isInstance)
                .map(request -> ((SecurityEventNotificationRequest) request).type())
                .toList();
    }
}
