package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.PemFile;
import io.karge.runtime.StationConfig;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.StationContext;
import io.karge.station.TrustStore;
import io.karge.station.TrustStore.Use;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trust store of a station: what its cfg seeds, what is installed, and what becomes of both. */
class TrustedRootsTest {
    private static final X509Certificate A = TestAuthority.root("A").certificate();
    private static final X509Certificate B = TestAuthority.root("B").certificate();
    private static final X509Certificate C = TestAuthority.root("C").certificate();
    private static final X509Certificate D = TestAuthority.root("D").certificate();

    private final GatewayHarness h = new GatewayHarness();

    @BeforeEach
    void begin() {
        h.install();
        seed(A);
    }

    private void seed(X509Certificate... roots) {
        h.gateway.putStation(config(roots));
        h.time.advance(Duration.ofSeconds(1));
    }

    private static StationConfig config(X509Certificate... roots) {
        List<PemFile> files = Stream.of(roots)
                .map(root -> new PemFile(Path.of("root.pem"), List.of(root)))
                .toList();
        return new StationConfig(
                GatewayHarness.ID,
                "memory",
                URI.create("memory:1"),
                URI.create("wss://csms.example/ocpp"),
                2,
                GatewayHarness.PASSWORD,
                files,
                List.of(),
                Duration.ofSeconds(10),
                Map.of());
    }

    private void step(Consumer<TrustStore> task) {
        StationContext context = h.provisioning.context();
        context.post(() -> task.accept(context.trustStore()));
        h.time.runUntilIdle();
    }

    private List<X509Certificate> roots() {
        return h.provisioning.context().trustStore().roots(Use.CSMS);
    }

    private String entries() {
        return h.provisioning
                .context()
                .deviceModel()
                .value(RuntimeVariables.CERTIFICATE_ENTRIES)
                .orElse("none");
    }

    /** M05.FR.02, M05.FR.17. */
    @Test
    void holdsWhatTheCfgSeedsAndWhatIsInstalledOnce() {
        step(store -> {
            store.install(Use.CSMS, C);
            store.install(Use.CSMS, B);
            store.install(Use.CSMS, C);
            store.install(Use.CSMS, A);
            store.install(Use.MANUFACTURER, B);
        });
        assertThat(roots()).containsExactly(A, C, B);
        assertThat(h.provisioning.context().trustStore().roots(Use.MANUFACTURER))
                .containsExactly(B);
        assertThat(entries()).isEqualTo("4");
    }

    /** Hundreds that are installed one after the other are not read hundreds of times each. */
    @Test
    void readsEachOnce() {
        step(store -> store.install(Use.CSMS, B));
        X509Certificate before = roots().get(1);
        step(store -> store.install(Use.CSMS, C));
        assertThat(roots().get(1)).isSameAs(before);
        assertThat(roots()).isSameAs(roots());
    }

    @Test
    void isTheSameAfterACrash() {
        step(store -> {
            store.install(Use.CSMS, B);
            store.install(Use.CSMS, C);
            store.remove(Use.CSMS, A);
        });
        h.store.crash();
        h.gateway.close();
        h.time.runUntilIdle();
        h.gateway = h.build();
        h.install();
        seed(A);
        assertThat(roots()).containsExactly(B, C);
        assertThat(entries()).isEqualTo("2");
    }

    @Test
    void aCfgThatChangesReplacesOnlyWhatItHadSeeded() {
        step(store -> store.install(Use.CSMS, C));
        seed(B);
        assertThat(roots()).containsExactly(B, C);

        step(store -> store.install(Use.CSMS, B));
        seed(D);
        assertThat(roots()).as("B was installed too").containsExactly(D, C, B);
    }

    /** M04.FR.02: until the cfg seeds something else. */
    @Test
    void aSeededOneThatWasRemovedStaysAwayUntilTheCfgChanges() {
        step(store -> store.remove(Use.CSMS, A));
        assertThat(roots()).isEmpty();
        assertThat(entries()).isEqualTo("0");

        seed(A);
        assertThat(roots()).isEmpty();
        seed(A, B);
        assertThat(roots()).containsExactly(A, B);
    }

    @Test
    void whatIsRemovedIsGoneWhereverItCameFrom() {
        step(store -> {
            store.install(Use.CSMS, A);
            store.install(Use.MANUFACTURER, A);
            store.remove(Use.CSMS, A);
            store.remove(Use.CSMS, B);
        });
        assertThat(roots()).isEmpty();
        assertThat(h.provisioning.context().trustStore().roots(Use.MANUFACTURER))
                .containsExactly(A);
    }

    @Test
    void aStepThatFailsInstallsNothing() {
        step(store -> {
            store.install(Use.CSMS, B);
            throw new IllegalStateException("a defect of the block");
        });
        assertThat(roots()).containsExactly(A);
        assertThat(entries()).isEqualTo("1");
    }

    @Test
    void whatIsInstalledCountsFromTheNextConnectionOn() {
        step(store -> store.install(Use.CSMS, B));
        step(store -> h.provisioning.context().lifeCycle().reconnect("another root"));
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.csms.attempts).hasSize(2);
        assertThat(h.csms.attempts.get(1).tls())
                .isNotSameAs(h.csms.attempts.get(0).tls());
        assertThat(h.view().connection()).isEqualTo("online");
    }

    @Test
    void factoryResetLeavesWhatTheCfgSeeds() {
        step(store -> {
            store.remove(Use.CSMS, A);
            store.install(Use.CSMS, B);
        });
        h.now(h.reset(true));
        h.time.advance(Duration.ofMinutes(1));
        assertThat(roots()).containsExactly(A);
    }
}
