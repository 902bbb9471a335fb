package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.storage.LostContent;
import io.karge.storage.LostStore;
import io.karge.storage.Store;
import io.karge.storage.Write;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A restored store goes on with what has happened since the backup, before any station begins. */
class RestoredStoreTest {
    private static final String FOLDER = "karge.db.before-restore-1";
    private static final LostStore BEFORE =
            new LostStore(Path.of("/store", FOLDER), Instant.parse("2026-01-01T00:00:00Z"), true);
    private static final String SESSION = "station/CS-1/transactions/session/1";
    private static final String SETTING = "station/CS-1/transactions/setting";
    private static final String BOOT = "station/CS-1/runtime/boot";

    private final GatewayHarness h = new GatewayHarness();

    @BeforeEach
    void theTransactionsBlockKnowsItsSessions() {
        h.transactions.restored = (backup, last) -> {
            Map<String, byte[]> now = new TreeMap<>(backup);
            now.keySet().removeIf(key -> key.startsWith("session/"));
            if (last != null) {
                last.forEach((key, value) -> {
                    if (key.startsWith("session/") || key.startsWith("events/")) {
                        now.put(key, value);
                    }
                });
            }
            return now;
        };
    }

    @Test
    void goesOnWithWhatHasHappenedAndTakesTheSettingsOfTheBackup() {
        write(SESSION, "of the backup", SETTING, "of the backup", BOOT, "{\"v\":1,\"data\":{\"bootedBefore\":false}}");
        before(SESSION, "now", SETTING, "changed since", BOOT, "{\"v\":1,\"data\":{\"bootedBefore\":true}}");
        restored();

        h.online();

        assertThat(stored()).contains(Map.entry(SESSION, "now"), Map.entry(SETTING, "of the backup"));
        assertThat(stored()).doesNotContainKey(Store.RESTORED);
        assertThat(h.boots()).containsExactly(BootReasonEnumType.ApplicationReset.wire());
    }

    @Test
    void forgetsWhatHasEndedSince() {
        write(
                SESSION,
                "of the backup",
                "station/CS-1/runtime/transaction/TX-1",
                "x",
                "station/CS-1/runtime/running",
                "x",
                "station/CS-2/transactions/session/1",
                "of a station that was given up");
        before("station/CS-1/transactions/setting", "x");
        restored();

        h.online();

        assertThat(stored())
                .doesNotContainKeys(
                        SESSION,
                        "station/CS-2/transactions/session/1",
                        "station/CS-1/runtime/transaction/TX-1",
                        "station/CS-1/runtime/running");
    }

    @Test
    void takesOverAStationThatIsNewerThanTheBackup() {
        before(SESSION, "now");
        restored();

        h.online();

        assertThat(stored()).contains(Map.entry(SESSION, "now"));
    }

    @Test
    void doesSoOnce() {
        before(SESSION, "now");
        restored();
        h.online();
        h.store.newWriter().commit(List.of(Write.delete(SESSION)), result -> {});
        h.time.runUntilIdle();

        h.crashAndStart();

        assertThat(stored()).doesNotContainKey(SESSION);
    }

    @Test
    void asksTheBlockWhatGoesOnWhenNothingIsKnownOfTheStoreOfBefore() {
        write(SESSION, "of the backup", SETTING, "of the backup");
        restored();

        h.online();

        assertThat(stored()).contains(Map.entry(SETTING, "of the backup")).doesNotContainKey(SESSION);
    }

    @Test
    void sendsWhatWaitedInTheBackupWhenTheLastStoreHadBegunAfterAnUnreadableOne() {
        String waits = "station/CS-1/transactions/events/0";
        write(SESSION, "of the backup", waits, message("old", 5));
        before(SESSION, "now", waits, message("new", 0));
        h.store.lose(
                new LostStore(Path.of("/store/karge.db.unreadable-1"), Instant.EPOCH, true),
                new LostContent(false, entries(), entries()));
        write(Store.RESTORED, "karge.db.unreadable-1\n" + FOLDER);

        h.online();

        assertThat(stored())
                .contains(
                        Map.entry(SESSION, "now"),
                        Map.entry(waits, message("new", 0)),
                        Map.entry("station/CS-1/transactions/events/1", message("old", -1)));
    }

