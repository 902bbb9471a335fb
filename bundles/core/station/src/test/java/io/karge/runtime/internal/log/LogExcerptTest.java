package io.karge.runtime.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogExcerptTest {
    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    Path folder;

    private void log(String name, Instant at, String text) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream plain = Files.newOutputStream(file);
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Files.setLastModifiedTime(file, FileTime.from(at));
    }

    private String excerpt() throws IOException {
        return excerpt(Optional.empty(), Optional.empty());
    }

    private String excerpt(Optional<Instant> oldest, Optional<Instant> latest) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new LogExcerpt(folder, "CS-1", oldest, latest).writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void namesNoFileThatSaysNothingOfTheStation() throws IOException {
        log("karaf.log", MORNING, "2026-03-01T08:00:00Z station=CS-1 here\n");
        log("karaf-1.log", MORNING.minusSeconds(60), "2026-03-01T07:00:00Z station=CS-2 there\n");

        assertThat(excerpt()).isEqualTo("--- karaf.log\n2026-03-01T08:00:00Z station=CS-1 here\n");
    }

    @Test
    void hasTheLinesOfTheStationWithWhatFollowsThemAndNoOthers() throws IOException {
        log("karaf.log", MORNING, """
                2026-03-01T08:00:00.001Z | INFO  | station=CS-2 connected
                java.io.IOException: of another station
                2026-03-01T08:00:01.000+01:00 | WARN  | station=CS-1 block=firmware failed
                java.io.IOException: broken
                \tat io.karge.Somewhere
                2026-03-01T08:00:02Z | INFO  | station=CS-10 and station=CS-1a are others
                2026-03-01T08:00:03Z | INFO  | the gateway itself
                2026-03-01T08:00:04Z | INFO  | told (station=CS-1), too
                """);

        assertThat(excerpt()).isEqualTo("""
                --- karaf.log
                2026-03-01T08:00:01.000+01:00 | WARN  | station=CS-1 block=firmware failed
                java.io.IOException: broken
                \tat io.karge.Somewhere
                2026-03-01T08:00:04Z | INFO  | told (station=CS-1), too
                """);
    }

    @Test
    void findsAStationWhoseIdLooksLikeAPattern() throws IOException {
        log("karaf.log", MORNING, "2026-03-01T08:00:00Z station=A.B*(1 up\n2026-03-01T08:00:01Z station=AxB up\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new LogExcerpt(folder, "A.B*(1", Optional.empty(), Optional.empty()).writeTo(out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("station=A.B*(1 up")
                .doesNotContain("AxB");
    }

    @Test
    void takesTheNewestFileFirstPackedOnesToo() throws IOException {
        log("karaf-2.log.gz", MORNING.minusSeconds(7200), "2026-03-01T06:00:00Z station=CS-1 oldest\n");
        log("karaf.log", MORNING, "2026-03-01T08:00:00Z station=CS-1 newest\n");
        log("karaf-1.log", MORNING.minusSeconds(3600), "2026-03-01T07:00:00Z station=CS-1 older\n");
        log("audit.log", MORNING, "2026-03-01T08:00:00Z station=CS-1 is none of its business\n");

        assertThat(excerpt()).isEqualTo("""
                --- karaf.log
                2026-03-01T08:00:00Z station=CS-1 newest
                --- karaf-1.log
                2026-03-01T07:00:00Z station=CS-1 older
                --- karaf-2.log.gz
                2026-03-01T06:00:00Z station=CS-1 oldest
                """);
    }

    /** N01: oldestTimestamp and latestTimestamp; both ends belong to it. */
    @Test
    void keepsToTheTimesThatAreAskedFor() throws IOException {
        log("karaf.log", MORNING, """
                2026-03-01T07:59:59.999Z station=CS-1 before
                2026-03-01T08:00:00Z station=CS-1 first
                of the first
                2026-03-01T09:00:00Z station=CS-1 last
                2026-03-01T09:00:00.001Z station=CS-1 after
                of the one after
                """);

        assertThat(excerpt(Optional.of(MORNING), Optional.of(MORNING.plusSeconds(3600))))
                .isEqualTo("""
                --- karaf.log
                2026-03-01T08:00:00Z station=CS-1 first
                of the first
                2026-03-01T09:00:00Z station=CS-1 last
                """);
    }

    @Test
    void hidesSecrets() throws IOException {
        log(
                "karaf.log",
                MORNING,
                "2026-03-01T08:00:00Z station=CS-1 from ftp://op:secret@host/log\nAuthorization: Basic secret2=\n");

        assertThat(excerpt()).contains("from ftp://").doesNotContain("secret");
    }

    /** Also where its end is missing: the next entry is there again. */
    @Test
    void hidesPrivateKeysOfSeveralLines() throws IOException {
        log("karaf.log", MORNING, """
                2026-03-01T08:00:00Z station=CS-1 got -----BEGIN EC PRIVATE KEY-----
                MHcCAQEEIsecret
                AwEHoUQDsecret==
                -----END EC PRIVATE KEY----- and more
                of the first
                2026-03-01T08:00:01Z station=CS-1 got -----BEGIN PRIVATE KEY-----
                MIGHAgEAMBsecret
                2026-03-01T08:00:02Z station=CS-1 last
                """);

        assertThat(excerpt()).isEqualTo("""
                --- karaf.log
                2026-03-01T08:00:00Z station=CS-1 got *** and more
                of the first
                2026-03-01T08:00:01Z station=CS-1 got ***
                2026-03-01T08:00:02Z station=CS-1 last
                """);
    }

    @Test
    void cutsAnEntryThatIsTooLong() throws IOException {
        log(
                "karaf.log",
                MORNING,
                "2026-03-01T08:00:00Z station=CS-1 long\n"
                        + "x\n".repeat(LogExcerpt.LONGEST_ENTRY)
                        + "2026-03-01T08:00:01Z station=CS-1 next\n");

        assertThat(excerpt())
                .hasSizeLessThan(LogExcerpt.LONGEST_ENTRY + 100)
                .endsWith("... (cut)\n2026-03-01T08:00:01Z station=CS-1 next\n");
    }

    @Test
    void isNotUpsetByWhatIsNoText() throws IOException {
        byte[] log = "2026-03-01T08:00:00Z station=CS-1 odd ? octets\n".getBytes(StandardCharsets.UTF_8);
        log[indexOf(log, '?')] = (byte) 0xff;
        Files.write(folder.resolve("karaf.log"), log);

        assertThat(excerpt()).contains("station=CS-1 odd").contains("octets");
    }

    private static int indexOf(byte[] text, char what) {
        return new String(text, StandardCharsets.ISO_8859_1).indexOf(what);
    }

    @Test
    void leavesTheOldestFilesOutWhenThereIsTooMuch() throws IOException {
        String line = "2026-03-01T08:00:00Z station=CS-1 " + "x".repeat(1000) + "\n";
        log("karaf.log", MORNING, line.repeat((int) (LogExcerpt.MOST_OCTETS / line.length()) + 100));
        log("karaf-1.log", MORNING.minusSeconds(60), "2026-03-01T07:00:00Z station=CS-1 older\n");

        String excerpt = excerpt();

        assertThat(excerpt).endsWith("--- what is older is left out\n");
        assertThat(excerpt.contains("station=CS-1 older")).isFalse();
    }
}
