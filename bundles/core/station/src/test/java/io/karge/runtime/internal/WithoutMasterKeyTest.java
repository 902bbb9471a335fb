package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.PemFile;
import io.karge.runtime.ResetOrder;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView;
import io.karge.runtime.internal.loop.StationState;
import io.karge.security.Secrets;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.StoredRecord;
import io.karge.storage.LostContent;
import io.karge.storage.LostStore;
import io.karge.storage.Store;
import io.karge.storage.Write;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketFailure.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A station runs while the master key is away, and what was encrypted with it is there when it is back. */
class WithoutMasterKeyTest {
    private static final String NEW = "the-new-password-42";

    /** What a block stores of a customer. */
    record Customer(String idToken) {}

    private final GatewayHarness h = new GatewayHarness();
    private boolean away;
    /** For good: there is a new key, and what the one before has encrypted is not read any more. */
    private boolean lost;

    WithoutMasterKeyTest() {
        h.secrets = new FakeSecrets() {
            @Override
            public String seal(String purpose, String plain) {
                if (away) {
                    throw new UnreadableSecretException("the master key is missing");
                }
                return (lost ? "new " : "") + super.seal(purpose, plain);
            }

            @Override
            public String sealAnyway(String purpose, String plain) {
                return away ? "interim " + super.seal(purpose, plain) : seal(purpose, plain);
            }

            @Override
            public String unseal(String purpose, String sealedText) {
                if (sealedText.startsWith("interim ") || sealedText.startsWith("new ")) {
                    return super.unseal(purpose, sealedText.substring(sealedText.indexOf(' ') + 1));
                } else if (away || lost) {
                    throw new UnreadableSecretException("the master key is missing");
                }
                return super.unseal(purpose, sealedText);
            }

            @Override
            public boolean current(String sealedText) {
                return away || !sealedText.startsWith("interim ");
            }

            @Override
            public Optional<String> missingKey(String sealedText) {
                return lost && !sealedText.matches("(interim|new) .*")
                        ? Optional.of("0123456789abcdef")
                        : Optional.empty();
            }

            @Override
            public Optional<String> unusable() {
                return away ? Optional.of("the master key is missing") : Optional.empty();
            }
        };
        h.gateway = h.build();
        h.online();
    }

    private void restart(boolean withoutKey) {
        away = withoutKey;
        h.crashAndStart();
        h.time.advance(Duration.ofMinutes(1));
    }

    private static StationConfig withPassword(String password) {
        StationConfig config = GatewayHarness.config();
        return StationConfig.of(config.stationId(), config.driver(), config.driverUri(), config.csmsUrl(), password);
    }

    private String lastPassword() {
        return FakeCsms.password(h.csms.attempts.get(h.csms.attempts.size() - 1));
    }

    private SetVariableResultType setPassword(String password) {
        return h.now(h.gateway.setVariable(
                GatewayHarness.ID,
                SetVariableDataType.of(
                                password, ComponentType.of("SecurityCtrlr"), VariableType.of("BasicAuthPassword"))
                        .withAttributeType(AttributeEnumType.Actual)));
    }

    private Map<String, String> stored(String keysContain) {
        Map<String, String> stored = new TreeMap<>();
        h.store.load("").forEach((key, value) -> {
            if (key.contains(keysContain)) {
                stored.put(key, new String(value, StandardCharsets.UTF_8));
            }
        });
        return stored;
    }

    private void store(String key, String token) {
        h.transactions
                .context()
                .after(Duration.ZERO, () -> h.transactions.context().state().put(key, new Customer(token)));
        h.time.advance(Duration.ofSeconds(1));
    }

    private Optional<String> read(String key) {
        return h.transactions.context().state().get(key, Customer.class).map(Customer::idToken);
    }

    private Iterable<String> problems() {
        return h.view().problems().stream().map(StationView.Problem::what).toList();
    }

