package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.NetworkConnectionProfileType;
import io.karge.ocpp.types.OCPPInterfaceEnumType;
import io.karge.ocpp.types.OCPPTransportEnumType;
import io.karge.ocpp.types.OCPPVersionEnumType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.PemFile;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView;
import io.karge.runtime.internal.loop.StationState;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.BlockState;
import io.karge.station.StationCertificates;
import io.karge.station.StationContext;
import io.karge.station.TrustStore;
import io.karge.station.VariableKey;
import io.karge.transport.TlsSettings;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketFailure.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** To a higher security profile, and never back (A05); security profile 3 (A00). */
class SecurityUpgradeTest {
    private static final TestAuthority ROOT = TestAuthority.root("Operator Root");
    private static final String URL = "wss://csms.example/ocpp";
    private static final PemFile ROOT_FILE = new PemFile(Path.of("root.pem"), List.of(ROOT.certificate()));

    private final GatewayHarness h = new GatewayHarness();
    private final TestBlock advanced = new TestBlock("advanced-security");
    private final Certificates certificates = new Certificates();

    /** What the block advanced-security offers. */
    private static final class Certificates implements StationCertificates {
        private Optional<Credentials> credentials = Optional.empty();
        private Optional<String> unreadable = Optional.empty();
        private boolean valid = true;
        private final List<String> told = new ArrayList<>();

        @Override
        public Optional<Credentials> credentials() {
            return credentials;
        }

        @Override
        public Optional<String> unreadable() {
            return unreadable;
        }

        @Override
        public boolean valid() {
            return credentials.isPresent() && valid;
        }

        @Override
        public void connected(Credentials shown) {
            told.add("connected " + shown);
        }

        @Override
        public void refused(Credentials shown) {
            told.add("refused " + shown);
        }
    }

    // --- A05 ---

    /** A05.FR.04, A05.FR.05, A05.FR.06; TC_A_19. */
    @Test
    void removesWhatIsLowerWhenItHasConnected() {
        h.online();
        trust(ROOT.certificate());
        set(2, URL, 2);
        set(3, "ws://csms.example/other", 1);
        assertThat(priority("2,1,3").attributeStatus()).isEqualTo(SetVariableStatusEnumType.Accepted);
        assertThat(value("SecurityCtrlr", "SecurityProfile")).isEqualTo("1");
        reset();

        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().securityProfile()).isEqualTo(2);
        assertThat(h.view().problems()).isEmpty();
        assertThat(value("SecurityCtrlr", "SecurityProfile")).isEqualTo("2");
        assertThat(value("OCPPCommCtrlr", "NetworkConfigurationPriority")).isEqualTo("2");
        assertThat(slot(1)).isEmpty();
        assertThat(slot(3)).isEmpty();

