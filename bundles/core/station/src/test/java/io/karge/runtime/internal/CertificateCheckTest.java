package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.StationView.Problem;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.CertificateIssuance;
import io.karge.station.PortCallback;
import io.karge.station.StationContext;
import io.karge.station.TrustStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What karge:doctor says of certificates. */
class CertificateCheckTest {
    private static final TestAuthority ROOT = TestAuthority.root("Operator Root");

    private final GatewayHarness h = new GatewayHarness();
    private final Instant now = h.time.wallClock();
    private List<X509Certificate> own = List.of();

    private final class Issuance implements CertificateIssuance {
        @Override
        public List<X509Certificate> own() {
            return own;
        }

        @Override
        public Optional<Waiting> waiting() {
            return Optional.empty();
        }

        @Override
        public void request(CertificateIssuance.Key key, PortCallback<String> then) {
            throw new AssertionError();
        }

        @Override
        public void take(String chain, PortCallback<Optional<String>> then) {
            throw new AssertionError();
        }
    }

    @BeforeEach
    void begin() {
        h.authorization.onStart = context -> context.offer(CertificateIssuance.class, new Issuance());
        h.online();
    }

    private X509Certificate certificate(Duration from, Duration until) {
        return ROOT.issue(CertificateOrder.server("SN-1").valid(now.plus(from), now.plus(until)))
                .certificate();
    }

    private List<Problem> check() {
        return CertificateCheck.findings(
                GatewayHarness.ID,
                h.now(h.gateway.certificates(GatewayHarness.ID)).certificates(),
                now);
    }

    private void root(X509Certificate root) {
        StationContext context = h.provisioning.context();
        context.post(() -> context.trustStore().install(TrustStore.Use.CSMS, root));
        h.time.runUntilIdle();
    }

    @Test
    void saysNothingOfWhatIsValidForLong() {
        own = List.of(certificate(Duration.ofDays(-300), Duration.ofDays(31)));
        root(ROOT.certificate());
        assertThat(check()).isEmpty();
    }

    @Test
    void tellsWhatExpiresSoon() {
        own = List.of(
                certificate(Duration.ofDays(-300), Duration.ofDays(29)),
                certificate(Duration.ofDays(-600), Duration.ofDays(-1)));
        root(certificate(Duration.ofDays(-3_000), Duration.ofDays(3)));
        assertThat(check())
                .extracting(Problem::what)
                .containsExactly(
                        "station CS-1: a root certificate of its CSMS expires in 3 days",
                        "station CS-1: its own certificate expires in 29 days");
        assertThat(check()).extracting(Problem::remedy).anyMatch(text -> text.contains("InstallCertificate"));
        assertThat(check()).allSatisfy(problem -> assertThat(problem.why()).contains("SN-1", "here it is", "clock"));
    }

    /** A00.FR.701: they may be valid for a day, as a rule. */
    @Test
    void saysNothingOfACertificateThatIsMadeToExpireSoon() {
        own = List.of(certificate(Duration.ofHours(-10), Duration.ofHours(14)));
        assertThat(check()).isEmpty();
        own = List.of(certificate(Duration.ofHours(-20), Duration.ofHours(4)));
        assertThat(check()).hasSize(1);
    }

    @Test
    void doubtsTheClockWhereSomethingIsNotValidYet() {
        own = List.of(certificate(Duration.ofDays(1), Duration.ofDays(300)));
        root(certificate(Duration.ofDays(-300), Duration.ofDays(-1)));
        assertThat(check())
                .extracting(Problem::what)
                .containsExactly(
                        "station CS-1: a root certificate of its CSMS has expired",
                        "station CS-1: its own certificate is not valid yet");
        assertThat(check().get(1).remedy()).startsWith("Look at the clock first");
    }
}
