package io.karge.block.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.DeleteCertificateRequest;
import io.karge.ocpp.messages.DeleteCertificateResponse;
import io.karge.ocpp.messages.GetInstalledCertificateIdsRequest;
import io.karge.ocpp.messages.GetInstalledCertificateIdsResponse;
import io.karge.ocpp.messages.InstallCertificateRequest;
import io.karge.ocpp.messages.InstallCertificateResponse;
import io.karge.ocpp.types.CertificateHashDataChainType;
import io.karge.ocpp.types.CertificateHashDataType;
import io.karge.ocpp.types.DeleteCertificateStatusEnumType;
import io.karge.ocpp.types.GetCertificateIdUseEnumType;
import io.karge.ocpp.types.GetInstalledCertificateStatusEnumType;
import io.karge.ocpp.types.HashAlgorithmEnumType;
import io.karge.ocpp.types.InstallCertificateStatusEnumType;
import io.karge.ocpp.types.InstallCertificateUseEnumType;
import io.karge.security.CertificateId;
import io.karge.security.PemCertificates;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.Forgery;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.ProductFacts;
import io.karge.station.SecurityEvents;
import io.karge.station.StationCertificates;
import io.karge.station.TrustStore.Use;
import io.karge.station.testkit.BlockTester;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** M03, M04 and M05: the root certificates of a station. */
class CertificatesBlockTest {
    private static final TestAuthority ROOT = TestAuthority.root("Operator Root");
    private static final InstallCertificateUseEnumType CSMS = InstallCertificateUseEnumType.CSMSRootCertificate;
    private static final InstallCertificateUseEnumType MANUFACTURER =
            InstallCertificateUseEnumType.ManufacturerRootCertificate;

    private final BlockTester t = BlockTester.of(new CertificatesBlockFactory());
    private final List<String> raised = new ArrayList<>();

    @BeforeEach
    void start() {
        t.offer(SecurityEvents.class, (type, info) -> raised.add(type + ": " + info));
        t.start();
    }

    private InstallCertificateResponse install(InstallCertificateUseEnumType type, X509Certificate certificate) {
        return install(t, type, PemCertificates.write(List.of(certificate)));
    }

    private static InstallCertificateResponse install(BlockTester on, InstallCertificateUseEnumType type, String pem) {
        return on.request(InstallCertificateRequest.of(type, pem)).response(InstallCertificateResponse.class);
    }

    private GetInstalledCertificateIdsResponse get(GetCertificateIdUseEnumType... types) {
        return t.request(GetInstalledCertificateIdsRequest.of()
                        .withCertificateType(types.length == 0 ? null : List.of(types)))
                .response(GetInstalledCertificateIdsResponse.class);
    }

    private DeleteCertificateResponse delete(CertificateHashDataType hash) {
        return t.request(DeleteCertificateRequest.of(hash)).response(DeleteCertificateResponse.class);
    }

    private static CertificateHashDataType hash(X509Certificate root, HashAlgorithmEnumType algorithm) {
        CertificateId id =
                CertificateId.of(root, List.of(root), algorithm.wire().replace("SHA", "SHA-"));
        return CertificateHashDataType.of(algorithm, id.issuerNameHash(), id.issuerKeyHash(), id.serialNumber());
    }

    // --- installing ---

    /** M05.FR.01, M05.FR.02. */
    @Test
    void installsARootForItsUse() {
        assertThat(install(CSMS, ROOT.certificate()).status()).isEqualTo(InstallCertificateStatusEnumType.Accepted);
        assertThat(t.trustStore().roots(Use.CSMS)).containsExactly(ROOT.certificate());
        assertThat(t.trustStore().roots(Use.MANUFACTURER)).isEmpty();

        X509Certificate other = TestAuthority.root("Manufacturer Root").certificate();
        install(MANUFACTURER, other);
        assertThat(t.trustStore().roots(Use.MANUFACTURER)).containsExactly(other);
        assertThat(raised).hasSize(2).allSatisfy(event -> assertThat(event)
                .startsWith("ReconfigurationOfSecurityParameters: "));
        assertThat(raised.get(0)).contains("CSMSRootCertificate", "Operator Root", "installed");
    }

    /** M05.FR.17. */
    @Test
    void acceptsOneThatIsThere() {
        install(CSMS, ROOT.certificate());
        assertThat(install(CSMS, ROOT.certificate()).status()).isEqualTo(InstallCertificateStatusEnumType.Accepted);
        assertThat(t.trustStore().roots(Use.CSMS)).hasSize(1);
        assertThat(raised).hasSize(1);
    }

    @Test
    void installsAnAuthorityBelowOneThatIsThere() {
        X509Certificate below = ROOT.subordinate("Sub").certificate();
        InstallCertificateResponse early = install(CSMS, below);
        assertThat(early.status()).isEqualTo(InstallCertificateStatusEnumType.Rejected);
        assertThat(early.statusInfo().additionalInfo()).contains("Operator Root", "install that first");

        install(CSMS, ROOT.certificate());
        assertThat(install(CSMS, below).status()).isEqualTo(InstallCertificateStatusEnumType.Accepted);
    }

