package io.karge.runtime.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.AuditLog;
import io.karge.runtime.StationView.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditedFilesTest {
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    @TempDir
    Path base;

    private final VirtualTime time = new VirtualTime();
    private final List<String> lines = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private Path cfg;
    private AuditedFiles files;

    @BeforeEach
    void setUp() throws IOException {
        Files.createDirectories(base.resolve("etc"));
        cfg = base.resolve("etc/io.karge.station-a.cfg");
        Files.writeString(cfg, "stationId = A\nbasicAuthPassword = Top-5ecret-Top-5ecret\n");
        files = begin();
        lines.clear();
    }

    private AuditedFiles begin() {
        AuditLog log = entry -> lines.add(
                entry.who().replaceAll("cfg of .*", "cfg of ME") + " | " + entry.what() + " | " + entry.result());
        AuditedFiles begun = new AuditedFiles(base, log, () -> List.copyOf(problems), time, time);
        time.advance(A_WHILE);
        return begun;
    }

    @Test
    void beginsWithWhatIsThere(@TempDir Path other) throws IOException {
        Files.createDirectories(other.resolve("etc"));
        Files.writeString(other.resolve("etc/x.cfg"), "");
        new AuditedFiles(other, entry -> lines.add(entry.what()), List::of, time, time);
        time.advance(A_WHILE);

        assertThat(lines).containsExactly("begins to look after etc/ and deploy/, 1 files");
    }

    @Test
    void beginsOnceWhenTheDiskTakesNothing(@TempDir Path other) throws IOException {
        PrintStream standardError = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8)); // where the tests' logger writes
        Path inTheWay = Files.createFile(other.resolve("store"));
        new AuditedFiles(other, entry -> lines.add(entry.what()), List::of, time, time);
        time.advance(A_WHILE);
        System.setErr(standardError);
        Files.delete(inTheWay);
        time.advance(A_WHILE);

        assertThat(log.toString(StandardCharsets.UTF_8)).containsOnlyOnce("cannot be remembered");
        assertThat(lines).containsExactly("begins to look after etc/ and deploy/, 0 files");
        assertThat(other.resolve("store/audit/files")).exists();
    }

    @Test
    void remembersWhatItHasToldWhenTheDiskTakesItAgain() throws IOException {
        Path remembered = base.resolve("store/audit/files");
        Files.delete(remembered);
        Path inTheWay = Files.createDirectories(remembered.resolve("in-the-way"));
        Files.writeString(cfg, "stationId = B\n");
        time.advance(A_WHILE);
        assertThat(lines).hasSize(1);
        assertThat(remembered.getParent()).isDirectoryNotContaining("glob:**.tmp");

        Files.delete(inTheWay);
        Files.delete(remembered);
        time.advance(A_WHILE);
        files.close();
        begin();

        assertThat(lines).hasSize(1);
    }

    @Test
    void saysWhichKeysOfAFileHaveChangedAndNoValues() throws IOException {
        Files.writeString(cfg, "stationId = A\nbasicAuthPassword = Other-5ecret-5ecret\ndriver = hyc\n");
        time.advance(A_WHILE);

        assertThat(lines)
                .containsExactly("file etc/io.karge.station-a.cfg of ME | changed: basicAuthPassword, driver | done");
        assertThat(Files.readString(base.resolve("store/audit/files"))).doesNotContain("5ecret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(base.resolve("store/audit/files"))))
                .isEqualTo("rw-------");
    }

    @Test
    void saysWhatIsAddedAndRemoved() throws IOException {
        Path feature = base.resolve("deploy/feature.xml");
        Files.createDirectories(feature.getParent());
        Files.writeString(feature, "<x/>");
        time.advance(A_WHILE);
        Files.delete(feature);
        time.advance(A_WHILE);

        assertThat(lines)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("file deploy/feature.xml of ")
                                .endsWith(" | added | done"),
                        line -> assertThat(line).isEqualTo("file deploy/feature.xml | removed | done"));
    }

    @Test
    void saysWhyAFileIsRefused() throws IOException {
        Files.writeString(cfg, "stationId = ?\n");
        problems.add(new Problem(
                Instant.EPOCH, "io.karge.station-a.cfg is refused", "stationId is '?'", "Correct the file"));
        problems.add(new Problem(Instant.EPOCH, "io.karge.station-b.cfg is refused", "another", ""));
        time.advance(A_WHILE);

        assertThat(lines).singleElement().asString().endsWith(" | refused: stationId is '?'");
    }

    @Test
    void waitsUntilAFileChangesNoMoreAndTellsItOnce() throws IOException {
        for (int i = 0; i < 5; i++) {
            Files.writeString(cfg, "stationId = A" + "x".repeat(i) + "\n");
            time.advance(AuditedFiles.BETWEEN_TWO_LOOKS);
        }
        assertThat(lines).isEmpty();

        time.advance(A_WHILE);
        assertThat(lines).hasSize(1);
    }

    /** Many editors delete a file and write another. */
    @Test
    void saysNothingOfAFileThatIsWrittenAnewAsItWas() throws IOException {
        String text = Files.readString(cfg);
        Files.delete(cfg);
        time.advance(AuditedFiles.BETWEEN_TWO_LOOKS);
        Files.writeString(cfg, text);
        time.advance(A_WHILE);

        assertThat(lines).isEmpty();
    }

    @Test
    void tellsWhatHappenedWhileItWasAway() throws IOException {
        Files.writeString(base.resolve("etc/b.cfg"), "x = 1");
        time.advance(A_WHILE);
        files.close();
        lines.clear();

        Files.writeString(cfg, "stationId = B\n");
        Files.delete(base.resolve("etc/b.cfg"));
        Files.writeString(base.resolve("etc/c.cfg"), "");
        begin();

        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "file etc/b.cfg | removed while the gateway was away | done",
                        "file etc/c.cfg of ME | added | done",
                        "file etc/io.karge.station-a.cfg of ME | changed while the gateway was away | done");
    }

    @Test
    void tellsNothingTwiceOverARestart() throws IOException {
        Files.writeString(cfg, "stationId = B\n");
        time.advance(A_WHILE);
        files.close();
        lines.clear();

        begin();

        assertThat(lines).isEmpty();
    }
}
