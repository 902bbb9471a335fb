package io.karge.routes.internal.transfer;

import io.karge.file.WholeFile;
import io.karge.station.TransferOutcome.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The host keys of SFTP servers, in a file as {@code ssh} reads it: the key that a server shows first is written down, and
 * from then on no other is taken from that host and port until an administrator deletes the line. Thread-safe.
 */
final class KnownHosts {
    private final Path file;

    KnownHosts(Path file) {
        this.file = file;
    }

    /** A key of a server. */
    record Entry(String server, String type, String key) {

        static Entry of(String server, String type, byte[] key) {
            return new Entry(server, type, Base64.getEncoder().encodeToString(key));
        }

        String line() {
            return server + " " + type + " " + key;
        }
    }

    /** As the file writes it. */
    static String server(String host, int port) {
        return port == 22 ? host : "[" + host + "]:" + port;
    }

    /** The keys that are written down for the server. */
    synchronized List<Entry> of(String server) throws TransferFailure {
        return entries().stream().filter(entry -> entry.server().equals(server)).toList();
    }

    /** Writes the first key of a server down. */
    synchronized void pin(Entry entry) throws TransferFailure {
        List<String> lines = new ArrayList<>(lines());
        lines.add(entry.line());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.write(file, lines);
        } catch (IOException e) {
            throw new TransferFailure(
                    Cause.LOCAL_ERROR,
                    "the host key of " + entry.server() + " cannot be written to " + file + " (" + e.getMessage()
                            + "), and is not taken without: check the folder");
        }
    }

    private List<Entry> entries() throws TransferFailure {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines()) {
            String[] parts = line.strip().split("\\s+", -1);
            if (parts.length >= 3 && !line.startsWith("#") && !line.startsWith("@")) {
                for (String server : parts[0].split(",", -1)) {
                    entries.add(new Entry(server, parts[1], parts[2]));
                }
            }
        }
        return entries;
    }

    private List<String> lines() throws TransferFailure {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new TransferFailure(
                    Cause.LOCAL_ERROR, "the host keys in " + file + " cannot be read: " + e.getMessage());
        }
    }
}