    /** The products have no ISO 15118 (DECISIONS: M_19). */
    @ParameterizedTest
    @EnumSource(
            value = InstallCertificateUseEnumType.class,
            names = {"V2GRootCertificate", "MORootCertificate"})
    void rejectsTheRootsOfIso15118(InstallCertificateUseEnumType type) {
        InstallCertificateResponse response = install(type, ROOT.certificate());
        assertThat(response.status()).isEqualTo(InstallCertificateStatusEnumType.Rejected);
        assertThat(response.statusInfo().reasonCode()).isEqualTo("UnsupportedParam");
        assertThat(response.statusInfo().additionalInfo()).contains(type.wire(), "ISO 15118");
    }

    /** M05.FR.07: each is Rejected, with words that say what is wrong. */
    @Test
    void rejectsWhatCannotBeTrusted() {
        Map<String, Forgery> bad = Map.of(
                "expired at", new Forgery().valid(TestAuthority.FROM, TestAuthority.FROM.plusSeconds(1)),
                "is valid from", new Forgery().valid(TestAuthority.UNTIL.minusSeconds(1), TestAuthority.UNTIL),
                "basic constraints", new Forgery().noAuthority(),
                "key usage", new Forgery().withoutCertificateSigning(),
                "critical extension", new Forgery().withUnknownCriticalExtension(),
                "1024 bits", new Forgery().key("RSA 1024"),
                "SHA1", new Forgery().signature("SHA1withECDSA"),
                "not its own", new Forgery().withForeignSignature());
        bad.forEach((words, forgery) -> {
            InstallCertificateResponse response = install(CSMS, forgery.make());
            assertThat(response.status()).as(words).isEqualTo(InstallCertificateStatusEnumType.Rejected);
            assertThat(response.statusInfo().reasonCode()).isEqualTo("InvalidCertificate");
            assertThat(response.statusInfo().additionalInfo()).contains(words);
        });
        assertThat(t.trustStore().roots(Use.CSMS)).isEmpty();
        assertThat(raised).isEmpty();
    }

    /** M05.FR.07. */
    @Test
    void rejectsWhatIsNotOneCertificate() {
        X509Certificate root = ROOT.certificate();
        for (String pem : List.of(
                "",
                "no certificate",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                PemCertificates.write(List.of(root, root)),
                PemCertificates.write(List.of(root)).replace("M", "!"))) {
            InstallCertificateResponse response = install(t, CSMS, pem);
            assertThat(response.status()).as(pem).isEqualTo(InstallCertificateStatusEnumType.Rejected);
            assertThat(response.statusInfo().additionalInfo()).isNotBlank();
        }
        assertThat(t.trustStore().roots(Use.CSMS)).isEmpty();
    }

    /** M05.FR.06. */
    @Test
    void rejectsOneMoreThanThereIsRoomFor() {
        BlockTester small = new BlockTester(
                new CertificatesBlockFactory(),
                TestModels.dc(1),
                ProductFacts.read("{\"settings\":{\"ORS-17\":{\"value\":2}}}"));
        small.start();
        X509Certificate other = TestAuthority.root("Another").certificate();
        small.trustStore().install(Use.CSMS, ROOT.certificate());
        small.trustStore().install(Use.MANUFACTURER, other);

        InstallCertificateResponse response = install(small, CSMS, PemCertificates.write(List.of(other)));
        assertThat(response.status()).isEqualTo(InstallCertificateStatusEnumType.Rejected);
        assertThat(response.statusInfo().reasonCode()).isEqualTo("OutOfStorage");
        assertThat(install(small, CSMS, PemCertificates.write(List.of(ROOT.certificate())))
                        .status())
                .as("it is there")
                .isEqualTo(InstallCertificateStatusEnumType.Accepted);
        assertThat(t.trustStore().roots(Use.CSMS)).isEmpty();
    }

    // --- listing ---

    /** M03.FR.01, M03.FR.02. */
    @Test
    void findsNothingWhereNothingIsInstalled() {
        install(CSMS, ROOT.certificate());
        for (GetCertificateIdUseEnumType type : List.of(
                GetCertificateIdUseEnumType.MORootCertificate,
                GetCertificateIdUseEnumType.V2GRootCertificate,
                GetCertificateIdUseEnumType.V2GCertificateChain,
                GetCertificateIdUseEnumType.ManufacturerRootCertificate)) {
            GetInstalledCertificateIdsResponse response = get(type);
            assertThat(response.status()).isEqualTo(GetInstalledCertificateStatusEnumType.NotFound);
            assertThat(response.certificateHashDataChain()).isNull();
        }
    }

