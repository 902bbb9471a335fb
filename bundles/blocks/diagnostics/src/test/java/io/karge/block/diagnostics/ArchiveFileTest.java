package io.karge.block.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.block.diagnostics.PartFile.Written;
import io.karge.station.LogArchives.Archive;
import io.karge.station.LogSource.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** N01.FR.02: a single file. */
class ArchiveFileTest {
    @TempDir
    private Path folder;

    private Path work() {
        return folder.resolve("work");
    }

    private ArchiveFile archive(Written... parts) {
        return new ArchiveFile(
                "Log of CS-1", List.of(parts), List.of("queue.json: it is away"), work().resolve("a.zip"));
    }

    private Written part(String name, String text) throws IOException {
        ArchiveFile.folder(work());
        Part part = new Part(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        return new PartFile(part, Files.createTempFile(work(), "part", ""), 1_000).call();
    }

    @Test
    void holdsWhatThePartsWrote() throws IOException {
        Archive made = archive(part("a.json", "{}"), part("b/c.log", "line")).call();
        Map<String, String> entries = Zips.entries(made.file());
        assertThat(entries).containsEntry("a.json", "{}").containsEntry("b/c.log", "line");
        assertThat(entries.get("contents.txt"))
                .contains("Log of CS-1", "a.json: 2 octets", "b/c.log: 4 octets")
                .endsWith("Not in it:\nqueue.json: it is away\n");
        assertThat(made.octets()).isEqualTo(Files.size(made.file()));
        assertThat(made.leftOut()).containsExactly("queue.json: it is away");
    }

    @Test
    void hasNoEntryForWhatIsEmpty() throws IOException {
        Archive made = archive(part("a", "x"), part("messages.1.jsonl", ""), part("messages.2.jsonl", ""))
                .call();
        Map<String, String> entries = Zips.entries(made.file());
        assertThat(entries).containsOnlyKeys("a", "contents.txt");
        assertThat(entries.get("contents.txt"))
                .contains("\nEmpty, and not in it: messages.1.jsonl, messages.2.jsonl\n");
        try (Stream<Path> left = Files.list(work())) {
            assertThat(left.filter(Files::isRegularFile)).containsExactly(made.file());
        }
    }

    @Test
    void leavesNoFilesOfTheParts() throws IOException {
        Archive made = archive(part("a", "x")).call();
        try (Stream<Path> left = Files.list(work())) {
            assertThat(left).containsExactly(made.file());
        }
    }

    @Test
    void isReadableByTheGatewaysUserOnly() throws IOException {
        Archive made = archive(part("a", "x")).call();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work())))
                .isEqualTo("rwx------");
    }

    @Test
    void leadsNowhereElse() throws IOException {
        Archive made = archive(part("../../etc/x", "1"), part("/abs", "2"), part("same", "3"), part("same", "4"))
                .call();
        assertThat(Zips.entries(made.file())).containsOnlyKeys("etc/x", "abs", "same", "2-same", "contents.txt");
    }

    @Test
    void replacesNoFileOfSomebodyElse() throws IOException {
        Written part = part("a", "x");
        Files.writeString(work().resolve("a.zip"), "precious");
        assertThatThrownBy(() -> archive(part).call()).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(work().resolve("a.zip")).hasContent("precious");
    }

    @Test
    void leavesNothingWhenItIsNotWantedAnyMore() throws IOException {
        ArchiveFile archive = archive(part("a", "x"));
        archive.cancel();
        assertThatThrownBy(archive::call).isInstanceOf(IOException.class).hasMessageContaining("not wanted");
        assertThat(work().resolve("a.zip")).doesNotExist();
    }
}
