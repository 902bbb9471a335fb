package io.karge.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.security.CertificateDefect.Kind;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Revocations;
import io.karge.security.testkit.TestAuthority;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether a server's certificate was revoked, as the server or the authority says. */
class RevocationTest {
    private static final String LIST = "http://ca.example/root.crl";
    private static final String OTHER_LIST = "http://ca.example/below.crl";
    private static final TestAuthority ROOT = TestAuthority.root("Operator Root");
    private static final TestAuthority BELOW = ROOT.subordinate("Issuing CA");
    private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant AT = FROM.plus(Duration.ofHours(1));
    private static final Instant UNTIL = FROM.plus(Duration.ofDays(7));

    private final Map<URI, X509CRL> published = new HashMap<>();
    private final List<URI> fetched = new ArrayList<>();
    private RevocationPolicy policy = RevocationPolicy.STAPLED;
    private Instant machine = AT;
    private final Revocation revocation = new Revocation(
            () -> policy, new RevocationLists(this::fetch, () -> Runnable::run, () -> machine, Duration.ofSeconds(15)));

    private byte[] fetch(URI address) throws IOException {
        fetched.add(address);
        X509CRL list = published.get(address);
        if (list == null) {
            throw new IOException("404");
        }
        try {
            return list.getEncoded();
        } catch (CRLException e) {
            throw new IOException(e);
        }
    }

    private Optional<CertificateDefect> defect(List<X509Certificate> chain, byte[]... stapled) {
        return revocation.defect(chain, List.of(ROOT.certificate()), List.of(stapled), AT);
    }

    private static List<X509Certificate> chain(TestAuthority issuer) {
        return issuer.issue(CertificateOrder.server("csms.example").withList(LIST))
                .chain();
    }

    // --- stapled ---

    @Test
    void takesAServerWhoseAuthoritySaysThatItIsGood() {
        List<X509Certificate> chain = chain(ROOT);
        assertThat(defect(chain, Revocations.of(ROOT).good(chain.get(0), FROM, UNTIL)))
                .isEmpty();
    }

    @Test
    void refusesAServerThatStaplesItsOwnRevocation() {
        List<X509Certificate> chain = chain(ROOT);
        CertificateDefect defect = defect(chain, Revocations.of(ROOT).revoked(chain.get(0), FROM, UNTIL))
                .orElseThrow();
        assertThat(defect.kind()).isEqualTo(Kind.REVOKED);
        assertThat(defect.text())
                .contains("csms.example", "was revoked at 2026-01-01T00:00:00Z (KEY_COMPROMISE)")
                .contains("have the CSMS use another certificate");
    }

