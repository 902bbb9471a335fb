package io.karge.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.karge.driver.testkit.VirtualTime;
import io.karge.storage.LostContent;
import io.karge.storage.LostStore;
import io.karge.storage.Store;
import io.karge.storage.Write;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An administrator lays a backup, or something else, beside the store and starts the gateway. */
class RestoreTest {

    @TempDir
    private Path folder;

    private final VirtualTime time = new VirtualTime();
    private StoreFolder store;
    private StoreFiles files;
    /** Which stores the one that was read last says it has replaced. */
    private @Nullable String inUseBefore;

    @BeforeEach
    void nameTheFile() {
        store = new StoreFolder(new LocalDisk(), folder.resolve("store").resolve("karge.db"));
        files = new StoreFiles(store, time);
    }

    @Test
    void aNewGatewayTakesExactlyTheBackupAndKnowsNothingOfBefore() throws IOException {
        layBackup("a/1", "one");

        assertThat(open()).containsExactly(Map.entry("a/1", "one"));
        assertThat(store.restore()).doesNotExist();
        assertThat(sibling("restored-20260101T000000Z")).exists();
        assertThat(files.look().problems()).isEmpty();
        LostStore unknown = files.look().lost().get(0);
        assertThat(unknown.folder()).isEqualTo(sibling("before-restore-20260101T000000Z"));
        assertThat(inUseBefore).isEqualTo("karge.db.before-restore-20260101T000000Z");
        LostContent content = files.read(unknown);
        assertThat(content.whole()).isFalse();
        assertThat(content.entries()).isEmpty();
        assertThat(text(content.replacement())).containsExactly(Map.entry("a/1", "one"));
    }

    @Test
    void theRestoredStoreTellsWhichOneWasInUseBeforeUntilSomebodyHasLookedThere() throws IOException {
        commit("a/1", "newer");
        layBackup("a/1", "one");
        open();
        assertThat(inUseBefore).isEqualTo("karge.db.before-restore-20260101T000000Z");
        time.advance(Duration.ofMinutes(1));
        layBackup("a/1", "another");
        open();
        assertThat(inUseBefore).as("nobody has looked").isEqualTo("karge.db.before-restore-20260101T000000Z");

        try (Database database = files.openFirst()) {
            database.apply(List.of(Write.delete(Store.RESTORED)));
            database.commit();
        }
        time.advance(Duration.ofMinutes(1));
        layBackup("a/1", "one");
        open();
        assertThat(inUseBefore).isEqualTo("karge.db.before-restore-20260101T000200Z");
    }

    @Test
    void theOneInUseAfterARestoreOnANewGatewayIsSetAsideInAFolderOfItsOwn() throws IOException {
        layBackup("a/1", "one");
        open();
        commit("a/1", "newer");
        time.advance(Duration.ofMinutes(1));
        layBackup("a/1", "one");
        open();

        assertThat(files.look().lost())
                .extracting(LostStore::folder)
                .containsExactly(
                        sibling("before-restore-20260101T000000Z"), sibling("before-restore-20260101T000100Z"));
        assertThat(text(files.read(files.look().lost().get(1)).entries())).containsExactly(Map.entry("a/1", "newer"));
    }

    @Test
    void aStoreInUseIsSetAsideWholeAndReplacedByExactlyTheBackup() throws IOException {
        commit("a/1", "newer");
        commit("a/2", "newer");
        layBackup("a/1", "one");

        assertThat(open()).containsExactly(Map.entry("a/1", "one"));
        assertThat(files.look().problems()).isEmpty();
        LostStore lost = files.look().lost().get(0);
        LostContent content = files.read(lost);
        assertThat(lost)
                .isEqualTo(new LostStore(
                        sibling("before-restore-20260101T000000Z"), Instant.parse("2026-01-01T00:00:00Z"), true));
        assertThat(content.whole()).isTrue();
        assertThat(text(content.entries())).containsOnly(Map.entry("a/1", "newer"), Map.entry("a/2", "newer"));
        assertThat(text(content.replacement())).containsExactly(Map.entry("a/1", "one"));
        assertThat(lost.folder().resolve("karge.db")).exists();
    }

