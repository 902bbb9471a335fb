package io.karge.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.testkit.VirtualTime;
import io.karge.storage.LostContent;
import io.karge.storage.LostStore;
import io.karge.storage.StoreProblem;
import io.karge.storage.Write;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFilesTest {

    @TempDir
    private Path folder;

    private final VirtualTime time = new VirtualTime();
    private Path file;
    private StoreFolder store;
    private StoreFiles files;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("store").resolve("karge.db");
        store = new StoreFolder(new LocalDisk(), file);
        files = new StoreFiles(store, time);
    }

    @Test
    void makesFolderAndFilesForTheirOwnerAlone() throws IOException {
        commit("k", "v");
        assertThat(permissions(file.getParent())).isEqualTo("rwx------");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(store.journal())).isEqualTo("rw-------");
    }

    @Test
    void keepsWhatWasCommittedAndDropsWhatWasNot() throws IOException {
        commit("k", "v");
        try (Database database = files.openFirst()) {
            database.apply(List.of(put("k", "never committed")));
        }
        assertThat(value("k")).isEqualTo("v");
    }

    @Test
    void anUnreadableStoreIsSetAsideAndNeverOverwritten() throws IOException {
        commit("k", "v");
        byte[] damaged = damage();

        files.openFirst().close();

        StoreProblem problem = files.look().problems().get(0);
        assertThat(problem.since()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(problem.what()).contains("new store");
        assertThat(problem.why()).contains("unreadable-20260101T000000Z");
        assertThat(problem.remedy()).contains("karge.db.restore");
        assertThat(aside("unreadable").resolve("karge.db")).hasBinaryContent(damaged);
    }

    @Test
    void whatCanBeReadOfAnUnreadableStoreIsWrittenDown() throws IOException {
        commit("k", "v");
        damage();
        files.openFirst().close();

        LostStore lost = files.look().lost().get(0);
        LostContent content = files.read(lost);

        assertThat(lost).isEqualTo(new LostStore(aside("unreadable"), Instant.parse("2026-01-01T00:00:00Z"), false));
        assertThat(content.whole()).isFalse();
        assertThat(content.entries()).containsOnlyKeys("k");
        assertThat(content.replacement()).isEmpty();
        assertThat(permissions(aside("unreadable").resolve("readable.backup"))).isEqualTo("rw-------");
    }

    @Test
    void theProblemStaysUntilTheOldStoreIsTakenAway() throws IOException {
        commit("k", "v");
        Files.write(file, new byte[100]);
        files.openFirst().close();

        StoreFiles nextRun = new StoreFiles(store, time);
        nextRun.openFirst().close();
        assertThat(nextRun.look().problems()).hasSize(1);
        assertThat(nextRun.look().lost()).hasSize(1);

        Files.move(aside("unreadable"), folder.resolve("elsewhere"));
        assertThat(nextRun.look().problems()).isEmpty();
        assertThat(nextRun.look().lost()).isEmpty();
    }

    @Test
    void twoUnreadableStoresOfOneSecondAreBothKept() throws IOException {
        for (int i = 0; i < 2; i++) {
            commit("k", "v");
            Files.write(file, new byte[100]);
            files.openFirst().close();
        }
        assertThat(store.asides()).hasSize(2);
    }

    @Test
    void anUnreadableStoreIsLeftAloneWhileStationsRun() throws IOException {
        commit("k", "v");
        Files.write(file, new byte[100]);
        assertThatThrownBy(files::reopen).isInstanceOf(CorruptStoreException.class);
        assertThat(Files.size(file)).isEqualTo(100);
        assertThat(files.problem(new CorruptStoreException("x")).remedy()).contains("Restart");
    }

    @Test
    void aStoreFileThatWentMissingIsNoticed() throws IOException {
        Database database = files.openFirst();
        database.apply(List.of(put("k", "v")));
        database.commit();
        byte[] journal = Files.readAllBytes(store.journal());
        database.close();
        Files.delete(file);
        Files.write(store.journal(), journal);

        files.openFirst().close();
        assertThat(files.look().problems()).hasSize(1);
        assertThat(aside("unreadable").resolve("karge.db.journal")).hasBinaryContent(journal);
    }

    @Test
    void theJournalFollowsItsStoreWhenSettingAsideWasInterrupted() throws IOException {
        commit("k", "v");
        byte[] damaged = damage();
        Files.write(store.journal(), new byte[] {1});
        Path aside = Files.createDirectory(aside("unreadable"));
        Files.move(file, aside.resolve("karge.db"));

        files.openFirst().close();

        assertThat(store.asides()).hasSize(1);
        assertThat(aside.resolve("karge.db")).hasBinaryContent(damaged);
        assertThat(aside.resolve("karge.db.journal")).hasBinaryContent(new byte[] {1});
        assertThat(files.read(files.look().lost().get(0)).entries()).containsOnlyKeys("k");
    }

    @Test
    void aHalfMadeStoreIsMadeAnew() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file.resolveSibling("karge.db.new"), new byte[3]);
        Files.write(file.resolveSibling("karge.db.new.journal"), new byte[3]);
        commit("k", "v");
        assertThat(value("k")).isEqualTo("v");
    }

    @Test
    void anUnreadableStoreIsSetAsideWheneverTheDiskLetsIt() throws IOException {
        for (SimulatedDisk.Fault fault : SimulatedDisk.Fault.values()) {
            int operations = 1;
            for (int n = 1; n <= operations; n++) {
                String name = fault + " at operation " + n;
                SimulatedDisk disk = new SimulatedDisk();
                StoreFolder simulated = new StoreFolder(disk, Path.of("/store/karge.db"));
                disk.createFolder(simulated.folder());
                disk.put(simulated.file(), new byte[1_000]);
                disk.put(simulated.journal(), new byte[0]);
                disk.failAt(n, fault);
                StoreFiles tried = openAfterFailure(disk, simulated);
                operations = disk.operations();

                List<LostStore> lost = tried.look().lost();
                assertThat(lost).as(name).hasSize(1);
                assertThat(disk.content(lost.get(0).folder().resolve("karge.db")))
                        .as(name)
                        .hasSize(1_000);
            }
            assertThat(operations).isGreaterThan(10);
        }
    }

    @Test
    void aFullDiskAtTheStartTouchesNothingAndIsToldInWords() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        StoreFolder simulated = new StoreFolder(disk, Path.of("/store/karge.db"));
        StoreFiles run = new StoreFiles(simulated, time);
        Database database = run.openFirst();
        database.apply(List.of(put("k", "v")));
        database.commit();
        disk.killProcess();
        byte[] before = disk.content(simulated.file());
        byte[] journal = disk.content(simulated.journal());
        disk.fill();

        StoreFiles next = new StoreFiles(simulated, time);
        assertThatThrownBy(next::openFirst).isInstanceOf(DiskFullException.class);

        assertThat(next.problem(new DiskFullException(3 << 20)).toString())
                .contains("only 3 MB are free", "Make room", "tried again");
        assertThat(next.look().lost()).isEmpty();
        assertThat(disk.content(simulated.file())).isEqualTo(before);
        assertThat(disk.content(simulated.journal())).isEqualTo(journal);
        disk.repair();
        try (Database again = next.openFirst()) {
            assertThat(again.entries("")).containsOnlyKeys("k");
        }
    }

    /** As the storage thread does it: again after each failure. */
    private StoreFiles openAfterFailure(SimulatedDisk disk, StoreFolder simulated) throws IOException {
        StoreFiles tried = new StoreFiles(simulated, time);
        try {
            tried.openFirst().close();
        } catch (IOException | RuntimeException failed) {
            disk.killProcess();
        }
        disk.repair();
        tried.openFirst().close();
        return tried;
    }

    private Path aside(String reason) {
        return file.resolveSibling("karge.db." + reason + "-20260101T000000Z");
    }

    /** The header and the lists of free records are gone. */
    private byte[] damage() throws IOException {
        byte[] damaged = Files.readAllBytes(file);
        Arrays.fill(damaged, 0, 4_096, (byte) 0x55);
        Files.write(file, damaged);
        return damaged;
    }

    private void commit(String key, String value) throws IOException {
        try (Database database = files.openFirst()) {
            database.apply(List.of(put(key, value)));
            database.commit();
        }
    }

    private String value(String key) throws IOException {
        try (Database database = files.openFirst()) {
            return new String(database.entries(key).get(key), StandardCharsets.UTF_8);
        }
    }

    private static Write put(String key, String value) {
        return Write.put(key, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
