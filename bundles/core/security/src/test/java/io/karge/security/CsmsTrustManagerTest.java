package io.karge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.karge.security.CertificateDefect.Kind;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A00.FR.308, A00.FR.309, A00.FR.310, A00.FR.311, A00.FR.411, A00.FR.412: whom a station takes for its CSMS. */
class CsmsTrustManagerTest {
    private static final String HOST = "csms.example.org";
    private final Instant now = Instant.parse("2026-11-29T12:00:00Z");

    private final TestAuthority root = TestAuthority.root("Operator Root");

    @Test
    void remembersWhomItHasAcceptedLast() throws Exception {
        CsmsTrustManager manager = new CsmsTrustManager(List.of(root.certificate()), HOST, false, () -> now);
        assertThat(manager.accepted()).isEmpty();
        assertThat(refusal(manager, root.server("other.example").chain())).isNotNull();
        assertThat(manager.accepted()).isEmpty();
        Credentials good = root.server(HOST);
        assertThat(refusal(manager, good.chain())).isNull();
        assertThat(manager.accepted()).contains(good.certificate());
    }

    @Test
    void aServerBelowAnInstalledRootIsTrusted() {
        assertThat(defect(root.server(HOST))).isNull();
    }

    @Test
    void authoritiesInBetweenMayComeInAnyOrder() {
        Credentials server = root.subordinate("Sub 1").subordinate("Sub 2").server(HOST);
        List<X509Certificate> shuffled = new ArrayList<>(server.chain());
        Collections.swap(shuffled, 1, 2);
        assertThat(defect(server)).isNull();
        assertThat(defect(shuffled, HOST, false, now)).isNull();
    }

    @Test
    void aMissingAuthorityInBetweenIsAnUnknownRoot() {
        // A00.FR.308, A00.FR.411
        Credentials server = root.subordinate("Sub 1").server(HOST);
        UntrustedCertificateException refusal = defect(server.chain().subList(0, 1), HOST, false, now);
        assertThat(refusal.kind()).isEqualTo(Kind.UNKNOWN_ROOT);
        assertThat(refusal).hasMessageContaining("Sub 1").hasMessageContaining("Operator Root");
    }

    @Test
    void anotherRootOfTheSameNameIsNotTrusted() {
        // A00.FR.308
        Credentials forged = TestAuthority.root("Operator Root").server(HOST);
        assertThat(defect(forged).kind()).isEqualTo(Kind.BROKEN);
        assertThat(defect(TestAuthority.root("Another").server(HOST)).kind()).isEqualTo(Kind.UNKNOWN_ROOT);
    }

    @Test
    void certificatesThatLeadNowhereDoNoHarm() {
        Credentials server = root.server("other.example.org");
        List<X509Certificate> chain = List.of(root.server(HOST).certificate(), server.certificate());
        assertThat(defect(chain, HOST, false, now)).isNull();
    }

    @Test
    void theJvmsRootsDoNotCount() {
        CsmsTrustManager nobody = new CsmsTrustManager(List.of(), HOST, false, () -> now);
        UntrustedCertificateException refusal =
                refusal(nobody, root.server(HOST).chain());
        assertThat(refusal.kind()).isEqualTo(Kind.UNKNOWN_ROOT);
        assertThat(refusal).hasMessageContaining("none is installed");
        assertThat(nobody.getAcceptedIssuers()).isEmpty();
    }

    @Test
    void theStationsTimeDecidesWhetherItIsValid() {
        List<X509Certificate> chain = root.server(HOST).chain();
        UntrustedCertificateException late = defect(chain, HOST, false, TestAuthority.UNTIL.plusSeconds(1));
        UntrustedCertificateException early = defect(chain, HOST, false, TestAuthority.FROM.minusSeconds(1));
        assertThat(late.kind()).isEqualTo(Kind.EXPIRED);
        assertThat(early.kind()).isEqualTo(Kind.NOT_YET_VALID);
        assertThat(early).hasMessageContaining("clock");
    }

