package io.karge.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All files of some folders as they were at a moment, in memory.
 *
 * @param folders where they lie
 * @param contents of each file
 */
record FilesOfThen(List<Path> folders, Map<Path, byte[]> contents) {

    /** As they are now. */
    static FilesOfThen of(Path... folders) {
        Map<Path, byte[]> contents = new TreeMap<>();
        for (Path file : files(List.of(folders))) {
            try {
                contents.put(file, Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new FilesOfThen(List.of(folders), contents);
    }

    private static List<Path> files(List<Path> folders) {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder)) {
                files.addAll(all.filter(Files::isRegularFile).toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    List<Path> paths() {
        return List.copyOf(contents.keySet());
    }

    /** Undoes whatever has happened to them since. */
    void restore() {
        try {
            for (Path file : files(folders)) {
                Files.delete(file);
            }
            for (Map.Entry<Path, byte[]> file : contents.entrySet()) {
                Files.createDirectories(Objects.requireNonNull(file.getKey().getParent()));
                Files.write(file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
