package io.karge.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.storage.Write;
import io.karge.storage.internal.SimulatedDisk.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every operation of a workload fails once: what was reported committed is there when the store is opened again, what
 * was reported failed is there wholly or not at all.
 */
class FaultyDiskTest {
    private static final Path FILE = Path.of("/store/karge.db");
    private static final byte[] EMPTY_STORE = emptyStore();
    private static final int COMMITS = 8;
    /** So small that every few commits the journal is emptied. */
    private static final int CHECKPOINT_BYTES = 5_000;

    @ParameterizedTest
    @CsvSource({
        "SHORT, false",
        "SHORT, true",
        "FULL, false",
        "FULL, true",
        "FAILS, false",
        "FAILS, true",
        "DIES, false",
        "DIES, true"
    })
    void keepsItsWordWhicheverOperationFails(Fault fault, boolean losesPower) throws IOException {
        int operations = Integer.MAX_VALUE;
        for (int n = 1; n <= operations; n++) {
            Run run = new Run(fault, n, losesPower);
            run.work();
            operations = run.disk.operations();
        }
        assertThat(operations).isGreaterThan(COMMITS * 3);
    }

    @Test
    void aCheckpointThatReadsBackOtherBytesKeepsTheJournalWhichRepairsTheStore() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        StoreFolder store = new StoreFolder(disk, FILE);
        Map<String, String> model = new TreeMap<>();
        MapDbDatabase.createIfAbsent(store);
        MapDbDatabase database = MapDbDatabase.open(store, CHECKPOINT_BYTES);
        disk.skipWritesTo(FILE);
        List<Write> batch = batch("k", model, 60, 200);
        database.apply(batch);
        assertThatThrownBy(database::commit).hasStackTraceContaining("read back other than it was written");
        database.close();
        byte[] journal = disk.content(store.journal());

        assertThatThrownBy(() -> MapDbDatabase.open(store)).isInstanceOf(IOException.class);
        assertThat(disk.content(store.journal())).isEqualTo(journal).isNotEmpty();

        disk.repair();
        assertThat(read(store)).isEqualTo(model);
        assertThat(disk.content(store.journal())).isEmpty();
    }

    @Test
    void aCloseThatReadsBackOtherBytesKeepsTheJournal() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        StoreFolder store = new StoreFolder(disk, FILE);
        Map<String, String> model = new TreeMap<>();
        MapDbDatabase.createIfAbsent(store);
        MapDbDatabase database = MapDbDatabase.open(store);
        disk.skipWritesTo(FILE);
        database.apply(batch("k", model, 3, 50));
        database.commit();

        assertThatThrownBy(database::close).hasStackTraceContaining("read back other");
        disk.repair();
        assertThat(read(store)).isEqualTo(model);
    }

    @Test
    void aStoreThatFailedTakesNothingUntilItIsOpenedAgain() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        StoreFolder store = new StoreFolder(disk, FILE);
        MapDbDatabase.createIfAbsent(store);
        MapDbDatabase database = MapDbDatabase.open(store);
        disk.failAt(1, Fault.FAILS);
        database.apply(batch("a", new TreeMap<>(), 1, 20));
        assertThatThrownBy(database::commit).hasStackTraceContaining("Input/output error");

        database.apply(batch("b", new TreeMap<>(), 1, 20));
        assertThatThrownBy(database::commit).hasStackTraceContaining("failed before");
        database.close();
        assertThat(read(store)).isEmpty();
    }

    private static byte[] emptyStore() {
        SimulatedDisk disk = new SimulatedDisk();
        try {
            MapDbDatabase.createIfAbsent(new StoreFolder(disk, FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return disk.content(FILE);
    }

    private static Map<String, String> read(StoreFolder store) throws IOException {
        try (MapDbDatabase database = MapDbDatabase.open(store)) {
            return text(database);
        }
    }

    private static Map<String, String> text(MapDbDatabase database) {
        return database.entries("").entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> new String(entry.getValue(), StandardCharsets.UTF_8)));
    }

    private static List<Write> batch(String prefix, Map<String, String> model, int entries, int size) {
        List<Write> batch = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            String value = prefix.repeat(size) + i;
            model.put(prefix + i, value);
            batch.add(Write.put(prefix + i, value.getBytes(StandardCharsets.UTF_8)));
        }
        return batch;
    }

    /** The workload with a fault at one operation. */
    private static final class Run {
        final SimulatedDisk disk = new SimulatedDisk();
        private final StoreFolder store = new StoreFolder(disk, FILE);
        private final boolean losesPower;
        private final String name;
        private final Random random;
        private Map<String, String> committed = new TreeMap<>();
        private MapDbDatabase database;

        Run(Fault fault, int operation, boolean losesPower) {
            this.losesPower = losesPower;
            this.name = fault + " at operation " + operation;
            this.random = new Random(operation);
            disk.put(FILE, EMPTY_STORE);
            disk.failAt(operation, fault);
        }

        void work() throws IOException {
            database = open();
            for (int i = 0; i < COMMITS; i++) {
                Map<String, String> after = new TreeMap<>(committed);
                List<Write> batch = batch(Character.toString('a' + i % 4), after, 1 + i % 3, 60 * (1 + i % 4));
                if (i % 3 == 2) {
                    batch.add(Write.delete("a0"));
                    after.remove("a0");
                }
                commit(batch, after);
            }
            if (losesPower) {
                disk.losePower(random);
            } else {
                close();
            }
            disk.repair();
            database = open();
            assertThat(text(database)).as(name).isEqualTo(committed);
            close();
        }

        private void commit(List<Write> batch, Map<String, String> after) throws IOException {
            try {
                database.apply(batch);
                database.commit();
                committed = after;
            } catch (RuntimeException reportedAsFailed) {
                close();
                if (losesPower) {
                    disk.losePower(random);
                }
                database = open();
                Map<String, String> found = text(database);
                assertThat(List.of(committed, after)).as(name).contains(found);
                committed = found;
            }
        }

        private MapDbDatabase open() throws IOException {
            try {
                return MapDbDatabase.open(store, CHECKPOINT_BYTES);
            } catch (IOException failed) { // anything but damage
                disk.killProcess();
                disk.repair();
                if (losesPower) {
                    disk.losePower(random);
                }
                return MapDbDatabase.open(store, CHECKPOINT_BYTES);
            }
        }

        private void close() {
            try {
                database.close();
            } catch (RuntimeException asTheStorageThreadReportsIt) {
                disk.killProcess();
            }
        }
    }
}