    /** M03.FR.03, M03.FR.04. */
    @Test
    void listsTheHashDataOfEachThatWasAskedFor() {
        X509Certificate manufacturer = TestAuthority.root("Manufacturer Root").certificate();
        install(CSMS, ROOT.certificate());
        install(MANUFACTURER, manufacturer);
        CertificateHashDataChainType first = CertificateHashDataChainType.of(
                GetCertificateIdUseEnumType.CSMSRootCertificate,
                hash(ROOT.certificate(), HashAlgorithmEnumType.SHA256));
        CertificateHashDataChainType second = CertificateHashDataChainType.of(
                GetCertificateIdUseEnumType.ManufacturerRootCertificate,
                hash(manufacturer, HashAlgorithmEnumType.SHA256));

        assertThat(get().status()).isEqualTo(GetInstalledCertificateStatusEnumType.Accepted);
        assertThat(get().certificateHashDataChain()).containsExactly(first, second);
        assertThat(get(GetCertificateIdUseEnumType.CSMSRootCertificate).certificateHashDataChain())
                .containsExactly(first);
        assertThat(get(
                                GetCertificateIdUseEnumType.ManufacturerRootCertificate,
                                GetCertificateIdUseEnumType.CSMSRootCertificate,
                                GetCertificateIdUseEnumType.MORootCertificate)
                        .certificateHashDataChain())
                .containsExactlyInAnyOrder(first, second);
    }

    // --- deleting ---

    /** M04.FR.01, M04.FR.02; the last one too (AQ-1). */
    @ParameterizedTest
    @EnumSource(HashAlgorithmEnumType.class)
    void deletesWhatTheHashDataNamesWhateverItsAlgorithm(HashAlgorithmEnumType algorithm) {
        install(CSMS, ROOT.certificate());
        CertificateHashDataType hash = hash(ROOT.certificate(), algorithm);
        CertificateHashDataType shouted = CertificateHashDataType.of(
                algorithm,
                hash.issuerNameHash().toUpperCase(Locale.ROOT),
                hash.issuerKeyHash().toUpperCase(Locale.ROOT),
                "00" + hash.serialNumber().toUpperCase(Locale.ROOT));
        assertThat(delete(shouted).status()).isEqualTo(DeleteCertificateStatusEnumType.Accepted);
        assertThat(t.trustStore().roots(Use.CSMS)).isEmpty();
        assertThat(raised.get(1)).contains("CSMSRootCertificate", "deleted");
    }

    /** M04.FR.04. */
    @Test
    void findsNotWhatIsNotThere() {
        install(CSMS, ROOT.certificate());
        CertificateHashDataType hash = hash(ROOT.certificate(), HashAlgorithmEnumType.SHA256);
        List<CertificateHashDataType> others = List.of(
                hash(TestAuthority.root("Another").certificate(), HashAlgorithmEnumType.SHA256),
                CertificateHashDataType.of(
                        hash.hashAlgorithm(), hash.issuerNameHash(), hash.issuerKeyHash(), hash.serialNumber() + "0"),
                CertificateHashDataType.of(
                        hash.hashAlgorithm(), hash.issuerKeyHash(), hash.issuerNameHash(), hash.serialNumber()),
                CertificateHashDataType.of(
                        HashAlgorithmEnumType.SHA384, hash.issuerNameHash(), hash.issuerKeyHash(), hash.serialNumber()),
                CertificateHashDataType.of(HashAlgorithmEnumType.SHA512, "", "\n", "zz"));
        for (CertificateHashDataType other : others) {
            assertThat(delete(other).status()).isEqualTo(DeleteCertificateStatusEnumType.NotFound);
        }
        assertThat(t.trustStore().roots(Use.CSMS)).hasSize(1);
    }

    /** M04.FR.03, M04.FR.06. */
    @Test
    void refusesToDeleteTheStationsOwnCertificate() {
        TestAuthority below = ROOT.subordinate("Sub");
        Credentials own = below.server("S-1");
        t.offer(StationCertificates.class, new Own(own));
        t.trustStore().install(Use.CSMS, ROOT.certificate());

        CertificateId id = CertificateId.of(own.certificate(), own.chain(), "SHA-256");
        DeleteCertificateResponse response = delete(CertificateHashDataType.of(
                HashAlgorithmEnumType.SHA256, id.issuerNameHash(), id.issuerKeyHash(), id.serialNumber()));
        assertThat(response.status()).isEqualTo(DeleteCertificateStatusEnumType.Failed);
        assertThat(response.statusInfo().additionalInfo()).contains("own certificate", "factory reset");

        CertificateId above = CertificateId.of(below.certificate(), List.of(ROOT.certificate()), "SHA-256");
        assertThat(delete(CertificateHashDataType.of(
                                HashAlgorithmEnumType.SHA256,
                                above.issuerNameHash(),
                                above.issuerKeyHash(),
                                above.serialNumber()))
                        .status())
                .isEqualTo(DeleteCertificateStatusEnumType.Failed);
    }

    private record Own(io.karge.security.testkit.Credentials own) implements StationCertificates {
        @Override
        public Optional<StationCertificates.Credentials> credentials() {
            return Optional.of(new StationCertificates.Credentials(own.key(), own.chain()));
        }

        @Override
        public boolean valid() {
            return true;
        }

        @Override
        public void connected(StationCertificates.Credentials shown) {}

        @Override
        public void refused(StationCertificates.Credentials shown) {}
    }
}