    @Test
    void anUnreadableStoreIsReplacedTooAndNothingWarnsAnyMore() throws IOException {
        commit("a/1", "lost");
        Files.write(store.file(), new byte[100]);
        open();
        assertThat(files.look().problems()).hasSize(1);
        commit("b", "of the days between");
        layBackup("a/1", "one");

        assertThat(open()).containsExactly(Map.entry("a/1", "one"));
        assertThat(files.look().problems()).isEmpty();
        assertThat(inUseBefore)
                .isEqualTo("karge.db.unreadable-20260101T000000Z\nkarge.db.before-restore-20260101T000000Z");
        assertThat(files.look().lost()).extracting(LostStore::replaced).containsExactly(true, true);
        assertThat(open()).as("after a restart").containsExactly(Map.entry("a/1", "one"));
        assertThat(new StoreFiles(store, time).look().problems()).isEmpty();
    }

    @Test
    void aStoreThatTurnsOutUnreadableAtTheRestoreIsSetAsideAsThat() throws IOException {
        commit("a/1", "lost");
        Files.write(store.file(), new byte[100]);
        layBackup("a/1", "one");

        assertThat(open()).containsExactly(Map.entry("a/1", "one"));
        assertThat(sibling("unreadable-20260101T000000Z").resolve("karge.db")).hasSize(100);
        assertThat(files.look().problems()).isEmpty();
    }

    @Test
    void aStoreSetAsideAfterTheRestoreWarnsAgain() throws IOException {
        layBackup("a/1", "one");
        open();
        Files.write(store.file(), new byte[100]);
        open();
        assertThat(files.look().problems()).hasSize(1);
    }

