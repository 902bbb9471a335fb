package io.karge.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void makesAFileThatItsOwnerAloneReads() throws IOException {
        Path file = folder.resolve("secret");

        WholeFile.write(file, List.of("ä", "b"));

        assertThat(file).hasContent("ä\nb\n");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void keepsTheModeOfOneThatIsThere() throws IOException {
        Path file = Files.writeString(folder.resolve("public"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        WholeFile.write(file, List.of("new"));

        assertThat(file).hasContent("new\n");
        assertThat(mode(file)).isEqualTo("rw-r--r--");
    }

    @Test
    void whoHasOpenedTheFormerOneReadsItToItsEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");

        try (var reader = Files.newBufferedReader(file)) {
            WholeFile.write(file, List.of("new"));

            assertThat(reader.readLine()).isEqualTo("old");
        }
    }

    @Test
    void leavesNothingOfWhatCouldNotBeWritten() throws IOException {
        Path file = folder.resolve("file");
        Files.createDirectories(file.resolve("in-the-way"));

        assertThatThrownBy(() -> WholeFile.write(file, List.of("text"))).isInstanceOf(IOException.class);

        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void writesInThePlaceOfADraftThatACrashHasLeft() throws IOException {
        Path file = folder.resolve("file");
        Files.writeString(folder.resolve("file.new"), "a longer text, half written");

        WholeFile.write(file, List.of("text"));

        assertThat(file).hasContent("text\n");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
