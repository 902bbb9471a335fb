package io.karge.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.storage.BackupReport;
import io.karge.storage.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private static final Map<String, byte[]> ENTRIES = Map.of("a", new byte[3], "b", new byte[0]);

    @TempDir
    private Path folder;

    @Test
    void saysWhatWasWrittenWhere() throws IOException {
        Path target = folder.resolve("x").resolve("..").resolve("backup");
        BackupReport report = Export.write(target, ENTRIES, folder.resolve("store"));
        assertThat(report).isEqualTo(new BackupReport(folder.resolve("backup"), 2, Files.size(report.file())));
        assertThat(Backup.read(new LocalDisk(), report.file())).containsOnlyKeys("a", "b");
        assertThat(files()).containsExactly("backup");
    }

    @Test
    void refusesInWordsAndLeavesNothingBehind() throws IOException {
        Files.writeString(folder.resolve("present"), "mine");
        Path store = Files.createDirectory(folder.resolve("store"));
        refuses(folder.resolve("present"), "it exists");
        refuses(folder, "it is a folder");
        refuses(folder.resolve("missing").resolve("backup"), "the folder " + folder.resolve("missing"));
        refuses(folder.resolve("present").resolve("backup"), "does not exist");
        refuses(store.resolve("karge.db.restore"), "the folder of the store itself");
        assertThat(folder.resolve("present")).hasContent("mine");
        assertThat(files()).containsExactly("present", "store");
    }

    @Test
    void touchesNoDraftOfSomebodyElse() throws IOException {
        Files.writeString(folder.resolve("backup.new"), "mine");
        Export.write(folder.resolve("backup"), ENTRIES, null);
        assertThat(folder.resolve("backup.new")).hasContent("mine");
    }

    @Test
    void leavesNothingOnAFullDisk() {
        SimulatedDisk disk = new SimulatedDisk();
        disk.failAt(2, SimulatedDisk.Fault.FULL);
        Path target = Path.of("/usb/backup");
        assertThatThrownBy(() -> Backup.write(disk, target, ENTRIES)).hasMessageContaining("No space left");
        assertThat(disk.list(Path.of("/usb"))).isEmpty();
    }

    private void refuses(Path target, String why) {
        assertThatThrownBy(() -> Export.write(target, ENTRIES, folder.resolve("store")))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("The backup " + target + " was not written: ")
                .hasMessageContaining(why);
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString()).sorted().toList().stream();
        }
    }
}