    @Test
    void isNotDoneWhileStationsRunAndSaysSo() throws IOException {
        commit("a/1", "newer");
        layBackup("a/1", "one");

        files.reopen().close();
        assertThat(files.look().problems()).singleElement().satisfies(problem -> assertThat(problem.toString())
                .contains("is not restored", "while the gateway was running", "Restart the gateway"));
        time.advance(Duration.ofMinutes(1));
        assertThat(files.look().problems().get(0).since()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void anotherGatewayThatHasTheStoreKeepsItsFiles() throws IOException {
        Database held = files.openFirst();
        layBackup("a/1", "one");
        assertThatThrownBy(() -> new StoreFiles(store, time).openFirst()).isInstanceOf(StoreInUseException.class);
        assertThat(store.restore()).exists();
        assertThat(store.asides()).isEmpty();
        held.close();
    }

    @Test
    void refusesWhatIsNoBackupAndSaysWhatItIs() throws IOException {
        commit("k", "present");
        byte[] storeFile = Files.readAllBytes(store.file());
        String backup = backup("k", "v");
        refuses(storeFile, "a store file (karge.db)");
        refuses(new byte[] {0x4B, 0x4A, 0, 1, 0, 0}, "the journal of a store");
        refuses(gzip(backup), "compressed (gzip): unpack it");
        refuses("PK\3\4xx".getBytes(StandardCharsets.UTF_8), "a zip archive");
        refuses(new byte[0], "is empty");
        refuses(new byte[] {'x', (byte) 0xFF, (byte) 0xFE}, "no text");
        refuses("hello", "does not begin with \"karge-store 1\"");
        refuses(backup.replace("karge-store 1", "karge-store 2"), "was written by a newer one");
        refuses(backup.substring(0, backup.length() - 14), "not whole, its last line is missing");
        refuses("karge-store 1\n", "not whole");
        refuses(backup.replace("k\t", "l\t"), "its checksum is wrong");
    }

    @Test
    void refusesAFolderAndALinkToNowhere() throws IOException {
        commit("k", "present");
        Files.createDirectory(store.restore());
        assertThat(refusal()).contains("it is a folder");
        Files.delete(store.restore());
        Files.createSymbolicLink(store.restore(), folder.resolve("nowhere"));
        assertThat(refusal()).contains("a link that leads nowhere");
        Files.delete(store.restore());
        assertThat(open()).containsExactly(Map.entry("k", "present"));
    }

    @Test
    void takesABackupThatWasCopiedAsTextOnAnotherSystem() throws IOException {
        layText(backup("k", "v").replace("\n", "\r\n"));
        assertThat(open()).containsExactly(Map.entry("k", "v"));
    }

    @ParameterizedTest
    @EnumSource(SimulatedDisk.Fault.class)
    void endsWithExactlyTheBackupWheneverItIsInterrupted(SimulatedDisk.Fault fault) throws IOException {
        byte[] backup = backup("a/1", "one").getBytes(StandardCharsets.UTF_8);
        SimulatedDisk template = new SimulatedDisk();
        StoreFolder simulated = new StoreFolder(template, Path.of("/store/karge.db"));
        Database before = new StoreFiles(simulated, time).openFirst();
        before.apply(List.of(put("a/1", "newer"), put("b", "newer")));
        before.commit();
        before.close();

        int operations = 1;
        for (int n = 1; n <= operations; n++) {
            SimulatedDisk disk = new SimulatedDisk();
            disk.createFolder(simulated.folder());
            disk.put(simulated.file(), template.content(simulated.file()));
            disk.put(simulated.journal(), new byte[0]);
            disk.put(simulated.restore(), backup);
            disk.failAt(n, fault);
            StoreFolder tried = new StoreFolder(disk, simulated.file());
            Map<String, String> found = openAfterFailure(disk, tried, n % 2 == 0);
            operations = disk.operations();

            String name = fault + " at operation " + n;
            assertThat(found).as(name).containsExactly(Map.entry("a/1", "one"));
            assertThat(disk.exists(tried.restore())).as(name).isFalse();
            StoreFiles after = new StoreFiles(tried, time);
            assertThat(after.look().problems()).as(name).isEmpty();
            List<LostStore> lost = after.look().lost();
            assertThat(lost)
                    .as(name + ": a move may become durable in one folder first")
                    .hasSizeBetween(1, 2);
            LostStore named = lost.stream()
                    .filter(one -> String.valueOf(inUseBefore)
                            .endsWith(one.folder().getFileName().toString()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name + " " + inUseBefore + " " + lost));
            assertThat(after.read(named).whole()).as(name).isTrue();
            assertThat(text(after.read(named).entries())).as(name).containsEntry("b", "newer");
        }
        assertThat(operations).isGreaterThan(10);
    }

    private Map<String, String> openAfterFailure(SimulatedDisk disk, StoreFolder tried, boolean losesPower)
            throws IOException {
        try (Database database = new StoreFiles(tried, time).openFirst()) {
            text(database.entries(""));
        } catch (IOException | RuntimeException failed) {
            disk.killProcess();
            if (losesPower) {
                disk.losePower(new Random(1));
            }
        }
        disk.repair();
        try (Database database = new StoreFiles(tried, time).openFirst()) {
            return text(database.entries(""));
        }
    }

    private void refuses(String content, String words) throws IOException {
        refuses(content.getBytes(StandardCharsets.UTF_8), words);
    }

    private void refuses(byte[] content, String words) throws IOException {
        byte[] before = Files.readAllBytes(store.file());
        Files.write(store.restore(), content);
        assertThat(refusal()).contains(words);
        assertThat(store.restore()).hasBinaryContent(content);
        assertThat(store.file()).hasBinaryContent(before);
        assertThat(store.asides()).isEmpty();
        Files.delete(store.restore());
    }

    /** The problem that an administrator sees. */
    private String refusal() {
        Throwable refused = catchThrowable(files::openFirst);
        assertThat(refused).isInstanceOf(RestoreRefusedException.class);
        String problem = files.problem(refused).toString();
        assertThat(problem).contains("cannot be restored", "karge:backup", "move away what lies there", "tried again");
        return problem;
    }

    private void layBackup(String key, String value) throws IOException {
        layText(backup(key, value));
    }

    private void layText(String backup) throws IOException {
        Files.createDirectories(store.folder());
        Files.writeString(store.restore(), backup);
    }

    private String backup(String key, String value) throws IOException {
        Path file = folder.resolve("backup");
        Backup.write(new LocalDisk(), file, Map.of(key, value.getBytes(StandardCharsets.UTF_8)));
        String content = Files.readString(file);
        Files.delete(file);
        return content;
    }

    private static byte[] gzip(String content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private Map<String, String> open() throws IOException {
        try (Database database = files.openFirst()) {
            return text(database.entries(""));
        }
    }

    private void commit(String key, String value) throws IOException {
        try (Database database = files.openFirst()) {
            database.apply(List.of(put(key, value)));
            database.commit();
        }
    }

    private static Write put(String key, String value) {
        return Write.put(key, value.getBytes(StandardCharsets.UTF_8));
    }

    /** All entries but that which the store itself has added: {@link #inUseBefore}. */
    private Map<String, String> text(SortedMap<String, byte[]> entries) {
        Map<String, String> text = new TreeMap<>();
        entries.forEach((key, value) -> text.put(key, new String(value, StandardCharsets.UTF_8)));
        inUseBefore = text.remove(Store.RESTORED);
        return text;
    }

    private Path sibling(String reason) {
        return store.file().resolveSibling("karge.db." + reason);
    }
}
