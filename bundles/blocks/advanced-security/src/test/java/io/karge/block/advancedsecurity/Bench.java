package io.karge.block.advancedsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.CertificateSignedRequest;
import io.karge.ocpp.messages.CertificateSignedResponse;
import io.karge.ocpp.messages.SignCertificateRequest;
import io.karge.ocpp.messages.SignCertificateResponse;
import io.karge.ocpp.types.CertificateSignedStatusEnumType;
import io.karge.ocpp.types.GenericStatusEnumType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.security.PemCertificates;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.CertificateRequest;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.ProductFacts;
import io.karge.station.SecurityEvents;
import io.karge.station.StationCertificates;
import io.karge.station.TriggerDecision;
import io.karge.station.TrustStore;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A station with the block, its CSMS and the authority of that. */
final class Bench {
    static final String SERIAL = "SN-0815";
    static final String ORGANIZATION = "Karge Test";
    static final VariableKey PROFILE = VariableKey.of("SecurityCtrlr", "SecurityProfile");
    static final VariableKey SERIAL_NUMBER = VariableKey.of("ChargingStation", "SerialNumber");
    static final VariableKey ORGANIZATION_NAME = VariableKey.of("SecurityCtrlr", "OrganizationName");

    final TestSecrets secrets = new TestSecrets();
    final TestAuthority root = TestAuthority.root("Operator Root");
    final BlockTester t = new BlockTester(
            new AdvancedSecurityBlockFactory(secrets),
            TestModels.dc(1),
            ProductFacts.read("{\"answers\":{\"AQ-11\":true}}"));
    final List<String> events = new ArrayList<>();

    Bench() {
        t.deviceModel().preset(SERIAL_NUMBER, SERIAL);
        t.deviceModel().preset(ORGANIZATION_NAME, ORGANIZATION);
        t.deviceModel().preset(PROFILE, "3");
        t.deviceModel().preset(VariableKey.of("OCPPCommCtrlr", "NetworkConfigurationPriority"), "1,2");
        t.deviceModel().preset(VariableKey.of("OCPPCommCtrlr", "NetworkProfileConnectionAttempts"), "2");
        t.trustStore().install(TrustStore.Use.CSMS, root.certificate());
        t.offer(SecurityEvents.class, (type, info) -> events.add(type));
        t.start();
    }

    StationCertificates port() {
        return t.port(StationCertificates.class).orElseThrow();
    }

    Optional<TriggerDecision> trigger(MessageTriggerEnumType message) {
        Optional<TriggerDecision> decision = t.trigger(message, null);
        t.advance(Duration.ZERO);
        return decision;
    }

    /** The CSMS triggers and accepts; gives the request. */
    String asked() {
        assertThat(trigger(MessageTriggerEnumType.SignChargingStationCertificate))
                .containsInstanceOf(TriggerDecision.Accepted.class);
        return accepted();
    }

    /** The CSMS accepts the latest request. */
    String accepted() {
        String csr = t.lastCall().request(SignCertificateRequest.class).csr();
        t.lastCall().answer(SignCertificateResponse.of(GenericStatusEnumType.Accepted));
        return csr;
    }

    List<SignCertificateRequest> requests() {
        return t.calls(SignCertificateRequest.class);
    }

    CertificateSignedResponse signed(List<X509Certificate> chain) {
        return signed(PemCertificates.write(chain));
    }

    CertificateSignedResponse signed(String chain) {
        return t.request(CertificateSignedRequest.of(chain)).response(CertificateSignedResponse.class);
    }

    /** Signed for that time. */
    List<X509Certificate> issue(String csr, Instant from, Instant until) {
        return root.issue(
                CertificateOrder.server(SERIAL).withNames().forClients().valid(from, until),
                CertificateRequest.read(csr).key());
    }

    /** The station has a certificate for that time, and a CSMS that accepts it. */
    List<X509Certificate> certified(Instant from, Instant until) {
        List<X509Certificate> chain = issue(asked(), from, until);
        assertThat(signed(chain).status()).isEqualTo(CertificateSignedStatusEnumType.Accepted);
        connected();
        return chain;
    }

    List<X509Certificate> certified() {
        return certified(TestAuthority.FROM, TestAuthority.UNTIL);
    }

    List<X509Certificate> shown() {
        return port().credentials().map(StationCertificates.Credentials::chain).orElse(List.of());
    }

    void connected() {
        port().connected(port().credentials().orElseThrow());
    }

    void refused(int times) {
        for (int i = 0; i < times; i++) {
            port().refused(port().credentials().orElseThrow());
        }
    }

    void restart() {
        t.close();
        t.offer(SecurityEvents.class, (type, info) -> events.add(type));
        t.start();
    }
}
