package io.karge.runtime.internal.config;

import io.karge.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What files were like when they were looked at last, over restarts: a line {@code HASH NAME} each. All methods block. */
final class FileHashes {
    private final Path file;

    FileHashes(Path file) {
        this.file = file;
    }

    /** By name; nothing when nothing is remembered. */
    Map<String, String> read() throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int space = line.indexOf(' ');
                if (space > 0) {
                    hashes.put(line.substring(space + 1), line.substring(0, space));
                }
            }
        }
        return hashes;
    }

    void write(Map<String, String> hashes) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        List<String> lines = hashes.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .toList();
        WholeFile.write(file, lines);
    }
}
