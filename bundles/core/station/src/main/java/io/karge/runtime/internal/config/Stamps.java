package io.karge.runtime.internal.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How files look from outside: another stamp, other content.
 *
 * @param byFile when each was changed, its size, which file it is, and whether it can be read; empty text for one that is not there
 */
record Stamps(Map<Path, String> byFile) {
    Stamps {
        byFile = Map.copyOf(byFile);
    }

    /** Looks at the files. May block. */
    static Stamps of(Set<Path> files) {
        Map<Path, String> stamps = new TreeMap<>();
        files.forEach(file -> stamps.put(file, of(file)));
        return new Stamps(stamps);
    }

    /** The stamp of one file. May block. */
    static String of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey() + " " + Files.isReadable(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** The files that look different. */
    List<Path> differing(Stamps before) {
        return byFile.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.byFile.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