    @Test
    void connectsWithThePasswordOfItsCfgAndKeepsTheOneThatTheCsmsHasSet() {
        setPassword(NEW);
        Map<String, String> before = stored("/runtime/password");
        Map<String, String> seeds = stored("/runtime/seeds");

        restart(true);

        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(lastPassword()).isEqualTo(GatewayHarness.PASSWORD);
        assertThat(problems()).containsExactly("The password that is stored cannot be read");
        assertThat(h.view().problems().get(0).why()).isEqualTo(Secrets.UNUSABLE);
        assertThat(setPassword("another-password-43").attributeStatusInfo().additionalInfo())
                .contains("cannot be stored now")
                .doesNotContain("master key");
        assertThat(stored("/runtime/password")).isEqualTo(before);
        assertThat(stored("/runtime/seeds")).isEqualTo(seeds);

        restart(false);

        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(lastPassword()).isEqualTo(NEW);
        assertThat(problems()).isEmpty();
    }

    @Test
    void takesAPasswordThatTheCfgGetsMeanwhileAndStoresItWithTheKey() {
        away = true;
        h.crashAndStart();
        h.gateway.putStation(withPassword(NEW));
        h.time.advance(Duration.ofMinutes(1));
        assertThat(lastPassword()).isEqualTo(NEW);

        away = false;
        h.store.crash();
        h.gateway.close();
        h.csms.open = null;
        h.time.runUntilIdle();
        h.gateway = h.build();
        h.install();
        h.gateway.putStation(withPassword(NEW));
        h.time.advance(Duration.ofMinutes(1));

        assertThat(lastPassword()).isEqualTo(NEW);
        assertThat(stored("/runtime/password").toString()).contains(new StringBuilder(NEW).reverse());
    }

    /** A backup from before a rotation was restored, and the former key is not in the file. */
    @Test
    void namesTheFormerKeyThatAPasswordNeedsAndUsesThatPasswordWhenItIsThere() {
        setPassword(NEW);
        lost = true;
        h.csms.failBy(endpoint -> new WebSocketFailure(Kind.REFUSED, 401, "refused with HTTP status 401"));
        restart(false);
        assertThat(h.view().problems())
                .filteredOn(problem -> problem.what().equals("The password that was stored cannot be read"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.why()).contains("the master key 0123456789abcdef");
                    assertThat(problem.remedy()).contains("add it to the master keys");
                });

