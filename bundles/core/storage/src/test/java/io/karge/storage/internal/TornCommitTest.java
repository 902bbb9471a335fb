package io.karge.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.storage.Write;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies anywhere in a commit leaves the state before it or after it, whatever reached the disk. */
class TornCommitTest {

    @TempDir
    private Path folder;

    private Path file;
    private StoreFolder store;
    private final Random random = new Random(1);
    private final Map<String, String> before = new TreeMap<>();
    private final Map<String, String> after = new TreeMap<>();
    private byte[] storeBefore;
    private byte[] journalBefore;
    private byte[] storeAfter;
    private byte[] journalAfter;

    /** Two commits, and the files as they are before and after the second, as a killed process leaves them. */
    @BeforeEach
    void commitTwice() throws IOException {
        file = folder.resolve("karge.db");
        store = new StoreFolder(new LocalDisk(), file);
        MapDbDatabase.createIfAbsent(store);
        try (MapDbDatabase database = MapDbDatabase.open(store)) {
            write(database, before);
            storeBefore = Files.readAllBytes(file);
            journalBefore = Files.readAllBytes(store.journal());
            after.putAll(before);
            write(database, after);
            storeAfter = Files.readAllBytes(file);
            journalAfter = Files.readAllBytes(store.journal());
        }
        assertThat(journalAfter.length).isGreaterThan(journalBefore.length);
    }

    @Test
    void diesWhileTheJournalIsWritten() throws IOException {
        int step = Math.max(1, (journalAfter.length - journalBefore.length) / 40);
        for (int length = journalBefore.length; length < journalAfter.length; length += step) {
            assertThat(reopened(storeBefore, Arrays.copyOf(journalAfter, length)))
                    .as("journal cut at %d", length)
                    .isEqualTo(before);
        }
        assertThat(reopened(storeBefore, journalAfter)).isEqualTo(after);
    }

    @Test
    void diesWhileTheStoreFileIsWritten() throws IOException {
        for (int i = 0; i < 40; i++) {
            assertThat(reopened(mixture(storeBefore, storeAfter), journalAfter)).isEqualTo(after);
        }
    }

    @Test
    void losesPowerBeforeAnyOfTheJournaledCommitsReachedTheStoreFile() throws IOException {
        byte[] neverFlushed = new byte[storeAfter.length];
        assertThat(reopened(neverFlushed, journalAfter)).isNotEqualTo(after);

        byte[] fresh = freshStore();
        assertThat(reopened(fresh, journalAfter)).isEqualTo(after);
    }

    /** Each 512-byte sector is from before or from after. */
    private byte[] mixture(byte[] one, byte[] other) {
        byte[] mixed = Arrays.copyOf(one, other.length);
        for (int from = 0; from < other.length; from += 512) {
            if (random.nextBoolean()) {
                System.arraycopy(other, from, mixed, from, Math.min(512, other.length - from));
            }
        }
        return mixed;
    }

    private byte[] freshStore() throws IOException {
        Path fresh = Files.createDirectory(folder.resolve("fresh")).resolve("karge.db");
        MapDbDatabase.createIfAbsent(new StoreFolder(new LocalDisk(), fresh));
        return Files.readAllBytes(fresh);
    }

    private Map<String, String> reopened(byte[] content, byte[] journal) throws IOException {
        Files.write(file, content);
        Files.write(store.journal(), journal);
        Map<String, String> found = new TreeMap<>();
        try (MapDbDatabase database = MapDbDatabase.open(store)) {
            database.entries("").forEach((k, v) -> found.put(k, new String(v, StandardCharsets.UTF_8)));
        } catch (CorruptStoreException e) {
            found.put("corrupt", e.getMessage());
        }
        return found;
    }

    private void write(MapDbDatabase database, Map<String, String> model) {
        List<Write> batch = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String key = "key/" + random.nextInt(300);
            String value = "v".repeat(random.nextInt(400)) + i;
            model.put(key, value);
            batch.add(Write.put(key, value.getBytes(StandardCharsets.UTF_8)));
        }
        database.apply(batch);
        database.commit();
    }
}