        h.csms.failBy(endpoint -> endpoint.tls() != null ? refused() : null);
        h.csms.cut();
        int before = h.csms.attempts.size();
        h.time.advance(Duration.ofHours(2));
        h.crashAndStart(); // with the cfg of profile 1
        h.time.advance(Duration.ofHours(2));
        assertThat(h.csms.attempts.subList(before, h.csms.attempts.size()))
                .hasSizeGreaterThan(20)
                .allSatisfy(attempt -> assertThat(attempt.uri()).hasScheme("wss"));
        h.csms.failBy(endpoint -> null);
        h.time.advance(Duration.ofHours(1));
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().problems()).isEmpty();
    }

    /** B10.FR.07: as long as the higher profile has not connected, the lower one is a way back. */
    @Test
    void fallsBackToTheLowerProfileUntilTheHigherHasConnected() {
        h.online();
        trust(ROOT.certificate());
        set(2, URL, 2);
        priority("2,1");
        h.csms.failBy(endpoint -> endpoint.tls() != null ? refused() : null);
        reset();
        h.time.advance(Duration.ofMinutes(5));
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().securityProfile()).isEqualTo(1);
        assertThat(value("OCPPCommCtrlr", "NetworkConfigurationPriority")).isEqualTo("2,1");
    }

    /** Whenever the process dies on its way up, it comes back by one of the two. */
    @Test
    void reconnectsWheneverItDiesOnTheWayUp() {
        int most = 0;
        for (int die = 1; die < 60; die++) {
            GatewayHarness mine = new GatewayHarness();
            DyingStore disk = new DyingStore(mine.store);
            mine.asked = disk;
            mine.gateway = mine.build();
            mine.online();
            disk.dieWith(die);
            StationContext context = mine.provisioning.context();
            context.post(() -> context.trustStore().install(TrustStore.Use.CSMS, ROOT.certificate()));
            context.post(() -> context.networkProfiles().set(2, profile(URL, 2)));
            mine.time.runUntilIdle();
            mine.now(mine.gateway.setVariable(GatewayHarness.ID, priorityOf("2,1")));
            mine.now(mine.gateway.restart(GatewayHarness.ID));
            mine.time.advance(Duration.ofMinutes(1));
            most = disk.isDead() ? die : most;
            disk.dieWith(Integer.MAX_VALUE);
            mine.crashAndStart();
            mine.time.advance(Duration.ofMinutes(1));
            assertThat(mine.view().connection()).as("died at write " + die).isEqualTo("online");
        }
        assertThat(most).as("writes").isBetween(8, 55);
    }

    /** A05.FR.02; TC_A_20. */
    @Test
    void takesNoHigherProfileWithoutARoot() {
        h.online();
        set(2, URL, 2);
        SetVariableResultType refused = priority("2,1");
        assertThat(refused.attributeStatus()).isEqualTo(SetVariableStatusEnumType.Rejected);
        assertThat(refused.attributeStatusInfo().additionalInfo()).contains("slot 2", "CSMS root certificate");
        assertThat(value("OCPPCommCtrlr", "NetworkConfigurationPriority")).isEqualTo("1");

        trust(ROOT.issue(
                        CertificateOrder.server("expired").valid(TestAuthority.FROM, TestAuthority.FROM.plusSeconds(1)))
                .certificate());
        assertThat(priority("2,1").attributeStatus()).isEqualTo(SetVariableStatusEnumType.Rejected);
    }

    /** A05.FR.03; TC_A_21. */
    @Test
    void takesNoProfileThreeWithoutACertificate() {
        h.online();
        trust(ROOT.certificate());
        set(2, URL, 3);
        assertRejected("2,1", "needs the block advanced-security");
        offerCertificates();
        assertRejected("2,1", "needs a certificate of the station's own, and it has none");
        certificates.unreadable = Optional.of("the master key is missing");
        assertRejected(
                "2,1",
                "needs the station's certificate, and its private key cannot be read: the master key is missing");
        certificates.unreadable = Optional.empty();
        certificates.credentials = Optional.of(credentials("HYC-1"));
        certificates.valid = false;
        assertRejected("2,1", "that is valid now");
        certificates.valid = true;
        assertThat(priority("2,1").attributeStatus()).isEqualTo(SetVariableStatusEnumType.Accepted);
    }

    /** A05.FR.10, B09.FR.04; TC_A_22. */
    @Test
    void takesNoLowerProfile() {
        h.install();
        h.gateway.putStation(config(2));
        h.time.advance(Duration.ofSeconds(1));
        StationContext context = h.provisioning.context();
        assertThat(context.networkProfiles().refusal(2, profile("ws://csms.example/ocpp", 1)))
                .hasValueSatisfying(why -> assertThat(why.reasonCode()).isEqualTo("NoSecurityDowngrade"));
    }

    /** A05.FR.10: a slot from before, which a crash in the middle could have left. */
    @Test
    void takesNoPriorityOfALowerProfile() {
        BlockState state = new StationState("CS-1", new TreeMap<>()).of("runtime");
        state.put("slot/1", NetworkProfile.of(profile("ws://csms.example/ocpp", 1)));
        state.put("security-profile-reached", new NetworkSlots.Reached(2));
        PriorityGuard guard = new PriorityGuard(new NetworkSlots("CS-1", state, null), null);
        assertThat(guard.refusal("1")).hasValueSatisfying(why -> assertThat(why).contains("never goes back"));
    }

    // --- profile 3 ---

    /** A00.FR.401, A00.FR.402: the certificate, and no password. */
    @Test
    void showsItsCertificateInsteadOfAPassword() {
        // A00.FR.001, A00.FR.415
        certificates.credentials = Optional.of(credentials("HYC-1"));
        startWithProfileThree();

        WebSocketEndpoint attempt = h.csms.attempts.get(0);
        assertThat(attempt.password()).isNull();
        assertThat(attempt.tls()).isNotNull();
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().securityProfile()).isEqualTo(3);
        assertThat(certificates.told).containsExactly("connected " + certificates.credentials.get());
    }

    /** So that sessions of TLS can be resumed. */
    @Test
    void theSettingsStayUntilTheCertificateChanges() {
        certificates.credentials = Optional.of(credentials("HYC-1"));
        startWithProfileThree();
        h.csms.cut();
        h.time.advance(Duration.ofMinutes(1));
        TlsSettings first = h.csms.attempts.get(0).tls();
        assertThat(h.csms.attempts.get(1).tls()).isSameAs(first);

        certificates.credentials = Optional.of(credentials("HYC-1"));
        step(() -> h.provisioning.context().lifeCycle().reconnect("the certificate is new"));
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.csms.attempts.get(2).tls()).isNotSameAs(first);
    }

    /** A02.FR.28: an outage says nothing of a renewed certificate, however long it takes. */
    @Test
    void tellsOfNoRefusalByACsmsThatIsNotThere() {
        certificates.credentials = Optional.of(credentials("HYC-1"));
        startWithProfileThree();
        certificates.told.clear();
        for (Kind kind : List.of(Kind.UNRESOLVED, Kind.UNREACHABLE, Kind.TIMEOUT, Kind.CERTIFICATE, Kind.TLS)) {
            h.csms.failBy(endpoint -> WebSocketFailure.of(kind, "no"));
            h.csms.cut();
            h.time.advance(Duration.ofHours(1));
        }
        h.csms.failBy(endpoint -> new WebSocketFailure(Kind.REFUSED, 503, "busy"));
        h.time.advance(Duration.ofHours(1));
        assertThat(h.csms.attempts).hasSizeGreaterThan(20);
        assertThat(certificates.told).isEmpty();

        for (Kind kind : List.of(Kind.STATION_CERTIFICATE, Kind.BROKEN_OFF)) {
            h.csms.failBy(endpoint -> WebSocketFailure.of(kind, "no"));
            h.time.advance(Duration.ofHours(1));
            assertThat(certificates.told).isNotEmpty();
            certificates.told.clear();
        }
    }

    @Test
    void tellsWhatTheCertificateWasShownForInVain() {
        certificates.credentials = Optional.of(credentials("HYC-1"));
        h.csms.handshakeBy(endpoint -> 401);
        startWithProfileThree();
        assertThat(certificates.told).containsExactly("refused " + certificates.credentials.get());
        assertThat(h.view().problems()).singleElement().satisfies(problem -> assertThat(problem.remedy())
                .contains("certificate")
                .doesNotContain("basicAuthPassword"));
    }

    /** DECISIONS: a cfg with profile 3 and no certificate is a problem with a name; it goes on when there is one. */
    @Test
    void waitsForACertificateAndSaysSo() {
        startWithProfileThree();
        h.time.advance(Duration.ofMinutes(1));
        assertThat(h.csms.attempts).isEmpty();
        assertThat(h.view().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.why()).contains("a certificate of the station's own, and it has none");
            assertThat(problem.remedy()).contains("SignChargingStationCertificate", "security profile 2", "shell");
        });
        certificates.credentials = Optional.of(credentials("HYC-1"));
        h.time.advance(Duration.ofMinutes(10));
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().problems()).isEmpty();
    }

    @Test
    void waitsForTheBlockAndGoesOnWhenItComes() {
        h.install();
        h.gateway.putStation(config(3));
        h.time.advance(Duration.ofMinutes(1));
        assertThat(h.csms.attempts).isEmpty();
        assertThat(h.view().problems()).singleElement().satisfies(problem -> assertThat(problem.remedy())
                .contains("feature karge-advanced-security"));
        certificates.credentials = Optional.of(credentials("HYC-1"));
        offerCertificates();
        h.time.advance(Duration.ofMillis(10));
        assertThat(h.view().connection()).isEqualTo("online");
    }

    @Test
    void saysAtOnceThatTheCertificateIsMissingWhenTheBlockHasCome() {
        h.install();
        h.gateway.putStation(config(3));
        h.time.advance(Duration.ofMinutes(30)); // the next attempt is far
        offerCertificates();
        assertThat(h.view().problems()).singleElement().satisfies(problem -> assertThat(problem.why())
                .contains("a certificate of the station's own, and it has none"));
    }

    @Test
    void looksAgainAtARefusedCfgWhenTheBlockHasCome() {
        h.install();
        h.gateway.putStation(config(2));
        h.time.advance(Duration.ofSeconds(1));
        h.gateway.putStation(config(3));
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().problems()).singleElement().satisfies(problem -> assertThat(problem.remedy())
                .contains("Install the feature karge-advanced-security"));
        offerCertificates();
        assertThat(h.view().problems()).singleElement().satisfies(problem -> assertThat(problem.why())
                .contains("a certificate of the station's own, and it has none"));
        assertThat(h.view().connection()).isEqualTo("online");
    }

    /** Without the block there are profiles 1 and 2 only, and the device model says so. */
    @Test
    void theDeviceModelSaysWhichProfilesThereAre() {
        h.online();
        assertThat(highestProfile()).isEqualTo("2");
        offerCertificates();
        assertThat(highestProfile()).isEqualTo("3");
    }

    private String highestProfile() {
        return h.now(h.gateway.variables(GatewayHarness.ID, "SecurityCtrlr")).stream()
                .filter(one -> one.variable().name().equals("SecurityProfile"))
                .map(one -> String.valueOf(one.variableCharacteristics().maxLimit()))
                .findFirst()
                .orElse("none");
    }

    /** A station that works does not leave for a profile that cannot work; the cfg counts when it can. */
    @Test
    void aCfgWithProfileThreeCountsWhenThereIsACertificate() {
        h.install();
        h.gateway.putStation(config(2));
        h.time.advance(Duration.ofSeconds(1));
        h.gateway.putStation(config(3));
        h.time.advance(Duration.ofMinutes(5));
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().securityProfile()).isEqualTo(2);
        assertThat(h.view().problems())
                .extracting(StationView.Problem::why)
                .singleElement()
                .asString()
                .startsWith("its cfg asks for security profile 3");

        certificates.credentials = Optional.of(credentials("HYC-1"));
        offerCertificates();
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().securityProfile()).isEqualTo(3);
        assertThat(h.view().problems()).isEmpty();
    }

    /** A00.FR.511: told, and shown all the same. */
    @Test
    void tellsOfACertificateThatNamesAnotherStation() {
        h.provisioning.onStart =
                context -> context.deviceModel().publish(VariableKey.of("ChargingStation", "SerialNumber"), "HYC-2");
        certificates.credentials = Optional.of(credentials("HYC-1"));
        startWithProfileThree();
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().problems())
                .extracting(StationView.Problem::why)
                .containsExactly(
                        "the certificate has the common name 'HYC-1', and the serial number of the station is 'HYC-2'");

        certificates.credentials = Optional.of(credentials("HYC-2"));
        step(() -> h.provisioning.context().lifeCycle().reconnect("the certificate is new"));
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().problems()).isEmpty();
    }

    // --- ---

    /** B01.FR.11: with the serial number as BootNotification tells it, which has room for 25 characters. */
    @Test
    void aCertificateNamesAStationOfALongSerialNumber() {
        certificates.credentials = Optional.of(credentials("HYC-400-0123456789-012345"));
        h.provisioning.onStart = context -> context.deviceModel()
                .publish(VariableKey.of("ChargingStation", "SerialNumber"), "HYC-400-0123456789-0123456789");
        startWithProfileThree();
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().problems()).isEmpty();
    }

    private void startWithProfileThree() {
        h.install();
        offerCertificates();
        h.gateway.putStation(config(3));
        h.time.advance(Duration.ofSeconds(1));
    }

    private void offerCertificates() {
        advanced.onStart = context -> context.offer(StationCertificates.class, certificates);
        h.gateway.addBlock(advanced);
        h.time.runUntilIdle();
    }

    private static StationCertificates.Credentials credentials(String name) {
        var issued = ROOT.issue(CertificateOrder.server(name).forClients());
        return new StationCertificates.Credentials(issued.key(), issued.chain());
    }

    private static WebSocketFailure refused() {
        return WebSocketFailure.of(Kind.REFUSED, "refused");
    }

    private void trust(X509Certificate root) {
        step(() -> h.provisioning.context().trustStore().install(TrustStore.Use.CSMS, root));
    }

    private void set(int slot, String url, int securityProfile) {
        step(() -> h.provisioning.context().networkProfiles().set(slot, profile(url, securityProfile)));
    }

    private Optional<NetworkConnectionProfileType> slot(int slot) {
        return h.provisioning.context().networkProfiles().profile(slot);
    }

    private void step(Runnable task) {
        h.provisioning.context().post(task);
        h.time.runUntilIdle();
    }

    private void reset() {
        h.now(h.gateway.restart(GatewayHarness.ID));
        h.time.advance(Duration.ofSeconds(1));
    }

    private void assertRejected(String priority, String why) {
        SetVariableResultType result = priority(priority);
        assertThat(result.attributeStatus()).isEqualTo(SetVariableStatusEnumType.Rejected);
        assertThat(result.attributeStatusInfo().additionalInfo()).contains(why);
    }

    private SetVariableResultType priority(String value) {
        return h.now(h.gateway.setVariable(GatewayHarness.ID, priorityOf(value)));
    }

    private static SetVariableDataType priorityOf(String value) {
        return SetVariableDataType.of(
                value, ComponentType.of("OCPPCommCtrlr"), VariableType.of("NetworkConfigurationPriority"));
    }

    private String value(String component, String variable) {
        return h.provisioning
                .context()
                .deviceModel()
                .value(VariableKey.of(component, variable))
                .orElseThrow();
    }

    private static NetworkConnectionProfileType profile(String url, int securityProfile) {
        return NetworkConnectionProfileType.of(
                OCPPVersionEnumType.OCPP20,
                OCPPTransportEnumType.JSON,
                url,
                30,
                securityProfile,
                OCPPInterfaceEnumType.Wired0);
    }

    private static StationConfig config(int profile) {
        return new StationConfig(
                GatewayHarness.ID,
                "memory",
                URI.create("memory:1"),
                URI.create(URL),
                profile,
                profile == 3 ? null : GatewayHarness.PASSWORD,
                List.of(ROOT_FILE),
                List.of(),
                Duration.ofSeconds(10),
                Map.of());
    }
}
