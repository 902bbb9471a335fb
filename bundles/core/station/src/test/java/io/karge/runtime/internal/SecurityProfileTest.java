package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.PemFile;
import io.karge.runtime.StationConfig;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.SecurityEvents;
import io.karge.transport.TlsSettings;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketFailure.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The security profile of a station, and what it tells of a CSMS that cannot be trusted. */
class SecurityProfileTest {
    private static final TestAuthority ROOT = TestAuthority.root("Operator Root");
    private static final TestAuthority OTHER_ROOT = TestAuthority.root("New Operator Root");

    private final GatewayHarness h = new GatewayHarness();
    private final List<String> raised = new ArrayList<>();

    @BeforeEach
    void install() {
        h.provisioning.onStart =
                context -> context.offer(SecurityEvents.class, (type, info) -> raised.add(type + ": " + info));
        h.install();
    }

    @Test
    void profileTwoConnectsWithTlsAndPassword() {
        // A00.FR.004, A00.FR.301, A00.FR.302, A00.FR.312, A00.FR.313
        h.gateway.putStation(config(2, ROOT));
        h.time.advance(Duration.ofSeconds(1));

        WebSocketEndpoint attempt = h.csms.attempts.get(0);
        assertThat(attempt.uri()).hasToString("wss://csms.example/ocpp/CS-1");
        assertThat(FakeCsms.password(attempt)).isEqualTo(GatewayHarness.PASSWORD);
        assertThat(attempt.tls().protocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(attempt.tls().cipherSuites().stream().filter(suite -> suite.startsWith("TLS_ECDHE")))
                .containsExactly("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().securityProfile()).isEqualTo(2);
        assertThat(h.view().problems()).isEmpty();
    }

    @Test
    void profileOneKnowsNoTls() {
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.csms.attempts.get(0).tls()).isNull();
    }

    /** Sessions of TLS can be resumed as long as the settings are the same. */
    @Test
    void theSettingsStayUntilTheRootsChange() {
        h.gateway.putStation(config(2, ROOT));
        h.time.advance(Duration.ofSeconds(1));
        TlsSettings first = h.csms.attempts.get(0).tls();
        h.csms.cut();
        h.time.advance(Duration.ofMinutes(1));
        assertThat(h.csms.attempts.get(1).tls()).isSameAs(first);
        assertThat(first.context().getClientSessionContext().getSessionCacheSize())
                .as("sessions that are kept")
                .isEqualTo(CsmsTls.MOST_SESSIONS);
        assertThat(first.context().getClientSessionContext().getSessionTimeout())
                .as("seconds until no session is resumed")
                .isEqualTo(86_400);

        h.gateway.putStation(config(2, OTHER_ROOT));
        h.time.advance(Duration.ofMinutes(1));
        assertThat(h.csms.attempts).hasSize(3);
        assertThat(h.csms.attempts.get(2).tls()).isNotSameAs(first);
    }

    /** A00.FR.310, and the note of A00.FR.316: once for a series of failed attempts. FIELD-REPORTS A2. */
    @Test
    void aSeriesOfBadHandshakesIsOneSecurityEvent() {
        // A00.FR.413, A00.FR.419, A00.FR.426
        failing(Kind.CERTIFICATE, "the CSMS is not trusted: expired");
        h.gateway.putStation(config(2, ROOT));
        h.time.advance(Duration.ofHours(10));
        assertThat(h.csms.attempts).hasSizeGreaterThan(20);
        assertThat(raised).containsExactly("InvalidCsmsCertificate: the CSMS is not trusted: expired");
        assertThat(h.view().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.why()).isEqualTo("the CSMS is not trusted: expired");
            assertThat(problem.remedy()).contains("certificate", "clock");
        });

        failing(Kind.TLS_VERSION, "too old");
        h.time.advance(Duration.ofHours(1));
        failing(Kind.CIPHER_SUITE, "none in common");
        h.time.advance(Duration.ofHours(1));
        failing(Kind.CERTIFICATE, "again");
        h.time.advance(Duration.ofHours(1));
        assertThat(raised.subList(1, raised.size()))
                .containsExactly("InvalidTLSVersion: too old", "InvalidTLSCipherSuite: none in common");

