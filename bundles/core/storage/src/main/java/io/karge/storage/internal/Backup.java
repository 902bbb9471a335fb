package io.karge.storage.internal;

import io.karge.storage.Write;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The logical backup: a text file with one line per entry, the key, a tab and the value in Base64, between a first
 * line that names the format and a last one that holds the checksum of all lines before.
 */
public final class Backup {

    private static final String FIRST_LINE = "karge-store 1";
    private static final String LAST_LINE = "end ";

    private Backup() {}

    /** Writes a new file, readable by its owner alone, that appears whole or not at all. */
    public static void write(Path target, Map<String, byte[]> entries) throws IOException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Path absolute = target.toAbsolutePath();
        Path draft = StoreFolder.createFile(absolute.resolveSibling(absolute.getFileName() + ".new"));
        StringBuilder lines = new StringBuilder(FIRST_LINE).append('\n');
        entries.forEach((key, value) -> lines.append(key)
                .append('\t')
                .append(Base64.getEncoder().encodeToString(value))
                .append('\n'));
        String checksum = checksum(lines);
        lines.append(LAST_LINE).append(checksum).append('\n');
        try (FileChannel channel =
                FileChannel.open(draft, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE);
        StoreFolder.flush(StoreFolder.of(absolute));
    }

    /**
     * Reads a backup.
     *
     * @throws IOException when it is not one, or not whole
     */
    public static List<Write> read(Path backup) throws IOException {
        List<String> lines = Files.readAllLines(backup);
        int last = lines.size() - 1;
        if (last < 1 || !lines.get(0).equals(FIRST_LINE)) {
            throw new IOException(backup + " is not a backup of the store");
        }
        String body = String.join("\n", lines.subList(0, last)) + "\n";
        if (!lines.get(last).equals(LAST_LINE + checksum(body))) {
            throw new IOException(backup + " is damaged or not whole");
        }
        List<Write> writes = new ArrayList<>();
        for (String line : lines.subList(1, last)) {
            int tab = line.indexOf('\t');
            writes.add(Write.put(line.substring(0, tab), Base64.getDecoder().decode(line.substring(tab + 1))));
        }
        return writes;
    }

    private static String checksum(CharSequence lines) {
        CRC32C crc = new CRC32C();
        crc.update(StandardCharsets.UTF_8.encode(lines.toString()));
        return Long.toHexString(crc.getValue());
    }
}
