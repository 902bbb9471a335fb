package io.karge.block.advancedsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.messages.CertificateSignedRequest;
import io.karge.ocpp.messages.CertificateSignedResponse;
import io.karge.ocpp.messages.SignCertificateRequest;
import io.karge.ocpp.messages.SignCertificateResponse;
import io.karge.ocpp.types.CertificateSignedStatusEnumType;
import io.karge.ocpp.types.CertificateSigningUseEnumType;
import io.karge.ocpp.types.GenericStatusEnumType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.security.PemCertificates;
import io.karge.security.testkit.CertificateRequest;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.CallPermission;
import io.karge.station.TriggerDecision;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A02: how a station asks for its certificate, and what it takes. */
class SigningTest {
    private static final Duration LONG = Duration.ofDays(30);
    private final Bench b = new Bench();

    // --- the request ---

    /** A02.FR.02, A02.FR.03, A02.FR.13. */
    @Test
    void asksWithANewKeyEachTime() {
        // A00.FR.427
        Set<Object> keys = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            CertificateRequest request = CertificateRequest.read(b.asked());
            assertThat(request.commonName()).isEqualTo(Bench.SERIAL);
            assertThat(request.organization()).isEqualTo(Bench.ORGANIZATION); // effect: SecurityCtrlr.OrganizationName
            assertThat(request.key().getAlgorithm()).isEqualTo("EC");
            keys.add(request.key());
        }
        assertThat(keys).hasSize(3);
        assertThat(b.requests())
                .extracting(SignCertificateRequest::certificateType)
                .containsOnly(CertificateSigningUseEnumType.ChargingStationCertificate);
        assertThat(b.t.lastCall().permission()).isEqualTo(CallPermission.REQUESTED);
    }

    /** AQ-11: without a type it is for vehicles too. */
    @Test
    void asksForACombinedCertificateWithoutAType() {
        assertThat(b.trigger(MessageTriggerEnumType.SignCombinedCertificate))
                .containsInstanceOf(TriggerDecision.Accepted.class);
        assertThat(b.requests())
                .extracting(SignCertificateRequest::certificateType)
                .containsOnlyNulls();
        String chain = PemCertificates.write(b.root.sign(b.accepted()));
        assertThat(b.t.request(CertificateSignedRequest.of(chain)
                                .withCertificateType(CertificateSigningUseEnumType.V2GCertificate))
                        .response(CertificateSignedResponse.class)
                        .status())
                .isEqualTo(CertificateSignedStatusEnumType.Accepted);
    }

    @Test
    void hasNoCertificateForVehiclesAlone() {
        assertThat(b.trigger(MessageTriggerEnumType.SignV2GCertificate)).isEmpty();
        String chain = PemCertificates.write(b.root.sign(b.asked()));
        CertificateSignedResponse response = b.t.request(CertificateSignedRequest.of(chain)
                        .withCertificateType(CertificateSigningUseEnumType.V2GCertificate))
                .response(CertificateSignedResponse.class);
        assertThat(response.status()).isEqualTo(CertificateSignedStatusEnumType.Rejected);
        assertThat(response.statusInfo().additionalInfo()).contains("ISO 15118");
        assertThat(b.signed(chain).status())
                .as("the request still waits")
                .isEqualTo(CertificateSignedStatusEnumType.Accepted);
    }

    @Test
    void asksForNothingThatItCouldNotName() {
        b.t.deviceModel().preset(Bench.SERIAL_NUMBER, "");
        assertThat(b.trigger(MessageTriggerEnumType.SignChargingStationCertificate))
                .hasValueSatisfying(decision ->
                        assertThat(((TriggerDecision.Rejected) decision).why()).contains("serial number"));
        b.t.deviceModel().preset(Bench.SERIAL_NUMBER, Bench.SERIAL);
        b.t.deviceModel().preset(Bench.ORGANIZATION_NAME, " ");
        assertThat(b.trigger(MessageTriggerEnumType.SignChargingStationCertificate))
                .hasValueSatisfying(decision ->
                        assertThat(((TriggerDecision.Rejected) decision).why()).contains("OrganizationName"));
        assertThat(b.requests()).isEmpty();
    }

    @Test
    void twoTriggersAtOnceAreOneRequest() {
        b.t.trigger(MessageTriggerEnumType.SignChargingStationCertificate, null);
        assertThat(b.t.trigger(MessageTriggerEnumType.SignChargingStationCertificate, null))
                .containsInstanceOf(TriggerDecision.Rejected.class);
        b.t.advance(Duration.ZERO);
        assertThat(b.requests()).hasSize(1);
    }

    /** A02.FR.05, A03.FR.05. */
    @Test
    void thePrivateKeyIsNowhereInPlainText() {
        b.certified();
        b.asked();
        String key = Base64.getEncoder()
                .encodeToString(b.port().credentials().orElseThrow().key().getEncoded());
        String state = b.t.state().keys().stream().map(b.t.state()::stored).reduce("", String::concat);
        assertThat(state).contains("BEGIN CERTIFICATE").doesNotContain(key, "PRIVATE KEY");
        assertThat(b.port().credentials().orElseThrow().toString())
                .contains(Bench.SERIAL)
                .doesNotContain(key);
    }

    // --- repetition ---

    /** A02.FR.17, A02.FR.18, A02.FR.19, A03.FR.17, A03.FR.18, A03.FR.19. */
    @Test
    void repeatsTheRequestAfterWaitsThatDouble() {
        String csr = b.asked();
        Duration wait = SigningRequests.WAIT_MINIMUM;
        for (int repetition = 1; repetition <= SigningRequests.REPEAT_TIMES; repetition++) {
            b.t.advance(wait.minusSeconds(1));
            assertThat(b.requests()).hasSize(repetition);
            b.t.advance(Duration.ofSeconds(1));
            assertThat(b.requests()).hasSize(repetition + 1);
            assertThat(b.accepted()).isEqualTo(csr);
            wait = wait.multipliedBy(2);
        }
        b.t.advance(LONG);
        assertThat(b.requests()).hasSize(1 + SigningRequests.REPEAT_TIMES);
        assertThat(b.t.problems().raised().values()).singleElement().asString().contains("4 times", "TriggerMessage");

        assertThat(b.signed(b.root.sign(csr)).status())
                .as("late, but it is the right one")
                .isEqualTo(CertificateSignedStatusEnumType.Accepted);
        assertThat(b.t.problems().raised()).isEmpty();
    }

    @Test
    void repeatsNothingWhenTheCertificateHasCome() {
        b.certified();
        b.t.advance(LONG);
        assertThat(b.requests()).hasSize(1);
    }

    /** A02.FR.20; the CSMS does not want it. */
    @Test
    void aRequestThatWasRefusedIsNotRepeated() {
        b.trigger(MessageTriggerEnumType.SignChargingStationCertificate);
        b.t.lastCall().answer(SignCertificateResponse.of(GenericStatusEnumType.Rejected));
        b.t.advance(LONG);
        b.t.goOffline();
        b.t.goOnline(Duration.ofMinutes(1));
        b.restart();
        b.t.advance(LONG);
        assertThat(b.requests()).hasSize(1);
        assertThat(b.t.problems().raised().values()).singleElement().asString().contains("rejected");

        b.asked();
        assertThat(b.requests()).hasSize(2);
        assertThat(b.t.problems().raised()).isEmpty();
    }

    @Test
    void aCallErrorIsARefusalToo() {
        b.trigger(MessageTriggerEnumType.SignChargingStationCertificate);
        b.t.lastCall().refuse("NotImplemented", "no certificates here");
        b.t.advance(LONG);
        assertThat(b.requests()).hasSize(1);
        assertThat(b.t.problems().raised().values()).singleElement().asString().contains("no certificates here");
    }

    @Test
    void whatDidNotArriveIsSentAgainWhenTheStationIsBack() {
        b.trigger(MessageTriggerEnumType.SignChargingStationCertificate);
        b.t.lastCall().loseConnection();
        b.t.goOffline();
        b.t.goOnline(Duration.ofMinutes(1));
        assertThat(b.requests()).hasSize(2);
        assertThat(b.requests().get(1)).isEqualTo(b.requests().get(0));

        b.t.lastCall().timeOut();
        b.t.advance(SigningRequests.WAIT_MINIMUM);
        assertThat(b.requests()).hasSize(3);
    }

    // --- restarts ---

    @Test
    void theRequestSurvivesARestart() {
        String csr = b.asked();
        b.restart();
        b.t.advance(SigningRequests.WAIT_MINIMUM);
        assertThat(b.requests()).hasSize(2);
        assertThat(b.accepted()).isEqualTo(csr);
        b.restart();
        assertThat(b.signed(b.root.sign(csr)).status()).isEqualTo(CertificateSignedStatusEnumType.Accepted);
        b.restart();
        assertThat(b.shown()).hasSize(1);
        assertThat(b.port().valid()).isTrue();
    }

    @Test
    void aTriggerSurvivesARestartWhileTheKeyIsMade() {
        b.t.trigger(MessageTriggerEnumType.SignChargingStationCertificate, null);
        b.restart();
        b.t.advance(Duration.ZERO);
        assertThat(b.requests()).hasSize(1);
    }

    // --- the certificate ---

    /** A02.FR.06, A02.FR.08, A03.FR.06, A03.FR.08. */
    @Test
    void takesTheCertificateAndConnectsWithIt() {
        List<X509Certificate> chain = b.root.subordinate("Sub").sign(b.asked());
        assertThat(b.port().credentials()).isEmpty();
        assertThat(b.port().valid()).isFalse();

        assertThat(b.signed(chain).status()).isEqualTo(CertificateSignedStatusEnumType.Accepted);
        assertThat(b.shown()).isEqualTo(chain);
        assertThat(b.port().valid()).isTrue();
        assertThat(b.port().credentials().orElseThrow())
                .as("the same object, so that sessions can be resumed")
                .isSameAs(b.port().credentials().orElseThrow());
        assertThat(b.t.lifeCycle().reconnections()).hasSize(1);
        assertThat(b.events).containsExactly("ReconfigurationOfSecurityParameters");
    }

    /** DECISIONS, the first station certificate: on profile 2 it lies ready. */
    @Test
    void connectsNotAnewWhileThereIsNoUseForIt() {
        b.t.deviceModel().preset(Bench.PROFILE, "2");
        b.signed(b.root.sign(b.asked()));
        assertThat(b.port().valid()).isTrue();
        assertThat(b.t.lifeCycle().reconnections()).isEmpty();
    }

    /** A02.FR.06, A02.FR.07, A02.FR.16, A02.FR.20, A03.FR.06, A03.FR.07, A03.FR.16. */
    @ParameterizedTest
    @ValueSource(strings = {"another root", "expired", "broken", "too long", "another key"})
    void refusesWhatIsNotValidAndStaysSilent(String what) {
        String csr = b.asked();
        String good = PemCertificates.write(b.root.sign(csr));
        String bad =
                switch (what) {
                    case "another root" ->
                        PemCertificates.write(TestAuthority.root("Another").sign(csr));
                    case "expired" ->
                        PemCertificates.write(b.issue(csr, TestAuthority.FROM, TestAuthority.FROM.plusSeconds(1)));
                    case "broken" -> good.replace("M", "A");
                    case "too long" -> good.repeat(5);
                    default -> PemCertificates.write(b.root.server(Bench.SERIAL).chain());
                };
        CertificateSignedResponse response = b.signed(bad);
        assertThat(response.status()).isEqualTo(CertificateSignedStatusEnumType.Rejected);
        assertThat(response.statusInfo().reasonCode()).isEqualTo("InvalidCertificate");
        assertThat(response.statusInfo().additionalInfo()).isNotBlank();
        assertThat(b.events).containsExactly("InvalidChargingStationCertificate");
        assertThat(b.shown()).isEmpty();

        b.t.advance(LONG);
        assertThat(b.requests()).hasSize(1);
        assertThat(b.t.problems().raised().values()).singleElement().asString().contains("refused");
        assertThat(b.signed(good).status())
                .as("the right one may still come")
                .isEqualTo(CertificateSignedStatusEnumType.Accepted);
    }

    @Test
    void aCertificateThatComesTwiceChangesNothing() {
        List<X509Certificate> chain = b.certified();
        assertThat(b.signed(chain).status()).isEqualTo(CertificateSignedStatusEnumType.Accepted);
        assertThat(b.shown()).isEqualTo(chain);
        assertThat(b.t.lifeCycle().reconnections()).hasSize(1);
    }

    @Test
    void aCertificateForAnEarlierRequestIsRefused() {
        String first = b.asked();
        String second = b.asked();
        assertThat(b.signed(b.root.sign(first)).status()).isEqualTo(CertificateSignedStatusEnumType.Rejected);
        assertThat(b.signed(b.root.sign(second)).status()).isEqualTo(CertificateSignedStatusEnumType.Accepted);
        assertThat(b.signed(b.root.sign(first)).statusInfo().additionalInfo()).contains("no request waits");
    }
}
