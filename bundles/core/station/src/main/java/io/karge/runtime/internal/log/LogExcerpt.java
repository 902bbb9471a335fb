package io.karge.runtime.internal.log;

import io.karge.security.Masking;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What the log of the process says of one station: its lines, with what follows them (stack traces), and nothing of other
 * stations. File by file, the newest file first; when there is too much the oldest files are left out, which is said.
 * All methods block.
 */
public final class LogExcerpt {
    /** How many octets of log are looked at and copied at most. */
    static final long MOST_OCTETS = 16_000_000;

    /** How much of an entry is copied at most, in characters: what is longer is cut, and says so. */
    static final int LONGEST_ENTRY = 1_000_000;

    private static final Pattern NAME = Pattern.compile("karaf(-\\d+)?\\.log(\\.gz)?");
    /** What a line of the log begins with; what does not belongs to the line before. */
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+");

    private final Path folder;
    private final Pattern station;
    private final Optional<Instant> oldest;
    private final Optional<Instant> latest;
    private long copied;
    /** Names the file before its first entry; empty behind that. */
    private String heading = "";

    public LogExcerpt(Path folder, String stationId, Optional<Instant> oldest, Optional<Instant> latest) {
        this.folder = folder;
        this.station = Pattern.compile("\\bstation=" + Pattern.quote(stationId) + "(?![^\\s,;\"'\\])])");
        this.oldest = oldest;
        this.latest = latest;
    }

    /** Copies it, without secrets. */
    public void writeTo(OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        for (Path file : newestFirst()) {
            if (copied > MOST_OCTETS) {
                text.write("--- what is older is left out\n");
                break;
            }
            heading = "--- " + file.getFileName() + "\n";
            copy(file, text);
        }
        text.flush();
    }

    private List<Path> newestFirst() throws IOException {
        record Dated(Path file, FileTime at) {}
        List<Dated> dated = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(
                            one -> NAME.matcher(one.getFileName().toString()).matches())
                    .toList()) {
                dated.add(new Dated(file, Files.getLastModifiedTime(file)));
            }
        }
        return dated.stream()
                .sorted(Comparator.comparing(Dated::at).reversed())
                .map(Dated::file)
                .toList();
    }

    private void copy(Path file, Writer to) throws IOException {
        var anything = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
        try (InputStream octets = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(octets) : octets;
                BufferedReader in = new BufferedReader(new InputStreamReader(plain, anything))) {
            StringBuilder entry = new StringBuilder();
            boolean wanted = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Optional<Instant> at = time(line);
                if (at.isPresent()) {
                    write(entry, to);
                    wanted = isWithin(at.get()) && station.matcher(line).find();
                }
                if (wanted && entry.length() <= LONGEST_ENTRY) {
                    entry.append(line).append('\n');
                }
            }
            write(entry, to);
        }
    }

    /** Masks it as a whole, for a private key has several lines, and begins the next. */
    private void write(StringBuilder entry, Writer to) throws IOException {
        if (entry.isEmpty()) {
            return;
        }
        to.write(heading);
        heading = "";
        boolean cut = entry.length() > LONGEST_ENTRY;
        String masked = Masking.text(cut ? entry.substring(0, LONGEST_ENTRY) : entry.toString());
        to.write(masked);
        to.write(cut ? "... (cut)\n" : masked.endsWith("\n") ? "" : "\n");
        copied += masked.length();
        entry.setLength(0);
    }

    private boolean isWithin(Instant at) {
        return oldest.filter(at::isBefore).isEmpty()
                && latest.filter(at::isAfter).isEmpty();
    }

    private static Optional<Instant> time(String line) {
        int end = line.indexOf(' ');
        if (end < 0 || !TIME.matcher(line.substring(0, end)).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(line.substring(0, end)).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
