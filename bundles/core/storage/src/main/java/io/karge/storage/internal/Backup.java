package io.karge.storage.internal;

import io.karge.storage.BackupReport;
import io.karge.storage.Write;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The logical backup: a text file with one line per entry, the key, a tab and the value in Base64, between a first
 * line that names the format and a last one that holds the checksum of all lines before.
 */
final class Backup {

    private static final String FORMAT = "karge-store ";
    private static final String FIRST_LINE = FORMAT + 1;
    private static final String LAST_LINE = "end ";

    private Backup() {}

    /** Writes a new file, readable by its owner alone, that appears whole or not at all. */
    static BackupReport write(StoreDisk disk, Path target, Map<String, byte[]> entries) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        if (disk.exists(absolute)) {
            throw new FileAlreadyExistsException(absolute.toString());
        }
        Path draft = draftOf(disk, absolute);
        ByteBuffer bytes = encode(entries);
        long size = bytes.remaining();
        try {
            try (StoreFile file = disk.create(draft)) {
                file.writeFully(bytes, 0);
                file.force();
            }
            disk.move(draft, absolute);
        } catch (Throwable e) {
            deleteQuietly(disk, draft, e);
            throw e;
        }
        disk.flush(Objects.requireNonNull(absolute.getParent(), "a file lies in a folder"));
        return new BackupReport(absolute, entries.size(), size);
    }

    /** A name that nothing has. */
    private static Path draftOf(StoreDisk disk, Path target) {
        Path draft = target.resolveSibling(target.getFileName() + ".new");
        for (int n = 2; disk.exists(draft); n++) {
            draft = target.resolveSibling(target.getFileName() + ".new-" + n);
        }
        return draft;
    }

    private static void deleteQuietly(StoreDisk disk, Path draft, Throwable because) {
        try {
            disk.delete(draft);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    private static ByteBuffer encode(Map<String, byte[]> entries) {
        StringBuilder lines = new StringBuilder(FIRST_LINE).append('\n');
        entries.forEach((key, value) -> lines.append(key)
                .append('\t')
                .append(Base64.getEncoder().encodeToString(value))
                .append('\n'));
        String checksum = checksum(lines);
        return StandardCharsets.UTF_8.encode(
                lines.append(LAST_LINE).append(checksum).append('\n').toString());
    }

    /**
     * Reads a backup.
     *
     * @throws NotABackupException when the file is something else, or not whole
     */
    static SortedMap<String, byte[]> read(StoreDisk disk, Path backup) throws IOException {
        try (StoreFile file = disk.openToRead(backup)) {
            return decode(file.readAll());
        }
    }

    private static SortedMap<String, byte[]> decode(ByteBuffer content) throws NotABackupException {
        List<String> lines = lines(content);
        String first = lines.get(0);
        if (!first.equals(FIRST_LINE)) {
            throw new NotABackupException(
                    first.startsWith(FORMAT)
                            ? "is a backup in the format \"" + first + "\", and this version reads \"" + FIRST_LINE
                                    + "\": it was written by a newer one"
                            : "is a text that does not begin with \"" + FIRST_LINE + "\"");
        }
        int last = lines.size() - 1;
        if (!lines.get(last).startsWith(LAST_LINE)) {
            throw new NotABackupException(
                    "is a backup that is not whole, its last line is missing: it was copied in part, or still is");
        }
        if (!lines.get(last).equals(LAST_LINE + checksum(String.join("\n", lines.subList(0, last)) + "\n"))) {
            throw new NotABackupException("is a backup that was damaged or changed, its checksum is wrong");
        }
        SortedMap<String, byte[]> entries = new TreeMap<>();
        for (int i = 1; i < last; i++) {
            Write entry = entry(lines.get(i), i + 1);
            entries.put(entry.key(), Objects.requireNonNull(entry.value()));
        }
        return entries;
    }

    private static List<String> lines(ByteBuffer content) throws NotABackupException {
        if (!content.hasRemaining()) {
            throw new NotABackupException("is empty");
        }
        String other = FileKind.of(content);
        if (other != null) {
            throw new NotABackupException("is " + other);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(content)
                    .toString()
                    .lines()
                    .toList();
        } catch (CharacterCodingException e) {
            throw new NotABackupException("is no text, as a backup is");
        }
    }

    private static Write entry(String line, int number) throws NotABackupException {
        int tab = line.indexOf('\t');
        try {
            return Write.put(
                    line.substring(0, Math.max(tab, 0)), Base64.getDecoder().decode(line.substring(tab + 1)));
        } catch (IllegalArgumentException e) {
            throw new NotABackupException("is a backup with an error in line " + number + ": " + e.getMessage());
        }
    }

    private static String checksum(CharSequence lines) {
        CRC32C crc = new CRC32C();
        crc.update(StandardCharsets.UTF_8.encode(lines.toString()));
        return Long.toHexString(crc.getValue());
    }
}
