package io.karge.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.storage.Write;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SalvageTest {
    private static final int ENTRIES = 500;

    @TempDir
    private Path folder;

    private final SortedMap<String, String> model = new TreeMap<>();
    private final Random random = new Random(1);
    private StoreFolder store;
    private byte[] file;
    private byte[] journal;

    /** The files of a killed gateway: values of all sizes, entries that were deleted, the last commits in the journal. */
    @BeforeEach
    void commit() throws IOException {
        store = new StoreFolder(new LocalDisk(), folder.resolve("karge.db"));
        MapDbDatabase.createIfAbsent(store);
        for (int round = 0; round < 2; round++) {
            try (MapDbDatabase database = MapDbDatabase.open(store)) {
                for (int commit = 0; commit < 5; commit++) {
                    database.apply(batch());
                    database.commit();
                }
                file = Files.readAllBytes(store.file());
                journal = Files.readAllBytes(store.journal());
            }
        }
    }

    private List<Write> batch() {
        List<Write> batch = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String key = "station/CS-" + random.nextInt(ENTRIES);
            if (random.nextInt(4) == 0) {
                model.remove(key);
                batch.add(Write.delete(key));
            } else {
                int size = random.nextInt(20) == 0 ? 70_000 + random.nextInt(100_000) : random.nextInt(900);
                String value = Character.toString('a' + random.nextInt(26)).repeat(size);
                model.put(key, value);
                batch.add(Write.put(key, value.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return batch;
    }

    @Test
    void readsEverythingOfASoundStoreAndChangesNothing() throws IOException {
        assertThat(salvaged(file, journal)).isEqualTo(model);
        assertThat(Files.readAllBytes(store.file())).isEqualTo(file);
        assertThat(Files.readAllBytes(store.journal())).isEqualTo(journal);
    }

    @Test
    void readsEverythingWithoutTheHeader() throws IOException {
        byte[] damaged = file.clone();
        Arrays.fill(damaged, 0, 32_000, (byte) 0);
        assertThat(salvaged(damaged, journal)).isEqualTo(model);
    }

    @Test
    void readsWhatOnlyTheJournalHasAlsoBehindDamageInIt() throws IOException {
        byte[] torn = journal.clone();
        torn[JournalRecords.HEADER_BYTES + 30] ^= 1;
        assertThat(salvaged(file, torn)).isEqualTo(model);

        byte[] neverFlushed = file.clone();
        Arrays.fill(neverFlushed, 0, 32_000, (byte) 0x55);
        assertThat(salvaged(neverFlushed, journal)).isEqualTo(model);
    }

    @Test
    void losesOnlyWhatIsDamaged() throws IOException {
        int lost = 0;
        for (int run = 0; run < 40; run++) {
            byte[] damaged = file.clone();
            int sector = 512 * random.nextInt(damaged.length / 512);
            random.nextBytes(damaged);
            System.arraycopy(file, 0, damaged, 0, sector);
            System.arraycopy(file, sector + 512, damaged, sector + 512, file.length - sector - 512);
            Map<String, String> found = salvaged(damaged, new byte[0]);
            Collection<String> strange = new ArrayList<>(found.keySet());
            strange.removeIf(key -> key.matches("station/CS-\\d+"));
            assertThat(strange).isEmpty();
            lost += model.size() - found.size();
        }
        assertThat(lost / 40.0).isLessThan(model.size() / 10.0);
    }

    @Test
    void readsNothingOfGarbageAndOfNothing() throws IOException {
        byte[] garbage = new byte[file.length];
        random.nextBytes(garbage);
        assertThat(salvaged(garbage, garbage)).isEmpty();
        assertThat(salvaged(new byte[100], new byte[0])).isEmpty();
        assertThat(salvaged(new byte[0], journal)).isNotNull();
        Files.delete(store.file());
        assertThat(Salvage.read(store)).isEmpty();
    }

    private Map<String, String> salvaged(byte[] content, byte[] journaled) throws IOException {
        Files.write(store.file(), content);
        Files.write(store.journal(), journaled);
        Map<String, String> text = new TreeMap<>();
        Salvage.read(store).forEach((key, value) -> text.put(key, new String(value, StandardCharsets.UTF_8)));
        return text;
    }
}
