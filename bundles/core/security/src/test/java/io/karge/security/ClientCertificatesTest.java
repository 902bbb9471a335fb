package io.karge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.security.CertificateDefect.Kind;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.TestAuthority;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A02.FR.06, A02.FR.16, A00.FR.501, A00.FR.509, A00.FR.511: what a station takes for its certificate. */
class ClientCertificatesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
    private static final TestAuthority ROOT = TestAuthority.root("Operator Root");
    private static final KeyPair KEYS = StationKeys.make(StationKeys.Kind.EC_P256);
    private static final ClientCertificates.Subject SUBJECT =
            new ClientCertificates.Subject(KEYS.getPublic(), "SN-1", "Karge Test");
    private static final CertificateOrder GOOD =
            CertificateOrder.server("SN-1").withNames().forClients();

    private static Kind kind(List<X509Certificate> chain) throws CertificateException {
        List<X509Certificate> read = ClientCertificates.read(PemCertificates.write(chain));
        return ClientCertificates.defect(read, SUBJECT, List.of(ROOT.certificate()), NOW)
                .map(CertificateDefect::kind)
                .orElse(null);
    }

    private static Kind kind(CertificateOrder order) throws CertificateException {
        return kind(ROOT.issue(order, KEYS.getPublic()));
    }

    @Test
    void whatWasAskedForIsTaken() throws CertificateException {
        assertThat(kind(GOOD)).isNull();
        assertThat(kind(ROOT.sign(StationKeys.request(KEYS, "SN-1", "karge test"))))
                .isNull();
        assertThat(kind(ROOT.subordinate("Sub 1").subordinate("Sub 2").issue(GOOD, KEYS.getPublic())))
                .isNull();
    }

    @Test
    void theOrderOfTheAuthoritiesAndTheRootDoNotMatter() throws CertificateException {
        List<X509Certificate> chain =
                ROOT.subordinate("Sub 1").subordinate("Sub 2").issue(GOOD, KEYS.getPublic());
        List<X509Certificate> odd = List.of(chain.get(0), ROOT.certificate(), chain.get(2), chain.get(1));
        assertThat(ClientCertificates.read(PemCertificates.write(odd))).isEqualTo(chain);
        assertThat(kind(odd)).isNull();
    }

    @Test
    void everythingThatIsWrongHasAName() throws CertificateException {
        assertThat(kind(ROOT.issue(
                        GOOD, StationKeys.make(StationKeys.Kind.EC_P256).getPublic())))
                .isEqualTo(Kind.WRONG_KEY);
        assertThat(kind(CertificateOrder.server("SN-2").forClients())).isEqualTo(Kind.WRONG_NAME);
        assertThat(kind(ROOT.sign(StationKeys.request(KEYS, "SN-1", "Another"))))
                .isEqualTo(Kind.WRONG_NAME);
        assertThat(kind(GOOD.valid(TestAuthority.FROM, NOW.minusSeconds(1)))).isEqualTo(Kind.EXPIRED);
        assertThat(kind(GOOD.valid(NOW.plusSeconds(61), TestAuthority.UNTIL))).isEqualTo(Kind.NOT_YET_VALID);
        assertThat(kind(GOOD.valid(NOW.plusSeconds(59), TestAuthority.UNTIL)))
                .as("clocks differ")
                .isNull();
        assertThat(kind(GOOD.withSignature("SHA1withECDSA"))).isEqualTo(Kind.WEAK);
        assertThat(kind(CertificateOrder.server("SN-1"))).isEqualTo(Kind.WRONG_USE);
        assertThat(kind(TestAuthority.root("Another").issue(GOOD, KEYS.getPublic())))
                .isEqualTo(Kind.UNKNOWN_ROOT);
        assertThat(kind(TestAuthority.root("Operator Root").issue(GOOD, KEYS.getPublic())))
                .as("another root of the same name")
                .isEqualTo(Kind.BROKEN);
        List<X509Certificate> chain = ROOT.subordinate("Sub 1").issue(GOOD, KEYS.getPublic());
        assertThat(kind(chain.subList(0, 1))).as("an authority is missing").isEqualTo(Kind.UNKNOWN_ROOT);
        assertThat(kind(List.of(chain.get(1), chain.get(0)))).as("not first").isEqualTo(Kind.WRONG_KEY);
    }

    @Test
    void aKeyThatIsTooWeakIsRefused() throws CertificateException {
        io.karge.security.testkit.Credentials weak = ROOT.issue(GOOD.withKey("RSA 1024"));
        ClientCertificates.Subject subject =
                new ClientCertificates.Subject(weak.certificate().getPublicKey(), "SN-1", "Karge Test");
        assertThat(ClientCertificates.defect(weak.chain(), subject, List.of(ROOT.certificate()), NOW))
                .get()
                .extracting(CertificateDefect::kind)
                .isEqualTo(Kind.WEAK);
    }

    @Test
    void chainsThatAreTooLongAreRefused() {
        TestAuthority third = ROOT.subordinate("Sub 1").subordinate("Sub 2").subordinate("Sub 3");
        assertThatThrownBy(() -> kind(third.issue(GOOD, KEYS.getPublic())))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("4 certificates")
                .hasMessageContaining("3 at most");
        List<X509Certificate> many = new ArrayList<>(ROOT.issue(GOOD, KEYS.getPublic()));
        for (int i = 0; i < 4; i++) {
            many.add(ROOT.certificate());
        }
        assertThatThrownBy(() -> kind(many)).hasMessageContaining("5 certificates");
        String chain = PemCertificates.write(ROOT.issue(GOOD, KEYS.getPublic()));
        assertThatThrownBy(() -> ClientCertificates.read(chain + " ".repeat(10_001 - chain.length())))
                .hasMessageContaining("10001 octets")
                .hasMessageContaining("MaxCertificateChainSize");
    }
}
