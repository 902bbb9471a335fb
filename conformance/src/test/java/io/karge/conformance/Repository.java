package io.karge.conformance;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of this repository. */
final class Repository {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** Folders that hold what is built, or patterns of files. */
    private static final Set<String> NO_SOURCES = Set.of("target", "run", ".git", "archetype-resources");

    private Repository() {}

    /** The Java files of every module's {@code src/main/java} or {@code src/test/java}. */
    static List<Path> sources(String kind) throws IOException {
        String folder = "/src/" + kind + "/java/";
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return NO_SOURCES.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java") && file.toString().contains(folder)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
