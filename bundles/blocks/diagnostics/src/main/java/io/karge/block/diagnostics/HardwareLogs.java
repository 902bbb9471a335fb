package io.karge.block.diagnostics;

import io.karge.ocpp.types.LogEnumType;
import io.karge.station.LogSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the hardware has collected for an archive, offered as all other parts are: only so does it go through what masks them.
 * On the loop.
 */
final class HardwareLogs implements LogSource {
    private static final String FOLDER = "hardware/";

    private List<Part> collected = List.of();

    /** The parts in a folder that the hardware has filled; none when it is not there. Blocks, on any thread. */
    static List<Part> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .sorted()
                    .map(log -> new Part(FOLDER + folder.relativize(log), out -> Files.copy(log, out)))
                    .toList();
        }
    }

    static boolean isOne(Part part) {
        return part.name().startsWith(FOLDER);
    }

    /** Has these parts in it while others take what there is. */
    <T> T with(List<Part> parts, Supplier<T> taking) {
        collected = parts;
        try {
            return taking.get();
        } finally {
            collected = List.of();
        }
    }

    @Override
    public List<Part> parts(LogEnumType log, Optional<Instant> oldest, Optional<Instant> latest) {
        return collected;
    }
}
