package io.karge.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A new folder on the disk that is measured; it goes with all that is in it. */
public final class TemporaryFolder implements AutoCloseable {
    private final Path path;

    /** Makes it in the working directory, with a name that begins so. */
    public TemporaryFolder(String prefix) throws IOException {
        path = Files.createTempDirectory(Path.of("").toAbsolutePath(), prefix);
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        List<Path> contents;
        try (Stream<Path> files = Files.walk(path)) {
            contents = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : contents) {
            Files.deleteIfExists(each);
        }
    }
}
