package io.karge.block.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Takes files away. All methods block. */
final class Folders {
    private Folders() {}

    /** Deletes a file, or a folder with what is in it; without effect when it is not there. */
    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(path)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : deepestFirst) {
            Files.deleteIfExists(one);
        }
    }

    /** Deletes what is in a folder and does not begin with the prefix. */
    static void deleteOthers(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> others;
        try (Stream<Path> all = Files.list(folder)) {
            others = all.filter(path -> !path.getFileName().toString().startsWith(prefix))
                    .toList();
        }
        for (Path other : others) {
            delete(other);
        }
    }
}
