package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.karge.runtime.CertificatesView;
import io.karge.runtime.CertificatesView.Certificate;
import io.karge.runtime.CertificatesView.Use;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Forgery;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.CertificateIssuance;
import io.karge.station.PortCallback;
import io.karge.station.SecurityLog;
import io.karge.station.StationContext;
import io.karge.station.TrustStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What administrators see of a station's certificates, and how they bring it the first one. */
class CertificateAccessTest {
    private static final TestAuthority ROOT = TestAuthority.root("Operator Root");
    private static final X509Certificate OWN = ROOT.issue(
                    CertificateOrder.server("SN-1").valid(TestAuthority.FROM, TestAuthority.FROM.plusSeconds(60)))
            .certificate();

    private final GatewayHarness h = new GatewayHarness();
    private boolean defective;

    private final class Issuance implements CertificateIssuance {
        @Override
        public List<X509Certificate> own() {
            return List.of(OWN);
        }

        @Override
        public Optional<Waiting> waiting() {
            return Optional.of(new Waiting("a request", "waits"));
        }

        @Override
        public void request(CertificateIssuance.Key key, PortCallback<String> then) {
            fail();
            then.answer("a request for " + key);
        }

        @Override
        public void take(String chain, PortCallback<Optional<String>> then) {
            fail();
            then.answer(chain.equals("good") ? Optional.empty() : Optional.of("it is for another key"));
        }

        private void fail() {
            if (defective) {
                throw new IllegalStateException("a defect of the block");
            }
        }
    }

    private void online() {
        h.authorization.onStart = context -> context.offer(CertificateIssuance.class, new Issuance());
        h.online();
    }

    private <T> T result(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        h.time.runUntilIdle();
        return future.join();
    }

    private CertificatesView view() {
        return result(h.gateway.certificates(GatewayHarness.ID));
    }

    @Test
    void showsRootsAndOwnCertificatesAndTheRequest() {
        online();
        StationContext context = h.provisioning.context();
        X509Certificate odd =
                new Forgery().commonName("odd\nstation=CS-1 all is well").make();
        context.post(() -> {
            context.trustStore().install(TrustStore.Use.CSMS, ROOT.certificate());
            context.trustStore().install(TrustStore.Use.MANUFACTURER, odd);
        });
        h.time.runUntilIdle();

        assertThat(view().certificates())
                .extracting(Certificate::use, Certificate::state)
                .containsExactly(
                        tuple(Use.CSMS_ROOT, "valid"),
                        tuple(Use.MANUFACTURER_ROOT, "valid"),
                        tuple(Use.STATION, "expired"));
        assertThat(view().certificates().get(1).subject()).doesNotContain("\n");
        Certificate own = view().certificates().get(2);
        assertThat(own.subject()).contains("CN=SN-1");
        assertThat(own.issuer()).contains("CN=Operator Root");
        assertThat(own.serialNumber()).isEqualTo(OWN.getSerialNumber().toString(16));
        assertThat(own.sha256()).matches("[0-9a-f]{64}");
        assertThat(view().request()).isEqualTo(new CertificatesView.Request("waits", "a request"));
    }

    @Test
    void showsTheRootsAlsoWithoutTheBlock() {
        h.online();
        assertThat(view()).isEqualTo(new CertificatesView(List.of(), null));
        assertThatThrownBy(() -> result(
                        h.gateway.requestCertificate(GatewayHarness.ID, CertificateIssuance.Key.ECDSA_P256, "me")))
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("karge-advanced-security is not installed");
    }

    @Test
    void bringsRequestsOutAndCertificatesIn() {
        online();
        assertThat(result(h.gateway.requestCertificate(GatewayHarness.ID, CertificateIssuance.Key.ECDSA_P256, "me")))
                .isEqualTo("a request for ECDSA_P256");
        assertThat(result(h.gateway.requestCertificate(GatewayHarness.ID, CertificateIssuance.Key.RSA_3072, "me")))
                .isEqualTo("a request for RSA_3072");
        assertThatThrownBy(() -> result(h.gateway.importCertificate(GatewayHarness.ID, "bad", "me")))
                .hasMessageContaining("it is for another key");
        result(h.gateway.importCertificate(GatewayHarness.ID, "good", "me"));
        assertThat(h.securityLog)
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.who()).isEqualTo("me"))
                .last()
                .extracting(SecurityLog.Entry::what)
                .asString()
                .contains("imported");
    }

    /** What a block that fails did not say is no success. */
    @Test
    void aBlockThatFailsHasTakenNothing() {
        online();
        defective = true;
        assertThatThrownBy(() -> result(h.gateway.importCertificate(GatewayHarness.ID, "good", "me")))
                .isInstanceOf(CompletionException.class);
        assertThat(h.securityLog).isEmpty();
    }
}
