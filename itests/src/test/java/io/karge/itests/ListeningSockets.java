package io.karge.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Every address on which a process listens, for however short a time, as the kernel shows them in {@code /proc}: looked
 * at a thousand times a second from the making of this until its end.
 */
final class ListeningSockets implements AutoCloseable {
    private static final String LISTEN = "0A";

    private final Set<String> addresses = new ConcurrentSkipListSet<>();
    private final Path process;
    private final Thread watcher = new Thread(this::watch, "listening sockets");
    private volatile boolean closed;

    ListeningSockets(long pid) {
        process = Path.of("/proc", Long.toString(pid));
        watcher.start();
    }

    /** As {@code 127.0.0.1:8181}; an IPv6 address that is none in disguise as 32 hexadecimal digits. */
    Set<String> seen() {
        return Set.copyOf(addresses);
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        watcher.join();
    }

    private void watch() {
        Set<String> known = new HashSet<>();
        while (!closed) {
            try {
                for (String table : new String[] {"net/tcp", "net/tcp6"}) {
                    look(Files.readAllLines(process.resolve(table)), known);
                }
            } catch (IOException e) {
                // the process is not there yet, or no longer
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private void look(List<String> table, Set<String> known) throws IOException {
        for (String line : table) {
            String[] columns = line.trim().split("\\s+", -1);
            if (columns.length > 9 && columns[3].equals(LISTEN) && !known.contains(columns[9] + columns[1])) {
                if (isOwn("socket:[" + columns[9] + "]")) {
                    addresses.add(readable(columns[1]));
                }
                known.add(columns[9] + columns[1]);
            }
        }
    }

    private boolean isOwn(String socket) throws IOException {
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
                try {
                    if (Files.readSymbolicLink(descriptor).toString().equals(socket)) {
                        return true;
                    }
                } catch (NoSuchFileException e) {
                    // closed meanwhile
                }
            }
        }
        return false;
    }

    private static String readable(String address) {
        String[] parts = address.replaceFirst("^0{16}FFFF0000", "").split(":", 2);
        String host = parts[0];
        if (host.length() == 8) {
            long bytes = Long.reverseBytes(Long.parseLong(host, 16)) >>> 32;
            host = (bytes >> 24) + "." + (bytes >> 16 & 255) + "." + (bytes >> 8 & 255) + "." + (bytes & 255);
        }
        return host + ":" + Integer.parseInt(parts[1], 16);
    }
}