        h.csms.failBy(endpoint -> null);
        h.time.advance(Duration.ofHours(1));
        assertThat(h.view().connection()).isEqualTo("online");
        failing(Kind.CERTIFICATE, "later");
        h.csms.cut();
        h.time.advance(Duration.ofHours(1));
        assertThat(raised.subList(3, raised.size())).containsExactly("InvalidCsmsCertificate: later");
    }

    /** Appendix Security Events: by HTTP status 401, or in TLS. */
    @Test
    void aStationThatTheCsmsRefusesIsASecurityEvent() {
        h.csms.failBy(endpoint -> new WebSocketFailure(Kind.REFUSED, 401, "refused with HTTP status 401"));
        h.gateway.putStation(config(2, ROOT));
        h.time.advance(Duration.ofHours(2));
        assertThat(raised).containsExactly("FailedToAuthenticateAtCsms: refused with HTTP status 401");

        h.csms.failBy(endpoint -> new WebSocketFailure(Kind.REFUSED, 404, "unknown"));
        h.time.advance(Duration.ofHours(1));
        h.csms.failBy(endpoint -> null);
        h.time.advance(Duration.ofHours(1));
        assertThat(raised).hasSize(1);

        failing(Kind.STATION_CERTIFICATE, "certificate_required");
        h.csms.cut();
        h.time.advance(Duration.ofHours(1));
        assertThat(raised.subList(1, raised.size()))
                .containsExactly("FailedToAuthenticateAtCsms: certificate_required");
        assertThat(h.view().problems()).singleElement().satisfies(problem -> assertThat(problem.remedy())
                .contains("security profile 3"));
    }

    @Test
    void aSeriesGoesOnOverARestart() {
        failing(Kind.CERTIFICATE, "expired");
        h.gateway.putStation(config(2, ROOT));
        h.time.advance(Duration.ofHours(1));
        h.store.crash();
        h.gateway.close();
        h.time.runUntilIdle();
        h.gateway = h.build();
        h.install();
        h.gateway.putStation(config(2, ROOT));
        h.time.advance(Duration.ofHours(1));
        assertThat(raised).hasSize(1);
    }

    @Test
    void otherFailuresAreNoSecurityEvents() {
        for (Kind kind : List.of(
                Kind.UNRESOLVED,
                Kind.UNREACHABLE,
                Kind.TIMEOUT,
                Kind.REFUSED,
                Kind.WRONG_SUBPROTOCOL,
                Kind.BROKEN_OFF,
                Kind.TLS)) {
            failing(kind, "no");
            h.gateway.putStation(config(2, ROOT));
            h.time.advance(Duration.ofHours(1));
        }
        assertThat(raised).isEmpty();
    }

    /** A00.FR.005: the file wins, but not on the way down. */
    @Test
    void aCfgDoesNotLowerTheSecurityProfile() {
        h.gateway.putStation(config(2, ROOT));
        h.time.advance(Duration.ofSeconds(1));

        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.csms.attempts).hasSize(1);
        assertThat(h.view().securityProfile()).isEqualTo(2);
        assertThat(h.view().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.why()).contains("securityProfile 1", "has connected with 2");
            assertThat(problem.remedy()).contains("factory settings");
        });

        h.crashAndStart(); // with the cfg of profile 1
        assertThat(h.csms.attempts.get(1).uri()).hasToString("wss://csms.example/ocpp/CS-1");
        assertThat(h.view().problems()).hasSize(1);

        h.now(h.reset(true));
        h.time.advance(Duration.ofMinutes(1));
        assertThat(h.csms.attempts.get(h.csms.attempts.size() - 1).uri()).hasToString("ws://csms.example/ocpp/CS-1");
        assertThat(h.view().securityProfile()).isEqualTo(1);
        assertThat(h.view().problems()).isEmpty();
    }

    /** A mistake in a cfg costs no factory reset: the profile is reached with the first connection (A05.FR.06). */
    @Test
    void aSecurityProfileThatNeverConnectedLeavesTheWayBackOpen() {
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));
        failing(Kind.CERTIFICATE, "wrong name");
        h.gateway.putStation(config(2, ROOT));
        h.time.advance(Duration.ofMinutes(10));
        assertThat(h.view().connection()).isEqualTo("connecting");

        h.csms.failBy(endpoint -> null);
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofMinutes(1));

        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().securityProfile()).isEqualTo(1);
        assertThat(h.view().problems()).isEmpty();
    }

    @Test
    void aCfgRaisesTheSecurityProfile() {
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));
        h.gateway.putStation(config(2, ROOT));
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.csms.attempts.get(1).tls()).isNotNull();
        assertThat(h.view().securityProfile()).isEqualTo(2);
    }

    private void failing(Kind kind, String why) {
        h.csms.failBy(endpoint -> WebSocketFailure.of(kind, why));
    }

    private static StationConfig config(int profile, TestAuthority root) {
        return new StationConfig(
                GatewayHarness.ID,
                "memory",
                URI.create("memory:1"),
                URI.create("wss://csms.example/ocpp"),
                profile,
                GatewayHarness.PASSWORD,
                List.of(new PemFile(Path.of("root.pem"), List.of(root.certificate()))),
                List.of(),
                Duration.ofSeconds(10),
                Map.of());
    }
}
