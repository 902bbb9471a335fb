package io.karge.block.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.FirmwareState;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.UpdateFirmwareRequest;
import io.karge.ocpp.messages.UpdateFirmwareResponse;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.UpdateFirmwareStatusEnumType;
import io.karge.ocpp.types.VariableType;
import io.karge.security.PemCertificates;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.ProductFacts;
import io.karge.station.TrustStore;
import io.karge.station.testkit.BlockTester;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** L01: what is answered to UpdateFirmware. */
class UpdateRequestsTest {
    private static final CertificateOrder ORDER =
            CertificateOrder.server("Firmware Signing").withNames();

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(folder);
    }

    private UpdateFirmwareRequest signedBy(TestAuthority authority, CertificateOrder order) {
        return UpdateFirmwareRequest.of(
                7,
                bench.firmware()
                        .withSigningCertificate(PemCertificates.write(
                                authority.firmwareSigner(order).chain())));
    }

    private void isInvalidCertificate(UpdateFirmwareRequest request, String words) {
        bench.events.clear();
        UpdateFirmwareResponse response = bench.ask(request);
        assertThat(response.status()).as(words).isEqualTo(UpdateFirmwareStatusEnumType.InvalidCertificate);
        assertThat(response.statusInfo().additionalInfo()).contains(words);
        assertThat(bench.events).containsExactly("InvalidFirmwareSigningCertificate");
        assertThat(bench.t.transfers().all()).isEmpty();
        assertThat(bench.told()).isEmpty();
    }

    /** L01.FR.02, L01.FR.21, L01.FR.22 (field report L3). */
    @Test
    void certificatesThatAreNotTrustedAreRefusedAtOnce() {
        isInvalidCertificate(signedBy(TestAuthority.root("Foreign"), ORDER), "ManufacturerRootCertificate");
        isInvalidCertificate(
                signedBy(
                        Bench.ROOT,
                        ORDER.valid(TestAuthority.FROM, bench.t.now().minusSeconds(1))),
                "expired");
        isInvalidCertificate(
                UpdateFirmwareRequest.of(7, bench.firmware().withSigningCertificate("no certificate")), "no PEM");
        bench.t.trustStore().remove(TrustStore.Use.MANUFACTURER, Bench.ROOT.certificate());
        isInvalidCertificate(bench.request(7), "none is installed");
    }

    /** A root that the operator's CSMS is trusted by is none of the manufacturer. */
    @Test
    void rootsOfTheCsmsDoNotCount() {
        TestAuthority operator = TestAuthority.root("Operator Root");
        bench.t.trustStore().install(TrustStore.Use.CSMS, operator.certificate());
        isInvalidCertificate(signedBy(operator, ORDER), "ManufacturerRootCertificate");
    }

    /** L01.FR.12 (field report L4). */
    @Test
    void everyManufacturerRootCounts() {
        TestAuthority second = TestAuthority.root("Second Root");
        bench.t.trustStore().install(TrustStore.Use.MANUFACTURER, second.certificate());
        bench.accepted(signedBy(second, ORDER));
    }

    /** L_18: unsigned firmware (L02) is not taken. */
    @Test
    void firmwareWithoutCertificateIsRejected() {
        UpdateFirmwareResponse response = bench.ask(UpdateFirmwareRequest.of(
                7, bench.firmware().withSigningCertificate(null).withSignature(null)));
        assertThat(response.status()).isEqualTo(UpdateFirmwareStatusEnumType.Rejected);
        assertThat(response.statusInfo().reasonCode()).isEqualTo("MissingParam");
        assertThat(bench.t.transfers().all()).isEmpty();
    }

    @Test
    void hardwareThatInstallsNothingRejects() {
        BlockTester t = new BlockTester(
                        new FirmwareBlockFactory(new Bench.Plain()), TestModels.wallbox(), ProductFacts.read("{}"))
                .useFolder(folder)
                .start();
        UpdateFirmwareResponse response = t.request(bench.request(7)).response(UpdateFirmwareResponse.class);
        assertThat(response.status()).isEqualTo(UpdateFirmwareStatusEnumType.Rejected);
        assertThat(response.statusInfo().reasonCode()).isEqualTo("UnsupportedRequest");
    }

    private UpdateFirmwareRequest from(String location) {
        return UpdateFirmwareRequest.of(2, bench.firmware(location, bench.t.now(), null));
    }

    /** Nothing is told of what no attempt could fetch, and the update that runs goes on. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/srv/firmware.bin",
                "file:///firmware.bin",
                "https://",
                "ftp://op:secret@files.example.com/x"
            })
    void aLocationThatIsNoneIsRejected(String location) {
        bench.accepted(bench.request(1));
        UpdateFirmwareResponse response = bench.ask(from(location));
        assertThat(response.status()).isEqualTo(UpdateFirmwareStatusEnumType.Rejected);
        assertThat(response.statusInfo().reasonCode()).isEqualTo("InvalidURL");
        assertThat(response.statusInfo().additionalInfo())
                .contains("the location")
                .doesNotContain("secret");
        bench.arrives(Bench.IMAGE);
        assertThat(bench.told())
                .containsExactly("1 Downloading", "1 Downloaded", "1 SignatureVerified", "1 Installing");
    }

    /** L01.FR.22: the certificate comes first. */
    @Test
    void aBadCertificateIsToldBeforeABadLocation() {
        isInvalidCertificate(
                UpdateFirmwareRequest.of(7, from("nowhere").firmware().withSigningCertificate("no certificate")),
                "no PEM");
    }

    // --- a second one ---

    /** L01.FR.24; DECISIONS, L_10: nothing more of the first. */
    @Test
    void aSecondRequestCallsTheFirstOff() {
        bench.accepted(bench.request(1));
        assertThat(bench.told()).containsExactly("1 Downloading");
        assertThat(bench.ask(bench.request(2)).status()).isEqualTo(UpdateFirmwareStatusEnumType.AcceptedCanceled);
        assertThat(bench.t.transfers().all().get(0).isOver()).isTrue();
        assertThat(bench.t.transfers().all()).hasSize(2);
        bench.arrives(Bench.IMAGE);
        assertThat(bench.told())
                .containsExactly("2 Downloading", "2 Downloaded", "2 SignatureVerified", "2 Installing");
        assertThat(bench.files()).hasSize(1);
    }

    /** What was not told yet is not told any more. */
    @Test
    void nothingThatWaitedOfTheFirstIsTold() {
        bench.transactions.begin(1);
        bench.t.goOffline();
        bench.accepted(bench.request(1));
        bench.arrives(Bench.IMAGE);
        bench.t.lifeCycle().setConnected(true);
        assertThat(bench.ask(bench.request(2)).status()).isEqualTo(UpdateFirmwareStatusEnumType.AcceptedCanceled);
        assertThat(bench.told()).containsExactly("2 Downloading");
    }

    /** Also with a requestId that was there before, and in each state before the installation. */
    @Test
    void anUpdateThatWaitsForItsInstallationIsCalledOff() {
        bench.transactions.begin(1);
        bench.accepted(bench.request(1));
        bench.arrives(Bench.IMAGE);
        assertThat(bench.told()).last().isEqualTo("1 InstallScheduled");
        assertThat(bench.t.holds().all()).hasSize(2);
        assertThat(bench.ask(bench.request(1)).status()).isEqualTo(UpdateFirmwareStatusEnumType.AcceptedCanceled);
        assertThat(bench.told()).containsExactly("1 Downloading");
        assertThat(bench.t.holds().all()).hasSize(1); // the transaction
    }

    /** A certificate that is not trusted calls nothing off. */
    @Test
    void aBadRequestLeavesTheRunningUpdateAlone() {
        bench.accepted(bench.request(1));
        assertThat(bench.ask(signedBy(TestAuthority.root("Foreign"), ORDER)).status())
                .isEqualTo(UpdateFirmwareStatusEnumType.InvalidCertificate);
        bench.arrives(Bench.IMAGE);
        assertThat(bench.told()).last().isEqualTo("1 Installing");
    }

    /** L01.FR.27. */
    @Test
    void whatIsBeingInstalledIsNotCalledOff() {
        bench.installing(1);
        bench.told();
        for (FirmwareState state : List.of(FirmwareState.INSTALLING, FirmwareState.INSTALLED)) {
            bench.tells(state);
            UpdateFirmwareResponse response = bench.ask(bench.request(2));
            assertThat(response.status()).isEqualTo(UpdateFirmwareStatusEnumType.Rejected);
            assertThat(response.statusInfo().reasonCode()).isEqualTo("FwUpdateInProgress");
        }
        bench.updated();
        assertThat(bench.told()).containsExactly("1 InstallRebooting", "1 Installed");
    }

    /** A product that calls nothing off (C-60). */
    @Test
    void aProductMayCallNothingOff() {
        bench = new Bench(folder, "{\"answers\":{\"AQ-7\":true}}");
        bench.accepted(bench.request(1));
        assertThat(bench.ask(bench.request(2)).status()).isEqualTo(UpdateFirmwareStatusEnumType.Rejected);
    }

    // --- the variable ---

    /** C-20; DECISIONS, L_15. */
    @Test
    void newSessionsAreAllowedOnlyWhereTheProductAllowsThem() {
        assertThat(allowSessions(bench)).isEqualTo(SetVariableStatusEnumType.Rejected);
        Bench other = new Bench(folder, "{\"optionalFeatures\":{\"C-20\":true}}");
        assertThat(allowSessions(other)).isEqualTo(SetVariableStatusEnumType.Accepted);
    }

    static SetVariableStatusEnumType allowSessions(Bench bench) {
        return bench.t
                .deviceModel()
                .set(SetVariableDataType.of(
                        "true",
                        ComponentType.of("ChargingStation"),
                        VariableType.of("AllowNewSessionsPendingFirmwareUpdate")))
                .attributeStatus();
    }
}
