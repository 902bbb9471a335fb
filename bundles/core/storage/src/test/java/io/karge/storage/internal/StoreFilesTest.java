package io.karge.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.testkit.VirtualTime;
import io.karge.storage.StoreProblem;
import io.karge.storage.Write;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFilesTest {

    @TempDir
    private Path folder;

    private Path file;
    private StoreFiles files;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("store").resolve("karge.db");
        files = new StoreFiles(file, new VirtualTime());
    }

    @Test
    void makesFolderAndFilesForTheirOwnerAlone() throws IOException {
        commit("k", "v");
        assertThat(permissions(file.getParent())).isEqualTo("rwx------");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(StoreFolder.journalOf(file))).isEqualTo("rw-------");
    }

    @Test
    void keepsWhatWasCommittedAndDropsWhatWasNot() throws IOException {
        commit("k", "v");
        try (Database database = files.openFirst().database()) {
            database.apply(List.of(put("k", "never committed")));
        }
        assertThat(value("k")).isEqualTo("v");
    }

    @Test
    void anUnreadableStoreIsKeptAsideAndNeverOverwritten() throws IOException {
        commit("k", "v");
        byte[] damaged = Files.readAllBytes(file);
        java.util.Arrays.fill(damaged, 0, 4_096, (byte) 0x55);
        Files.write(file, damaged);

        StoreSource.Opened opened = files.openFirst();
        opened.database().close();

        assertThat(opened.database()).isNotNull();
        StoreProblem problem = opened.problems().get(0);
        assertThat(problem.what()).contains("new store");
        assertThat(problem.why()).contains("unreadable-20260101T000000Z");
        assertThat(problem.remedy()).contains("karge.db.restore");
        assertThat(file.resolveSibling("karge.db.unreadable-20260101T000000Z").resolve("karge.db"))
                .hasBinaryContent(damaged);
    }

    @Test
    void theProblemStaysUntilTheOldStoreIsTakenAway() throws IOException {
        commit("k", "v");
        Files.write(file, new byte[100]);
        files.openFirst().database().close();

        StoreSource.Opened again = files.openFirst();
        again.database().close();
        assertThat(again.problems()).hasSize(1);

        Files.move(file.resolveSibling("karge.db.unreadable-20260101T000000Z"), folder.resolve("elsewhere"));
        StoreSource.Opened cleaned = files.openFirst();
        cleaned.database().close();
        assertThat(cleaned.problems()).isEmpty();
    }

    @Test
    void twoUnreadableStoresOfOneSecondAreBothKept() throws IOException {
        for (int i = 0; i < 2; i++) {
            commit("k", "v");
            Files.write(file, new byte[100]);
            files.openFirst().database().close();
        }
        assertThat(StoreFolder.keptAside(file)).hasSize(2);
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
        Database database = files.openFirst().database();
        database.apply(List.of(put("k", "v")));
        database.commit();
        byte[] journal = Files.readAllBytes(StoreFolder.journalOf(file));
        database.close();
        Files.delete(file);
        Files.write(StoreFolder.journalOf(file), journal);

        StoreSource.Opened opened = files.openFirst();
        opened.database().close();
        assertThat(opened.problems()).hasSize(1);
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
    void anEmptyStoreTakesOverABackup() throws IOException {
        commit("a/1", "one");
        Path backup = folder.resolve("backup");
        try (Database database = files.openFirst().database()) {
            Backup.write(backup, database.entries(""));
        }
        Files.delete(file);
        Files.move(backup, StoreFolder.restoreOf(file));

        assertThat(value("a/1")).isEqualTo("one");
        assertThat(StoreFolder.restoreOf(file)).doesNotExist();
        assertThat(file.resolveSibling("karge.db.restored-20260101T000000Z")).exists();
    }

    @Test
    void aBackupIsNotLaidOverAStoreInUse() throws IOException {
        commit("k", "v");
        Files.writeString(StoreFolder.restoreOf(file), "whatever");
        StoreSource.Opened opened = files.openFirst();
        opened.database().close();
        assertThat(opened.problems()).singleElement().satisfies(p -> assertThat(p.why())
                .contains("not empty"));
        assertThat(StoreFolder.restoreOf(file)).exists();
    }

    @Test
    void aDamagedBackupIsRefused() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(StoreFolder.restoreOf(file), "karge-store 1\nk\tdmFsdWU=\nend 0\n");
        assertThatThrownBy(files::openFirst).isInstanceOf(IOException.class).hasMessageContaining("damaged");
        assertThat(StoreFolder.restoreOf(file)).exists();
    }

    private void commit(String key, String value) throws IOException {
        try (Database database = files.openFirst().database()) {
            database.apply(List.of(put(key, value)));
            database.commit();
        }
    }

    private String value(String key) throws IOException {
        try (Database database = files.openFirst().database()) {
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