        lost = false;
        h.csms.failBy(endpoint -> null);
        restart(false);
        assertThat(lastPassword()).isEqualTo(NEW);
        assertThat(problems()).isEmpty();
    }

    @Test
    void aPasswordOfTheCfgThatTheCsmsAcceptsTakesThePlaceOfOneWhoseKeyIsMissing() {
        lost = true;
        restart(false);
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(problems()).isEmpty();
        assertThat(stored("password-unread")).isEmpty();
    }

    @Test
    void namesTheKeyOfWhatIsPutAside() {
        store("a", "BEFORE");
        lost = true;
        restart(false);
        assertThat(h.view().problems())
                .filteredOn(problem -> problem.what().startsWith("The station goes on without"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.why())
                        .contains("the master key 0123456789abcdef, which this gateway does not have: add it"));
    }

    @Test
    void aBlockBeginsAnewAndGoesOnWithWhatItHadWhenTheKeyIsBack() {
        store("a", "BEFORE");
        restart(true);
        assertThat(read("a")).isEmpty();
        assertThat(problems()).contains("The station goes on without some of what it has stored");

        restart(false);

        assertThat(read("a")).contains("BEFORE");
        assertThat(problems()).isEmpty();
        assertThat(stored("withheld/")).isEmpty();
    }

    @Test
    void nothingIsOverwrittenHoweverOftenItStarts() {
        store("a", "BEFORE");
        restart(true);
        store("a", "MEANWHILE");
        restart(true);
        assertThat(read("a")).contains("MEANWHILE");

        restart(false);

        assertThat(read("a")).as("as after a backup was restored").contains("BEFORE");
        assertThat(stored("withheld/")).isEmpty();
    }

    @Test
    void waitsForTheBlockThatKnowsWhatItHasStored() {
        store("a", "BEFORE");
        restart(true);
        away = false;
        h.store.crash();
        h.gateway.close();
        h.csms.open = null;
        h.time.runUntilIdle();
        h.gateway = h.build();
        h.gateway.addBlock(h.provisioning);
        h.gateway.addDriver("memory", h.driver, "test");
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(RestoredStore.PATIENCE.plusSeconds(2));
        assertThat(stored("withheld/")).as("it does not come").isNotEmpty();

        restart(false);

        assertThat(read("a")).contains("BEFORE");
    }

    private void restored(SortedMap<String, byte[]> backup, SortedMap<String, byte[]> last) {
        List<Write> writes = new ArrayList<>(StationState.missing(backup, h.store.load("station/")));
        writes.add(Write.put(Store.RESTORED, "karge.db.before-restore-1".getBytes(StandardCharsets.UTF_8)));
        h.store.newWriter().commit(writes, result -> {});
        h.store.lose(
                new LostStore(Path.of("/store/karge.db.before-restore-1"), Instant.EPOCH, true),
                new LostContent(!last.isEmpty(), last, backup));
        h.time.runUntilIdle();
    }

    @Test
    void aBackupThatIsRestoredWithoutItsKeyGoesOnWhenTheKeyIsBack() {
        store("a", "BEFORE");
        SortedMap<String, byte[]> backup = h.store.load("station/");
        restored(backup, new TreeMap<>());
        restart(true);
        assertThat(problems()).contains("The station goes on without some of what it has stored");
        assertThat(h.gateway.problems()).singleElement().satisfies(problem -> assertThat(problem.why())
                .contains("encrypted with a master key that is not here"));

        restart(false);

        assertThat(read("a")).contains("BEFORE");
        assertThat(problems()).isEmpty();
    }

    @Test
    void whatHasHappenedSinceTheBackupIsThereWhenTheKeyIsBack() {
        SortedMap<String, byte[]> backup = h.store.load("station/");
        store("discarded/0", "BEFORE");
        restored(backup, h.store.load("station/"));
        restart(true);
        assertThat(read("discarded/0")).isEmpty();

        restart(false);

        assertThat(read("discarded/0")).contains("BEFORE");
        assertThat(stored("withheld/")).isEmpty();
    }

    @Test
    void whatWasPutAsideIsThereAfterABackupWasRestored() {
        SortedMap<String, byte[]> backup = h.store.load("station/");
        store("discarded/0", "BEFORE");
        restart(true);
        restored(backup, h.store.load(""));

        restart(false);

        assertThat(read("discarded/0")).contains("BEFORE");
    }

    @Test
    void aFactoryResetNamesWhatCannotBeReadAndKeepsACopyOfIt() throws IOException {
        store("a", "BEFORE");
        store("b", "BEFORE");
        restart(true);
        String lost =
                "2 entries cannot be read without the master key, and may be transactions or messages for the CSMS";
        assertThat(h.now(h.gateway.undelivered(GatewayHarness.ID))).isEqualTo(lost);
        assertThatThrownBy(
                        () -> h.now(h.gateway.factoryReset(GatewayHarness.ID, new ResetOrder(true, false, "a test"))))
                .hasMessageContaining(lost);
        assertThat(stored("withheld/")).hasSize(2);

        FactoryReset.Kept kept = h.now(h.forceReset()).kept();

        assertThat(stored("withheld/")).isEmpty();
        assertThat(kept.messages()).isEqualTo(2);
        assertThat(Files.readAllLines(Path.of(kept.file())).get(0))
                .contains(
                        "encrypted with a master key that was away",
                        "withheld/0/station/CS-1/transactions/a",
                        "sealed");
    }

    @Test
    void aFactoryResetDeletesWhatCannotBeRead() {
        store("a", "BEFORE");
        restart(true);
        h.now(h.forceReset());
        h.time.advance(Duration.ofSeconds(1));

        assertThat(stored("withheld/")).isEmpty();
        restart(false);
        assertThat(read("a")).isEmpty();
    }

    private void restartWithoutCfg(boolean withoutKey) {
        away = withoutKey;
        h.store.crash();
        h.gateway.close();
        h.csms.open = null;
        h.time.runUntilIdle();
        h.gateway = h.build();
        h.gateway.addBlock(h.transactions);
        h.time.runUntilIdle();
        ((DefaultGateway) h.gateway).transactionsRun(GatewayHarness.ID);
        h.time.advance(Duration.ofSeconds(1));
    }

    @Test
    void aStationWithoutCfgIsSeenWhileWhatItHadStoredCannotBeRead() {
        store("a", "BEFORE");
        restartWithoutCfg(true);

        assertThat(h.view().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("The station has no cfg while what it had stored cannot be read");
            assertThat(problem.remedy()).contains("master key back", "station:discard --force CS-1");
        });

        h.now(h.gateway.discard(GatewayHarness.ID, "a test"));
        assertThat(stored("CS-1")).isEmpty();
    }

    @Test
    void whatIsRememberedOfARemovedStationIsThereWhenTheKeyIsBack() {
        StationView last = h.view();
        RemovedStations.Removed before = new RemovedStations.Removed(
                Instant.EPOCH,
                last.with(
                        List.of(new StationView.Transaction("of idToken 7", 1, "Charging", Instant.EPOCH, 0, 0)),
                        last.queue()));
        store("a", "BEFORE");
        new SealedStore(h.store, h.secrets)
                .newWriter()
                .commit(List.of(Write.put("removed/CS-1", StoredRecord.write(before))), result -> {});
        h.time.runUntilIdle();
        restartWithoutCfg(true);
        assertThat(h.view().transactions()).isEmpty();
        assertThat(stored("withheld/0/removed/CS-1")).hasSize(1);

        restartWithoutCfg(false);

        assertThat(h.view().transactions())
                .extracting(StationView.Transaction::transactionId)
                .containsExactly("of idToken 7");
        assertThat(stored("withheld/")).isEmpty();
        restartWithoutCfg(true);
        h.now(h.gateway.discard(GatewayHarness.ID, "a test"));
        assertThat(stored("CS-1")).isEmpty();
    }

    @Test
    void whatIsEncryptedWithALostKeyIsGivenUpAndTheRestComesBack() throws IOException {
        store("a", "BEFORE");
        store("discarded/1", "BEFORE");
        byte[] copy = "{}".getBytes(StandardCharsets.UTF_8);
        h.store.newWriter().commit(List.of(Write.put("station/CS-1/transactions/discarded/0", copy)), result -> {});
        h.time.runUntilIdle();
        restart(true);
        assertThatThrownBy(() -> h.now(h.gateway.discardUnreadable(GatewayHarness.ID, "a test")))
                .hasMessageContaining("may be read again: the master key is missing");
        lost = true;
        restart(false);

        FactoryReset.Kept kept =
                h.now(h.gateway.discardUnreadable(GatewayHarness.ID, "a test")).orElseThrow();

        assertThat(kept.messages()).isEqualTo(2);
        assertThat(Files.readAllLines(Path.of(kept.file()))).hasSize(2).allMatch(line -> line.contains("sealed"));
        assertThat(stored("withheld/")).containsOnlyKeys("withheld/0/station/CS-1/transactions/discarded/0");
        assertThat(h.view().problems())
                .extracting(StationView.Problem::remedy)
                .contains("Restart the gateway: it comes back then");
        assertThat(h.now(h.gateway.discardUnreadable(GatewayHarness.ID, "a test")))
                .isEmpty();

        restart(false);

        assertThat(problems()).isEmpty();
        assertThat(stored("transactions/discarded/")).containsOnlyKeys("station/CS-1/transactions/discarded/0");
    }

    @Test
    void saysWhyThePasswordOfACfgThatIsRefusedIsNotUsed() {
        away = true;
        h.store.crash();
        h.gateway.close();
        h.csms.open = null;
        h.time.runUntilIdle();
        int before = h.csms.attempts.size();
        h.gateway = h.build();
        h.install();
        h.gateway.putStation(new StationConfig(
                GatewayHarness.ID,
                "memory",
                URI.create("memory:1"),
                URI.create("wss://another.example/ocpp"),
                3,
                GatewayHarness.PASSWORD,
                List.of(new PemFile(
                        Path.of("root.pem"), List.of(TestAuthority.root("Root").certificate()))),
                List.of(),
                Duration.ofSeconds(10),
                Map.of()));
        h.time.advance(Duration.ofMinutes(1));

        assertThat(h.csms.attempts.subList(before, h.csms.attempts.size()))
                .allMatch(attempt -> attempt.password() == null);
        assertThat(h.view().problems())
                .extracting(StationView.Problem::remedy)
                .anyMatch(remedy -> remedy.contains(
                        "that of its cfg does not count, since the cfg is refused and may mean another CSMS"));
    }
}