    @Test
    void theCommonNameCountsAndNotTheAlternatives() {
        Credentials alternativeOnly =
                root.issue(CertificateOrder.server("other.example.org").withNames(HOST));
        Credentials commonNameOnly = root.issue(CertificateOrder.server(HOST).withNames("other.example.org"));
        UntrustedCertificateException refusal = defect(alternativeOnly);
        assertThat(refusal.kind()).isEqualTo(Kind.WRONG_NAME);
        assertThat(refusal).hasMessageContaining("other.example.org").hasMessageContaining(HOST);
        assertThat(defect(commonNameOnly)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csms.example.org", "CSMS.Example.ORG", "csms.example.org."})
    void theNameIsComparedWithoutCase(String host) {
        assertThat(defect(root.server(HOST).chain(), host, false, now)).isNull();
    }

    @Test
    void addressesAreNamesToo() {
        assertThat(defect(root.server("127.0.0.1").chain(), "127.0.0.1", false, now))
                .isNull();
        assertThat(defect(root.server("::1").chain(), "[::1]", false, now)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "*.example.org, csms.example.org, true",
        "*.example.org, a.csms.example.org, false",
        "*.example.org, example.org, false",
        "*.org, example.org, false",
        "cs*.example.org, csms.example.org, false",
        "*, csms.example.org, false"
    })
    void aWildcardIsOneLabel(String commonName, String host, boolean covers) {
        List<X509Certificate> chain =
                root.issue(CertificateOrder.server(commonName).withNames()).chain();
        assertThat(defect(chain, host, true, now) == null).isEqualTo(covers);
    }

    @Test
    void wildcardsAreRefusedUnlessAllowed() {
        Credentials server = root.issue(CertificateOrder.server("*.example.org").withNames());
        UntrustedCertificateException refusal = defect(server);
        assertThat(refusal.kind()).isEqualTo(Kind.WRONG_NAME);
        assertThat(refusal).hasMessageContaining("AllowCSMSTLSWildcards");
    }

    @Test
    void weakKeysAndSignaturesAreRefused() {
        // A00.FR.501, A00.FR.502, A00.FR.503, A00.FR.504
        assertThat(defect(root.issue(CertificateOrder.server(HOST).withKey("RSA 1024")))
                        .kind())
                .isEqualTo(Kind.WEAK);
        assertThat(defect(root.issue(CertificateOrder.server(HOST).withSignature("SHA1withECDSA")))
                        .kind())
                .isEqualTo(Kind.WEAK);
        assertThat(defect(root.issue(CertificateOrder.server(HOST).withKey("RSA 2048"))))
                .isNull();
    }

    @Test
    void aCertificateForClientsIsNoServers() {
        assertThat(defect(root.issue(CertificateOrder.server(HOST).forClients()))
                        .kind())
                .isEqualTo(Kind.WRONG_USE);
    }

    @Test
    void aChainWithoutEndIsRefused() {
        List<X509Certificate> chain = Collections.nCopies(
                CertificateChains.LONGEST + 1, root.server(HOST).certificate());
        assertThat(defect(chain, HOST, false, now).kind()).isEqualTo(Kind.TOO_LONG);
        assertThat(defect(List.of(), HOST, false, now).kind()).isEqualTo(Kind.BROKEN);
    }

    private UntrustedCertificateException defect(Credentials server) {
        return defect(server.chain(), HOST, false, now);
    }

    private UntrustedCertificateException defect(
            List<X509Certificate> chain, String host, boolean wildcards, Instant at) {
        return refusal(new CsmsTrustManager(List.of(root.certificate()), host, wildcards, () -> at), chain);
    }

    private static UntrustedCertificateException refusal(CsmsTrustManager station, List<X509Certificate> chain) {
        return catchThrowableOfType(
                UntrustedCertificateException.class,
                () -> station.checkServerTrusted(chain.toArray(X509Certificate[]::new), "ECDHE_ECDSA"));
    }
}
