package io.karge.block.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.LogEnumType;
import io.karge.station.LogArchives;
import io.karge.station.LogArchives.Archive;
import io.karge.station.LogSource;
import io.karge.station.LogSource.Content;
import io.karge.station.LogSource.Part;
import io.karge.station.Reply;
import io.karge.station.testkit.BlockTester;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive comes about whatever those do who bring its parts. */
class ArchivesTest {
    private final BlockTester station = BlockTester.of(new DiagnosticsBlockFactory());
    private final List<Part> parts = new ArrayList<>();
    private final List<Reply<Archive>> replies = new ArrayList<>();
    private int made;

    @TempDir
    private Path temp;

    record State(String word) {}

    @BeforeEach
    void begin() {
        station.useFolder(temp.resolve("diagnostics"));
        station.offer(LogSource.class, (log, oldest, latest) -> parts);
        station.start();
        station.advance(Duration.ZERO);
    }

    private static Part part(String name, String text) {
        return new Part(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void ask() {
        station.port(LogArchives.class)
                .orElseThrow()
                .make(
                        LogEnumType.DiagnosticsLog,
                        Optional.empty(),
                        Optional.empty(),
                        temp.resolve(++made + ".zip"),
                        replies::add);
        station.advance(Duration.ZERO);
    }

    private Archive archive() {
        ask();
        return answered();
    }

    private Archive answered() {
        assertThat(replies).hasSize(made);
        return ((Reply.Answered<Archive>) replies.get(made - 1)).result();
    }

    private static String name(Object work) {
        return work instanceof PartFile part ? part.name() : "";
    }

    @Test
    void isWithoutAPartThatFailsInTheMiddle() throws IOException {
        Content breaks = out -> {
            out.write(1);
            throw new IllegalStateException("no such register");
        };
        parts.add(new Part("bad", breaks));
        parts.add(part("good", "x"));
        Archive archive = archive();
        assertThat(Zips.entries(archive.file())).containsOnlyKeys("good", "contents.txt");
        assertThat(Zips.entries(archive.file()).get("contents.txt")).contains("Not in it:\nbad: ", "no such register");
        assertThat(archive.leftOut()).singleElement().asString().contains("bad", "no such register");
    }

    @Test
    void saysWhatFailsInBeingTaken() throws IOException {
        parts.addAll(LogSource.diagnostics("sick.json", () -> {
                    throw new IllegalStateException("a defect");
                })
                .parts(LogEnumType.DiagnosticsLog, Optional.empty(), Optional.empty()));
        parts.addAll(LogSource.diagnostics("well.json", () -> new State("fine"))
                .parts(LogEnumType.DiagnosticsLog, Optional.empty(), Optional.empty()));
        Archive archive = archive();
        assertThat(Zips.entries(archive.file())).containsOnlyKeys("well.json", "contents.txt");
        assertThat(Zips.entries(archive.file()).get("well.json")).contains("\"word\" : \"fine\"");
        assertThat(archive.leftOut()).singleElement().asString().contains("sick.json", "a defect");
    }

    @Test
    void tellsNothingOfABlockInTheSecurityLog() {
        assertThat(LogSource.diagnostics("well.json", () -> new State("fine"))
                        .parts(LogEnumType.SecurityLog, Optional.empty(), Optional.empty()))
                .isEmpty();
    }

    @Test
    void goesOnWithoutAPartThatDoesNotComeToAnEnd() throws IOException {
        parts.addAll(List.of(part("first", "1"), part("stuck", "2"), part("last", "3")));
        station.hang(work -> name(work).equals("stuck"));
        ask();
        station.advance(PartFiles.LONGEST.minusMillis(1));
        assertThat(replies).isEmpty();
        station.advance(Duration.ofMillis(1));
        assertThat(Zips.entries(answered().file())).containsOnlyKeys("first", "last", "contents.txt");
        assertThat(answered().leftOut()).containsExactly("stuck: it did not come to an end within 60 s");
    }

    @Test
    void doesNotAskAgainForWhatStillKeepsAThread() throws IOException {
        parts.addAll(List.of(part("stuck", "2"), part("last", "3")));
        station.hang(work -> name(work).equals("stuck"));
        ask();
        station.advance(PartFiles.LONGEST);
        assertThat(answered().leftOut()).hasSize(1);
        Archive again = archive();
        assertThat(Zips.entries(again.file())).containsOnlyKeys("last", "contents.txt");
        assertThat(again.leftOut()).singleElement().asString().contains("stuck", "asked for before");
    }

    @Test
    void leavesOutWhatDoesNotFitAndSaysSo() throws IOException {
        byte[] half = new byte[(int) (ArchiveFile.MOST_OCTETS / 2)];
        Arrays.fill(half, (byte) 'x');
        Content large = out -> out.write(half);
        parts.addAll(
                List.of(new Part("newest", large), new Part("older", out -> twice(out, half)), part("small", "1234")));
        Archive archive = archive();
        assertThat(Zips.entries(archive.file())).containsOnlyKeys("newest", "small", "contents.txt");
        assertThat(archive.leftOut()).singleElement().asString().startsWith("older: it is longer than the ");
        assertThat(archive.octets()).isLessThan(ArchiveFile.MOST_OCTETS);
    }

    private static void twice(OutputStream out, byte[] octets) throws IOException {
        out.write(octets);
        out.write(octets);
    }

    @Test
    void leavesNothingBehind() throws IOException {
        parts.addAll(List.of(part("first", "1"), part("stuck", "2")));
        station.hang(work -> name(work).equals("stuck"));
        ask();
        station.advance(PartFiles.LONGEST);
        station.advance(Duration.ZERO);
        try (Stream<Path> left = Files.walk(temp.resolve("diagnostics"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
