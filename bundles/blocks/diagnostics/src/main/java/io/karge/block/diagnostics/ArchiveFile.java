package io.karge.block.diagnostics;

import io.karge.block.diagnostics.PartFile.Written;
import io.karge.station.LogArchives.Archive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs one archive, a zip, of parts that are written. {@code contents.txt}, the last entry, says what is in it and what is
 * not. Runs on a worker's thread; {@link #cancel} may be called on any.
 */
final class ArchiveFile implements Callable<Archive> {
    /** What all parts together may have before they are compressed. */
    static final long MOST_OCTETS = 64L * 1024 * 1024;

    static final String CONTENTS = "contents.txt";

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final String title;
    private final List<Written> parts;
    private final Path file;
    private final List<String> contents = new ArrayList<>();
    private final List<String> empty = new ArrayList<>();
    private final List<String> leftOut;
    private final Set<String> names = new HashSet<>();
    private volatile boolean cancelled;

    /**
     * @param title what the archive is, the first lines of its contents
     * @param parts what goes in; their files go
     * @param leftOut what does not and why, a line each
     * @param file the archive, which is not there yet
     */
    ArchiveFile(String title, List<Written> parts, List<String> leftOut, Path file) {
        this.title = title;
        this.parts = List.copyOf(parts);
        this.leftOut = List.copyOf(leftOut);
        this.file = file;
    }

    /** Makes a folder that nobody else reads. */
    static Path folder(Path folder) throws IOException {
        return Files.createDirectories(folder, OWNER_FOLDER);
    }

    /** It is not wanted any more: it ends soon and leaves nothing. */
    void cancel() {
        cancelled = true;
    }

    @Override
    public Archive call() throws IOException {
        Files.createFile(file, OWNER_FILE);
        try {
            write();
            return new Archive(file, Files.size(file), leftOut);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private void write() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Written part : parts) {
                add(zip, part);
            }
            zip.putNextEntry(new ZipEntry(CONTENTS));
            zip.write(text().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }

    /** What is empty is named, and is no entry. */
    private void add(ZipOutputStream zip, Written part) throws IOException {
        if (cancelled) {
            throw new IOException("it is not wanted any more");
        }
        if (part.octets() == 0) {
            Files.delete(part.file());
            empty.add(part.name());
            return;
        }
        String unique = unique(part.name());
        zip.putNextEntry(new ZipEntry(unique));
        Files.copy(part.file(), zip);
        zip.closeEntry();
        Files.delete(part.file());
        contents.add(unique + ": " + part.octets() + " octets");
    }

    /** A name is a path inside the archive, whoever made it up. */
    private String unique(String name) {
        String safe = Stream.of(name.split("[/\\\\]"))
                .filter(step -> !step.isEmpty() && !step.matches("\\.+"))
                .collect(Collectors.joining("/"));
        String unique = safe;
        for (int i = 2; !names.add(unique); i++) {
            unique = i + "-" + safe;
        }
        return unique;
    }

    private String text() {
        StringBuilder text = new StringBuilder(title).append("\n\n");
        contents.forEach(line -> text.append(line).append('\n'));
        if (!empty.isEmpty()) {
            text.append("\nEmpty, and not in it: ")
                    .append(String.join(", ", empty))
                    .append('\n');
        }
        if (!leftOut.isEmpty()) {
            text.append("\nNot in it:\n");
            leftOut.forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }
}