    /** Too old, of a stranger, about another certificate, not known, or no answer at all. */
    @Test
    void refusesAStapledAnswerThatCannotBeBelieved() {
        List<X509Certificate> chain = chain(ROOT);
        X509Certificate server = chain.get(0);
        Revocations stranger = new Revocations(ROOT, TestAuthority.root("Operator Root"));
        List<byte[]> answers = List.of(
                Revocations.of(ROOT).good(server, FROM.minus(Duration.ofDays(9)), FROM.minus(Duration.ofDays(1))),
                Revocations.of(ROOT).good(server, AT.plus(Duration.ofDays(1)), UNTIL),
                stranger.good(server, FROM, UNTIL),
                Revocations.of(ROOT).good(chain(ROOT).get(0), FROM, UNTIL),
                Revocations.of(ROOT).unknown(server, FROM, UNTIL),
                new byte[] {0x30, 0x03, 0x0a, 0x01},
                "garbage".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        List<Optional<Kind>> kinds = answers.stream()
                .map(answer -> defect(chain, answer).map(CertificateDefect::kind))
                .toList();
        assertThat(kinds).hasSize(answers.size()).containsOnly(Optional.of(Kind.NO_STATUS));
        assertThat(defect(chain, answers.get(0)).orElseThrow().text()).contains("cannot be believed", "clock");
    }

    /** A responder that has trouble is no reason to be offline, unless somebody wants it so. */
    @Test
    void takesAServerAboutWhichNothingIsSaid() {
        List<X509Certificate> chain = chain(ROOT);
        assertThat(defect(chain)).isEmpty();
        assertThat(defect(chain, new byte[0])).isEmpty();
        assertThat(defect(chain, Revocations.tryLater())).isEmpty();
        assertThat(fetched).as("fetched unless it is configured").isEmpty();

        policy = RevocationPolicy.REQUIRED;
        CertificateDefect defect = defect(chain, Revocations.tryLater()).orElseThrow();
        assertThat(defect.kind()).isEqualTo(Kind.NO_STATUS);
        assertThat(defect.text()).contains("csmsRevocation", LIST);
        assertThat(defect(chain, Revocations.of(ROOT).good(chain.get(0), FROM, UNTIL)))
                .isEmpty();
    }

    /** TLS 1.3 has an answer for each certificate. */
    @Test
    void refusesAnAuthorityThatWasRevoked() {
        List<X509Certificate> chain = chain(BELOW);
        byte[] good = Revocations.of(BELOW).good(chain.get(0), FROM, UNTIL);
        assertThat(defect(chain, good, Revocations.of(ROOT).good(chain.get(1), FROM, UNTIL)))
                .isEmpty();
        assertThat(defect(chain, good, Revocations.of(ROOT).revoked(chain.get(1), FROM, UNTIL))
                        .map(CertificateDefect::kind))
                .contains(Kind.REVOKED);
    }

    // --- lists ---

    @Test
    void refusesAServerThatIsOnTheListOfItsAuthority() {
        policy = RevocationPolicy.LISTS;
        List<X509Certificate> good = chain(ROOT);
        List<X509Certificate> bad = chain(ROOT);
        published.put(URI.create(LIST), Revocations.of(ROOT).list(FROM, UNTIL, bad.get(0)));
        assertThat(defect(good)).isEmpty();
        CertificateDefect defect = defect(bad).orElseThrow();
        assertThat(defect.kind()).isEqualTo(Kind.REVOKED);
        assertThat(defect.text()).contains("KEY_COMPROMISE", "the revocation list of its authority");
        assertThat(fetched).hasSize(1);

        policy = RevocationPolicy.REQUIRED;
        assertThat(defect(good)).isEmpty();
    }

    /** What is stapled is newer. */
    @Test
    void fetchesNoListWhereTheServerStaples() {
        policy = RevocationPolicy.LISTS;
        List<X509Certificate> chain = chain(ROOT);
        assertThat(defect(chain, Revocations.of(ROOT).good(chain.get(0), FROM, UNTIL)))
                .isEmpty();
        assertThat(fetched).isEmpty();
    }

    /** Of a stranger, of yesterday, or of another authority: it says nothing, which only REQUIRED minds. */
    @Test
    void aListThatCannotBeBelievedSaysNothing() {
        List<X509Certificate> chain = chain(ROOT);
        X509Certificate server = chain.get(0);
        List<X509CRL> lists = List.of(
                new Revocations(ROOT, TestAuthority.root("Operator Root")).list(FROM, UNTIL, server),
                Revocations.of(ROOT).list(FROM.minus(Duration.ofDays(9)), FROM, server),
                Revocations.of(BELOW).list(FROM, UNTIL, server));
        List<String> said = new ArrayList<>();
        for (X509CRL list : lists) {
            published.put(URI.create(LIST), list);
            machine = machine.plus(Duration.ofDays(2)); // another fetch
            policy = RevocationPolicy.LISTS;
            String lists1 = defect(chain).map(defect -> defect.kind().name()).orElse("nothing");
            policy = RevocationPolicy.REQUIRED;
            said.add(lists1 + " "
                    + defect(chain).map(defect -> defect.kind().name()).orElse("nothing"));
        }
        assertThat(said).hasSize(3).containsOnly("nothing NO_STATUS");
    }

    @Test
    void looksForTheListsOfAuthoritiesToo() {
        policy = RevocationPolicy.LISTS;
        List<X509Certificate> chain = BELOW.issue(
                        CertificateOrder.server("csms.example").withList(OTHER_LIST))
                .chain();
        published.put(URI.create(OTHER_LIST), Revocations.of(BELOW).list(FROM, UNTIL, chain.get(0)));
        assertThat(defect(chain).map(CertificateDefect::kind)).contains(Kind.REVOKED);
    }

    // --- what is kept ---

    @Test
    void fetchesAListAgainWhenItSaysSoAndTheOldOneCountsWhileTheNewOneCannotBeHad() {
        policy = RevocationPolicy.LISTS;
        List<X509Certificate> bad = chain(ROOT);
        published.put(URI.create(LIST), Revocations.of(ROOT).list(FROM, UNTIL, bad.get(0)));
        assertThat(defect(bad)).isPresent();
        published.clear();
        machine = AT.plus(RevocationLists.KEPT).minusSeconds(1);
        assertThat(defect(bad)).isPresent();
        assertThat(fetched).hasSize(1);

        machine = AT.plus(RevocationLists.KEPT);
        assertThat(defect(bad)).as("the list of before").isPresent();
        assertThat(fetched).hasSize(2);
        machine = machine.plus(RevocationLists.ASKED_AGAIN).minusSeconds(1);
        assertThat(defect(bad)).isPresent();
        assertThat(fetched).hasSize(2);
        machine = machine.plusSeconds(1);
        assertThat(defect(bad)).isPresent();
        assertThat(fetched).hasSize(3);
    }

    /** A server of lists that hangs holds up nobody for longer than the patience lasts, and one thread. */
    @Test
    void waitsForAListOnlySoLong() {
        List<Runnable> waiting = new ArrayList<>();
        Revocation impatient = new Revocation(
                () -> RevocationPolicy.LISTS,
                new RevocationLists(this::fetch, () -> waiting::add, () -> machine, Duration.ZERO));
        List<X509Certificate> bad = chain(ROOT);
        published.put(URI.create(LIST), Revocations.of(ROOT).list(FROM, UNTIL, bad.get(0)));
        assertThat(impatient.defect(bad, List.of(ROOT.certificate()), List.of(), AT))
                .isEmpty();
        assertThat(impatient.defect(bad, List.of(ROOT.certificate()), List.of(), AT))
                .isEmpty();
        assertThat(waiting).hasSize(1);
        waiting.get(0).run();
        assertThat(impatient.defect(bad, List.of(ROOT.certificate()), List.of(), AT))
                .isPresent();
    }
}