    private static String message(String id, int order) {
        return "{\"v\":2,\"data\":{\"order\":" + order + ",\"messageId\":\"" + id
                + "\",\"sent\":false,\"failures\":0,\"item\":{\"v\":1,\"data\":{}}}}";
    }

    @Test
    void sendsOnlyWhatStillWaits() {
        String waits = "station/CS-1/provisioning/events/0";
        write(waits, message("delivered since", 5), "station/CS-1/provisioning/setting", "of the backup");
        before("station/CS-1/provisioning/events/1", message("new", 6));
        restored();

        h.online();

        assertThat(stored())
                .contains(Map.entry("station/CS-1/provisioning/events/1", message("new", 6)))
                .containsKey("station/CS-1/provisioning/setting")
                .doesNotContainKey(waits);
    }

    @Test
    void takesNothingOfAStoreThatIsNotWhole() {
        write(SESSION, "of the backup");
        h.store.lose(BEFORE, new LostContent(false, entries(SESSION, "perhaps old"), entries()));
        restored();

        h.online();

        assertThat(stored()).doesNotContainKey(SESSION);
    }

    @Test
    void waitsForTheBlocksThatKnowWhatTheyHaveStored() {
        write(SESSION, "of the backup", SETTING, "of the backup");
        before(SESSION, "now", SETTING, "changed since");
        restored();
        h.gateway.addBlock(h.provisioning);
        h.gateway.addDriver("memory", h.driver, "test");
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(30));
        assertThat(h.boots()).isEmpty();

        h.gateway.addBlock(h.transactions);
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.boots()).hasSize(1);
        assertThat(stored()).contains(Map.entry(SESSION, "now"), Map.entry(SETTING, "of the backup"));
    }

    @Test
    void takesOverAllOfABlockThatDoesNotCome() {
        write(SESSION, "of the backup", SETTING, "of the backup");
        before(SESSION, "now", SETTING, "changed since");
        restored();
        h.gateway.addBlock(h.provisioning);
        h.gateway.addDriver("memory", h.driver, "test");
        h.gateway.putStation(GatewayHarness.config());

        h.time.advance(RestoredStore.PATIENCE.plusSeconds(1));

        assertThat(h.boots()).hasSize(1);
        assertThat(stored()).contains(Map.entry(SESSION, "now"), Map.entry(SETTING, "changed since"));
    }

    @Test
    void noStationBeginsBeforeItIsStored() {
        before(SESSION, "now");
        restored();
        h.store.fail("disk full");
        h.online();
        assertThat(h.boots()).isEmpty();

        h.store.repair();
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.boots()).hasSize(1);
        assertThat(stored()).contains(Map.entry(SESSION, "now"));
    }

    @Test
    void leavesNoTimerWhenTheGatewayEndsBeforeTheBlocksCome() {
        before(SESSION, "now");
        restored();
        h.gateway.putStation(GatewayHarness.config());
        h.gateway.addDriver("memory", h.driver, "test");
        h.time.advance(Duration.ofSeconds(1));

        h.gateway.close();
        h.time.runUntilIdle();

        assertThat(h.time.pendingTimers()).isZero();
    }

    private void restored() {
        write(Store.RESTORED, FOLDER);
    }

    private void before(String... keysAndValues) {
        h.store.lose(BEFORE, new LostContent(true, entries(keysAndValues), entries()));
    }

    private void write(String... keysAndValues) {
        List<Write> writes = new ArrayList<>();
        entries(keysAndValues).forEach((key, value) -> writes.add(Write.put(key, value)));
        h.store.newWriter().commit(writes, result -> {});
        h.time.runUntilIdle();
    }

    private Map<String, String> stored() {
        h.time.runUntilIdle();
        Map<String, String> text = new TreeMap<>();
        h.store.load("").forEach((key, value) -> text.put(key, new String(value, StandardCharsets.UTF_8)));
        return text;
    }

    private static SortedMap<String, byte[]> entries(String... keysAndValues) {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entries.put(keysAndValues[i], keysAndValues[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return entries;
    }
}
