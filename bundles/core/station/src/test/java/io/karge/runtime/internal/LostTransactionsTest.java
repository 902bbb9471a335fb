package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.StationGateway;
import io.karge.runtime.StationView.Problem;
import io.karge.storage.LostContent;
import io.karge.storage.LostStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** An administrator is told which transactions a lost store leaves open at the CSMS. */
class LostTransactionsTest {
    private static final LostStore LOST =
            new LostStore(Path.of("/store/karge.db.unreadable-1"), Instant.parse("2026-01-01T00:00:00Z"), false);
    private static final LostStore REPLACED =
            new LostStore(Path.of("/store/karge.db.before-restore-1"), Instant.parse("2026-01-01T00:00:00Z"), true);

    private final GatewayHarness h = new GatewayHarness();

    LostTransactionsTest() {
        h.transactions.openTransactions = stored -> stored.values().stream()
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
        h.gateway.addBlock(h.transactions);
    }

    @Test
    void namesStationAndTransactionWithWhatToDo() {
        lose(LOST, false, entries("station/CS-1/transactions/session/1", "TX-1"), entries());

        assertThat(h.gateway.problems())
                .containsExactly(new Problem(
                        LOST.since(),
                        "Transactions of a lost store may be open at the CSMS",
                        "they ran in the store that was set aside in /store/karge.db.unreadable-1, and nobody will report"
                                + " their end: station CS-1 transactionId TX-1; perhaps others, for not all of it may"
                                + " have been readable",
                        "Close them in the CSMS, then move /store/karge.db.unreadable-1 away."));
    }

    @Test
    void isToldUntilTheFolderIsMovedAwayAndAlsoAfterARestart() {
        lose(LOST, false, entries("station/CS-1/transactions/session/1", "TX-1"), entries());
        StationGateway next = h.build();
        next.addBlock(h.transactions);
        h.time.runUntilIdle();
        assertThat(next.problems()).hasSize(1);

        h.store.forget(LOST);
        h.time.runUntilIdle();
        assertThat(h.gateway.problems()).isEmpty();
        assertThat(next.problems()).isEmpty();
    }

    @Test
    void saysNothingOfAWholeStoreBecauseTheRestoredOneGoesOnWithItsTransactions() {
        lose(REPLACED, true, entries("station/CS-1/transactions/session/1", "TX-1"), entries());
        assertThat(h.gateway.problems()).isEmpty();
    }

    @Test
    void namesThoseOfABackupOfWhichNobodyKnewWhetherTheyStillRan() {
        SortedMap<String, byte[]> backup = entries("station/CS-1/transactions/session/2", "TX-2");
        lose(
                new LostStore(LOST.folder(), LOST.since(), true),
                false,
                entries("station/CS-1/transactions/session/1", "TX-1"),
                backup);

        assertThat(h.gateway.problems()).singleElement().satisfies(problem -> assertThat(problem.why())
                .contains(
                        "in /store/karge.db.unreadable-1, or in the backup that was restored after it",
                        "TX-1, station CS-1 transactionId TX-2"));
    }

    @Test
    void namesThoseOfABackupThatWasRestoredWhereNoStoreWas() {
        lose(REPLACED, false, entries(), entries("station/CS-1/transactions/session/1", "TX-1"));

        assertThat(h.gateway.problems()).singleElement().satisfies(problem -> assertThat(problem.why())
                .contains("TX-1"));
    }

    @Test
    void saysNothingOfAStoreInWhichNoTransactionRan() {
        lose(REPLACED, true, entries("station/CS-1/provisioning/boot", "TX-1"), entries());
        lose(LOST, false, entries("removed/CS-1", "TX-1"), entries());
        assertThat(h.gateway.problems()).isEmpty();
    }

    @Test
    void speaksInGeneralWhenNothingCouldBeRead() {
        lose(LOST, false, entries(), entries());
        assertThat(h.gateway.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.why()).contains("nothing could be read", "/store/karge.db.unreadable-1");
            assertThat(problem.remedy()).contains("station:transactions", "move /store/karge.db.unreadable-1 away");
        });
    }

    @Test
    void saysNothingInGeneralAfterARestore() {
        lose(new LostStore(LOST.folder(), LOST.since(), true), false, entries(), entries("a", "b"));
        assertThat(h.gateway.problems()).isEmpty();
    }

    @Test
    void namesThemWhenTheBlockThatKnowsThemComesLater() {
        h.now(h.gateway.removeBlock(h.transactions));
        lose(LOST, false, entries("station/CS-1/transactions/session/1", "TX-1"), entries());
        assertThat(h.gateway.problems()).isEmpty();

        h.gateway.addBlock(h.transactions);
        h.time.runUntilIdle();
        assertThat(h.gateway.problems()).hasSize(1);
    }

    private void lose(
            LostStore lost, boolean whole, SortedMap<String, byte[]> entries, SortedMap<String, byte[]> replacement) {
        h.store.lose(lost, new LostContent(whole, entries, replacement));
        h.time.runUntilIdle();
    }

    private static SortedMap<String, byte[]> entries(String... keysAndValues) {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        List<String> all = List.of(keysAndValues);
        for (int i = 0; i < all.size(); i += 2) {
            entries.put(all.get(i), all.get(i + 1).getBytes(StandardCharsets.UTF_8));
        }
        return entries;
    }
}
