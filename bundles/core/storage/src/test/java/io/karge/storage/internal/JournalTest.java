package io.karge.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private final StoreDisk disk = new LocalDisk();

    @TempDir
    private Path folder;

    @Test
    void replaysTheChangesInOrderAndEmptiesItself() throws IOException {
        try (Journal journal = open()) {
            journal.append(8, List.of(change(0, 1, 1, 1), change(5, 2)));
            journal.append(8, List.of(change(1, 9)));
        }
        assertThat(replay()).containsExactly(1, 9, 1, 0, 0, 2, 0, 0);
        assertThat(Files.size(journalFile())).isZero();
    }

    @Test
    void aTornLastRecordNeverWas() throws IOException {
        try (Journal journal = open()) {
            journal.append(2, List.of(change(0, 1, 1)));
        }
        byte[] first = Files.readAllBytes(journalFile());
        try (Journal journal = open()) {
            journal.append(2, List.of(change(0, 2, 2)));
        }
        byte[] both = Files.readAllBytes(journalFile());

        for (int length = 0; length <= both.length; length++) {
            Files.deleteIfExists(storeFile());
            Files.write(journalFile(), Arrays.copyOf(both, length));
            byte[] expected = length == both.length
                    ? new byte[] {2, 2}
                    : length >= first.length ? new byte[] {1, 1} : new byte[0];
            assertThat(replay()).as("journal cut at %d", length).isEqualTo(expected);
        }
    }

    @Test
    void aDamagedRecordBeforeAnIntactOneIsCorruption() throws IOException {
        try (Journal journal = open()) {
            journal.append(2, List.of(change(0, 1, 1)));
            journal.append(2, List.of(change(0, 2, 2)));
        }
        byte[] bytes = Files.readAllBytes(journalFile());
        bytes[JournalRecords.HEADER_BYTES + 20] ^= 1;
        Files.write(journalFile(), bytes);

        assertThatThrownBy(this::replay).isInstanceOf(CorruptStoreException.class);
        assertThat(Files.readAllBytes(journalFile())).isEqualTo(bytes);
    }

    @Test
    void onlyOneCanHoldIt() throws IOException {
        try (Journal held = open()) {
            assertThat(held.size()).isZero();
            assertThatThrownBy(this::open).isInstanceOf(StoreInUseException.class);
        }
        open().close();
    }

    @Test
    void belongsToItsOwnerAlone() throws IOException {
        open().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(journalFile())))
                .isEqualTo("rw-------");
    }

    private byte[] replay() throws IOException {
        try (Journal journal = open();
                StoreFile store = disk.create(storeFile())) {
            journal.replayTo(store);
        }
        return Files.readAllBytes(storeFile());
    }

    private Journal open() throws IOException {
        return Journal.open(disk, journalFile());
    }

    private Path journalFile() {
        return folder.resolve("store.journal");
    }

    private Path storeFile() {
        return folder.resolve("store");
    }

    private static Change change(long offset, int... bytes) {
        byte[] data = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            data[i] = (byte) bytes[i];
        }
        return new Change(offset, data);
    }
}
