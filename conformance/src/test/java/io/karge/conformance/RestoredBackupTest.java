package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.driver.testkit.VirtualTime;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.runtime.StationView;
import io.karge.storage.LostContent;
import io.karge.storage.LostStore;
import io.karge.storage.MemoryStore;
import io.karge.storage.Store;
import io.karge.storage.Write;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that was made in mid-charge is restored later: nothing that has happened since is undone or told twice. */
class RestoredBackupTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String ASIDE = "karge.db.before-restore-1";

    @TempDir
    Path folder;

    private String transactionId = "";
    private SortedMap<String, byte[]> backup = new TreeMap<>();
    private SortedMap<String, byte[]> last = new TreeMap<>();
    private Instant until = Instant.EPOCH;

    @Test
    void aTransactionThatHasEndedSinceDoesNotTakeTheEnergyOfTheNextVehicle() {
        chargeAndBackUp(true);

        try (InProcessStation station = restored(true)) {
            Bench bench = Bench.of(station, station.csms());
            bench.pause(Duration.ofMinutes(2));
            assertThat(events(bench)).isEmpty();
            assertThat(station.view().transactions()).isEmpty();

            station.presentToken(bench.validIdToken(), 1);
            bench.pause(SOON);
            assertThat(station.view().transactions()).hasSize(1);
            assertThat(events(bench)).first().satisfies(first -> {
                assertThat(first.seqNo()).isZero();
                assertThat(first.transactionInfo().transactionId()).isNotEqualTo(transactionId);
            });
        }
    }

    @Test
    void aTransactionThatStillRunsGoesOnWithTheNextSeqNo() {
        int told = chargeAndBackUp(false);

        try (InProcessStation station = restored(true)) {
            Bench bench = Bench.of(station, station.csms());
            bench.pause(Duration.ofMinutes(2));
            assertThat(station.view().transactions())
                    .extracting(StationView.Transaction::transactionId)
                    .containsExactly(transactionId);
            station.presentToken(bench.validIdToken(), 1);
            bench.pause(SOON);
            List<TransactionEventRequest> events = events(bench);
            assertThat(events)
                    .first()
                    .extracting(TransactionEventRequest::seqNo)
                    .isEqualTo(told);
            assertThat(events)
                    .extracting(event -> event.transactionInfo().transactionId())
                    .containsOnly(transactionId);
        }
    }

    @Test
    void aTransactionOfWhichNobodyKnowsWhetherItRunsDoesNotGoOnAndIsNamed() {
        chargeAndBackUp(true);

        try (InProcessStation station = restored(false)) {
            Bench bench = Bench.of(station, station.csms());
            bench.pause(Duration.ofMinutes(2));

            assertThat(events(bench)).isEmpty();
            assertThat(station.view().transactions()).isEmpty();
            assertThat(station.gateway().problems()).singleElement().satisfies(problem -> assertThat(problem.why())
                    .contains(transactionId));
        }
    }

    /** Charges, with a backup on the way; gives how many events of the transaction were told in the end. */
    private int chargeAndBackUp(boolean ends) {
        try (InProcessStation station = new InProcessStation(new Hyc400Eu(), folder)) {
            Bench bench = station.ready();
            station.plugIn(1);
            bench.pause(SOON);
            station.presentToken(bench.validIdToken(), 1);
            bench.pause(Duration.ofMinutes(1));
            transactionId = station.view().transactions().get(0).transactionId();
            backup = station.store().load("");
            bench.pause(Duration.ofMinutes(10));
            if (ends) {
                station.presentToken(bench.validIdToken(), 1);
                bench.pause(SOON);
                station.unplug(1);
                bench.pause(SOON);
            }
            last = station.store().load("");
            until = station.time().wallClock();
            return bench.csms().transactions().events(transactionId).size();
        }
    }

    /** A gateway that starts with the restored backup, and a vehicle plugged in. */
    private InProcessStation restored(boolean known) {
        return new InProcessStation(
                new Hyc400Eu(),
                folder,
                Breakage.none(),
                new VirtualTime(until.plusSeconds(60)),
                (station, store) -> restore(station, store, known));
    }

    private void restore(InProcessStation station, MemoryStore store, boolean known) {
        station.plugIn(1);
        store.lose(
                new LostStore(folder.resolve(ASIDE), until, true),
                new LostContent(known, known ? last : new TreeMap<>(), backup));
        List<Write> writes = new ArrayList<>();
        backup.forEach((key, value) -> writes.add(Write.put(key, value)));
        writes.add(Write.put(Store.RESTORED, ASIDE.getBytes(StandardCharsets.UTF_8)));
        store.newWriter().commit(writes, result -> {});
    }

    private static List<TransactionEventRequest> events(Bench bench) {
        return bench.csms().came(TransactionEventRequest.class, any -> true).stream()
                .map(came -> came.request())
                .toList();
    }
}
