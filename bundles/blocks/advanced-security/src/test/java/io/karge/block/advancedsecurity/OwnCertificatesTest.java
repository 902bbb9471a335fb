package io.karge.block.advancedsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.CertificateSignedStatusEnumType;
import io.karge.security.PemCertificates;
import io.karge.security.testkit.CertificateRequest;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.CertificateIssuance;
import io.karge.station.Reply;
import io.karge.station.StationCertificates.Credentials;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A02.FR.08, A02.FR.10, A02.FR.28, A02.FR.29: which certificate a station shows. */
class OwnCertificatesTest {
    /** Two profiles in the priority, two attempts with each. */
    private static final int PATIENCE = 4;

    private final Bench b = new Bench();

    private List<X509Certificate> renewed() {
        List<X509Certificate> chain = b.root.sign(b.asked());
        assertThat(b.signed(chain).status()).isEqualTo(CertificateSignedStatusEnumType.Accepted);
        return chain;
    }

    /** A02.FR.08, A02.FR.10, A03.FR.10. */
    @Test
    void keepsTheOldOneUntilTheNewOneHasConnected() {
        List<X509Certificate> old = b.certified();
        List<X509Certificate> fresh = renewed();
        assertThat(b.shown()).isEqualTo(fresh);
        b.refused(PATIENCE - 1);
        assertThat(b.shown()).isEqualTo(fresh);

        b.connected();
        b.refused(10 * PATIENCE);
        assertThat(b.shown()).isEqualTo(fresh);
        assertThat(own()).containsExactly(fresh.get(0)).doesNotContain(old.get(0));
        assertThat(b.events).doesNotContain("DiscardedRenewedClientCertificate");
    }

    private List<X509Certificate> own() {
        return b.t.port(CertificateIssuance.class).orElseThrow().own();
    }

