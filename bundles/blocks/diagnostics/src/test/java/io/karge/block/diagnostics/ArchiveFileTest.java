package io.karge.block.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.station.LogArchives.Archive;
import io.karge.station.LogSource.Content;
import io.karge.station.LogSource.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** N01.FR.02: a single file. */
class ArchiveFileTest {
    @TempDir
    private Path folder;

    private Path work() {
        return folder.resolve("work");
    }

    private ArchiveFile archive(long mostOctets, Part... parts) {
        return new ArchiveFile(
                "Log of CS-1", List.of(parts), work(), work().resolve("hardware"), work().resolve("a.zip"), mostOctets);
    }

    private static Part part(String name, String text) {
        return new Part(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void holdsWhatThePartsWriteAndWhatTheHardwareCollected() throws IOException {
        Files.createDirectories(work().resolve("hardware/board"));
        Files.writeString(work().resolve("hardware/board/1.log"), "of the board");
        Archive made =
                archive(1_000, part("a.json", "{}"), part("b/c.log", "line")).call();
        Map<String, String> entries = Zips.entries(made.file());
        assertThat(entries)
                .containsEntry("a.json", "{}")
                .containsEntry("b/c.log", "line")
                .containsEntry("hardware/board/1.log", "of the board");
        assertThat(entries.get("contents.txt"))
                .contains("Log of CS-1", "a.json: 2 octets", "b/c.log: 4 octets", "hardware/board/1.log")
                .doesNotContain("Not in it");
        assertThat(made.octets()).isEqualTo(Files.size(made.file()));
        assertThat(made.leftOut()).isEmpty();
    }

    @Test
    void isReadableByTheGatewaysUserOnly() throws IOException {
        Archive made = archive(1_000, part("a", "x")).call();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work())))
                .isEqualTo("rwx------");
    }

    @Test
    void leavesOutWhatDoesNotFitAndSaysSo() throws IOException {
        Archive made = archive(10, part("newest", "123456"), part("older", "12345"), part("small", "1234"))
                .call();
        Map<String, String> entries = Zips.entries(made.file());
        assertThat(entries).containsOnlyKeys("newest", "small", "contents.txt");
        assertThat(entries.get("contents.txt")).contains("Not in it:\nolder: it is longer than the 4 octets");
        assertThat(made.leftOut()).hasSize(1);
    }

    @Test
    void leavesOutAPartThatFailsInTheMiddle() throws IOException {
        Content breaks = out -> {
            out.write(1);
            throw new IllegalStateException("no such register");
        };
        Archive made =
                archive(1_000, new Part("bad", breaks), part("good", "x")).call();
        assertThat(Zips.entries(made.file())).containsOnlyKeys("good", "contents.txt");
        assertThat(made.leftOut()).singleElement().asString().contains("bad", "no such register");
    }

    @Test
    void leadsNowhereElse() throws IOException {
        Archive made = archive(1_000, part("../../etc/x", "1"), part("/abs", "2"), part("same", "3"), part("same", "4"))
                .call();
        assertThat(Zips.entries(made.file())).containsOnlyKeys("etc/x", "abs", "same", "2-same", "contents.txt");
    }

    @Test
    void replacesNoFileOfSomebodyElse() throws IOException {
        Files.createDirectories(work());
        Files.writeString(work().resolve("a.zip"), "precious");
        assertThatThrownBy(() -> archive(1_000, part("a", "x")).call()).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void leavesNothingWhenItIsNotWantedAnyMore() throws IOException {
        ArchiveFile[] archive = new ArchiveFile[1];
        Part cancels = new Part("a", out -> {
            archive[0].cancel();
            out.write(1);
        });
        archive[0] = archive(1_000, cancels);
        assertThatThrownBy(archive[0]::call).isInstanceOf(IOException.class).hasMessageContaining("not wanted");
        assertThat(work()).isEmptyDirectory();
    }
}