    /** A02.FR.28, A03.FR.24. */
    @Test
    void oldAndNewTakeTurnsWhenAllProfilesHaveFailedWithTheNewOne() {
        List<X509Certificate> old = b.certified();
        List<X509Certificate> fresh = renewed();
        b.refused(PATIENCE);
        List<List<X509Certificate>> turns = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            turns.add(b.shown());
            b.refused(1);
        }
        assertThat(turns).containsExactly(old, fresh, old, fresh);
    }

    /** A02.FR.10, A02.FR.29, A03.FR.10, A03.FR.25. */
    @Test
    void discardsTheNewOneWhenTheOldOneHasConnected() {
        List<X509Certificate> old = b.certified();
        renewed();
        b.refused(PATIENCE);
        b.restart();
        b.connected();
        assertThat(own()).containsExactly(old.get(0));
        assertThat(b.shown()).isEqualTo(old);
        assertThat(b.events).endsWith("DiscardedRenewedClientCertificate");
    }

    /** The attempt had begun before the new one came. */
    @Test
    void aConnectionWithTheOldOneIsNoRefusalOfTheNewOne() {
        b.certified();
        Credentials old = b.port().credentials().orElseThrow();
        List<X509Certificate> fresh = renewed();
        int before = b.t.lifeCycle().reconnections().size();
        b.port().connected(old);
        assertThat(b.shown()).isEqualTo(fresh);
        assertThat(b.t.lifeCycle().reconnections()).hasSize(before + 1);
    }

    @Test
    void aThirdOneReplacesTheSecondThatNeverConnected() {
        List<X509Certificate> old = b.certified();
        renewed();
        b.refused(PATIENCE);
        List<X509Certificate> third = renewed();
        assertThat(b.shown()).isEqualTo(third);
        assertThat(own()).containsExactly(third.get(0), old.get(0));
    }

    /** A00.FR.430. */
    @Test
    void showsOneThatHasExpired() {
        List<X509Certificate> chain = b.certified(TestAuthority.FROM, b.t.now().plus(Duration.ofHours(1)));
        assertThat(b.port().valid()).isTrue();
        b.t.advance(Duration.ofHours(2));
        assertThat(b.port().valid()).isFalse();
        assertThat(b.shown()).isEqualTo(chain);
        b.restart();
        assertThat(b.t.problems().raised().get("expired")).contains("expired", "CSMS decides");
    }

    @Test
    void aKeyThatCannotBeReadIsAProblemAndNotTheEnd() {
        List<X509Certificate> old = b.certified();
        b.secrets.anotherMasterKey();
        b.restart();
        assertThat(b.shown()).isEmpty();
        assertThat(b.port().valid()).isFalse();
        assertThat(b.port().unreadable()).hasValue("another master key");
        assertThat(b.t.problems().raised().get("own-key"))
                .contains("the master key one, which this gateway does not have")
                .contains("add it to the master keys")
                .as("that would take the key in use away")
                .doesNotContain("Put the right master key back");

        List<X509Certificate> fresh = renewed();
        assertThat(b.shown()).isEqualTo(fresh);
        b.connected();
        assertThat(own()).containsExactly(fresh.get(0)).doesNotContain(old.get(0));
    }

    @Test
    void nothingIsDiscardedWhileTheMasterKeyIsAway() {
        List<X509Certificate> old = b.certified();
        Credentials shown = b.port().credentials().orElseThrow();
        List<X509Certificate> fresh = renewed();
        b.secrets.masterKeyIsAway();
        b.restart();
        b.port().connected(shown);
        assertThat(own()).containsExactly(fresh.get(0), old.get(0));
        assertThat(b.t.problems().raised().get("own-key")).contains("Put the right master key back");

        b.secrets.theSameMasterKey();
        b.restart();
        assertThat(b.shown()).isEqualTo(fresh);
        assertThat(b.port().unreadable()).isEmpty();
    }

    /** The key before is forgotten after the next replacement, so nothing may lie under it for longer. */
    @Test
    void sealsItsKeysAnewWhenTheMasterKeyWasReplaced() {
        List<X509Certificate> old = b.certified();
        List<X509Certificate> fresh = renewed();
        String csr = b.asked();
        for (int i = 0; i < 2; i++) {
            b.secrets.replaceMasterKey();
            b.restart();
        }
        assertThat(b.shown()).isEqualTo(fresh);
        b.refused(PATIENCE);
        assertThat(b.shown()).isEqualTo(old);
        List<X509Certificate> third = b.root.sign(csr);
        b.signed(third);
        assertThat(b.shown()).isEqualTo(third);
    }

    /** A renewed one that cannot be shown is not waited for. */
    @Test
    void aRenewedKeyThatCannotBeReadIsGivenUp() {
        List<X509Certificate> old = b.certified();
        Credentials shown = b.port().credentials().orElseThrow();
        b.secrets.anotherMasterKey();
        renewed();
        b.secrets.theSameMasterKey();
        int before = b.t.lifeCycle().reconnections().size();
        b.restart();
        b.port().connected(shown);
        assertThat(own()).containsExactly(old.get(0));
        assertThat(b.t.lifeCycle().reconnections()).hasSize(before);
    }

    /** What was set is as in a backup; which certificate the CSMS knows is as it was last. */
    @Test
    void aBackupBringsNoOldCertificateBack() {
        AdvancedSecurityBlockFactory factory = new AdvancedSecurityBlockFactory(b.secrets);
        Map<String, byte[]> backup = Map.of("own/current", new byte[] {1});
        Map<String, byte[]> last = Map.of("own/current", new byte[] {2}, "pending", new byte[] {3});
        assertThat(factory.restored(backup, last)).isEqualTo(last);
        assertThat(factory.restored(backup, null)).isEqualTo(backup);
    }

    @Test
    void peopleSeeHowOftenTheCsmsWasAsked() {
        CertificateIssuance port = b.t.port(CertificateIssuance.class).orElseThrow();
        b.asked();
        assertThat(port.waiting().orElseThrow().state()).startsWith("was sent to the CSMS once, and waits");
        b.t.advance(SigningRequests.WAIT_MINIMUM);
        b.accepted();
        assertThat(port.waiting().orElseThrow().state()).startsWith("was sent to the CSMS 2 times, and waits");
    }

    // --- administrators ---

    /** DECISIONS: the first station certificate. */
    @Test
    void anAdministratorBringsTheFirstOne() {
        List<Reply<String>> replies = new ArrayList<>();
        CertificateIssuance port = b.t.port(CertificateIssuance.class).orElseThrow();
        port.request(CertificateIssuance.Key.ECDSA_P256, replies::add);
        port.request(CertificateIssuance.Key.ECDSA_P256, replies::add);
        b.t.advance(Duration.ofDays(30));
        assertThat(b.requests()).as("the CSMS is not asked").isEmpty();
        assertThat(replies).hasSize(2);
        assertThat(((Reply.Failed<String>) replies.get(0)).why()).contains("being made");
        String csr = ((Reply.Answered<String>) replies.get(1)).result();
        assertThat(port.waiting().orElseThrow().csr()).isEqualTo(csr);
        assertThat(port.waiting().orElseThrow().state()).contains("administrator");

        String another = PemCertificates.write(TestAuthority.root("Another").sign(csr));
        assertThat(take(port, another))
                .hasValueSatisfying(why -> assertThat(why).contains("no installed root"));
        assertThat(take(port, "nothing")).isPresent();
        assertThat(b.events).as("no word of the CSMS").isEmpty();
        List<X509Certificate> chain = b.root.sign(csr);
        assertThat(take(port, PemCertificates.write(chain))).isEmpty();
        assertThat(port.own()).containsExactly(chain.get(0));
        assertThat(port.waiting()).isEmpty();
        assertThat(b.t.lifeCycle().reconnections()).hasSize(1);
    }

    private static Optional<String> take(CertificateIssuance port, String chain) {
        List<Reply<Optional<String>>> replies = new ArrayList<>();
        port.take(chain, replies::add);
        return ((Reply.Answered<Optional<String>>) replies.get(0)).result();
    }

    /** A00.FR.502, A00.FR.504. */
    @ParameterizedTest
    @CsvSource({"RSA_3072, 3072", "RSA_4096, 4096"})
    void anAdministratorMayWantRsa(CertificateIssuance.Key key, int bits) {
        List<Reply<String>> replies = new ArrayList<>();
        b.t.port(CertificateIssuance.class).orElseThrow().request(key, replies::add);
        b.t.advance(Duration.ZERO);
        String csr = ((Reply.Answered<String>) replies.get(0)).result();
        assertThat(bits(csr)).isEqualTo(bits);
        b.signed(b.root.sign(csr));
        assertThat(bits(b.asked())).as("renewed as it is").isEqualTo(bits);
    }

    private static int bits(String csr) {
        return ((RSAPublicKey) CertificateRequest.read(csr).key()).getModulus().bitLength();
    }
}
