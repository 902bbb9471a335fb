package io.karge.block.diagnostics;

import io.karge.station.LogArchives.Archive;
import io.karge.station.LogSource.Content;
import io.karge.station.LogSource.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
 * Makes one archive, a zip: each part goes into a file of its own first, so that one that fails in the middle, or does not fit,
 * is left out whole. {@code contents.txt}, the last entry, says what is in it and what is not. Runs on a worker's thread;
 * {@link #cancel} may be called on any.
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
    private final List<Part> parts;
    private final Path work;
    private final Path hardware;
    private final Path file;
    private final List<String> contents = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private long free;
    private volatile boolean cancelled;

    /**
     * @param title what the archive is, the first lines of its contents
     * @param work a folder of its own for what is in passing
     * @param hardware what is in this folder goes into it too; need not be there
     * @param file the archive, which is not there yet
     * @param mostOctets as {@link #MOST_OCTETS}
     */
    ArchiveFile(String title, List<Part> parts, Path work, Path hardware, Path file, long mostOctets) {
        this.title = title;
        this.parts = List.copyOf(parts);
        this.work = work;
        this.hardware = hardware;
        this.file = file;
        this.free = mostOctets;
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
        try {
            folder(work);
            write();
            if (cancelled) {
                throw new IOException("it is not wanted any more");
            }
            return new Archive(file, Files.size(file), leftOut);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        } finally {
            Folders.delete(work.resolve("part"));
        }
    }

    private void write() throws IOException {
        Files.createFile(file, OWNER_FILE);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Part part : parts) {
                add(zip, part.name(), part.content());
            }
            for (Path log : ofHardware()) {
                add(zip, "hardware/" + hardware.relativize(log), out -> Files.copy(log, out));
            }
            zip.putNextEntry(new ZipEntry(CONTENTS));
            zip.write(text().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }

    private List<Path> ofHardware() throws IOException {
        if (!Files.isDirectory(hardware)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(hardware)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void add(ZipOutputStream zip, String name, Content content) throws IOException {
        Path part = work.resolve("part");
        try (OutputStream out = new Bounded(Files.newOutputStream(part), free)) {
            content.writeTo(out);
        } catch (IOException | RuntimeException e) { // whoever brings a part may fail; the others go in
            if (cancelled) {
                throw new IOException("it is not wanted any more", e);
            }
            Throwable why = e instanceof UncheckedIOException wrapped ? wrapped.getCause() : e;
            leftOut.add(name + ": " + (why instanceof TooLong ? why.getMessage() : "it could not be read: " + why));
            return;
        }
        long octets = Files.size(part);
        free -= octets;
        String unique = unique(name);
        zip.putNextEntry(new ZipEntry(unique));
        Files.copy(part, zip);
        zip.closeEntry();
        contents.add(unique + ": " + octets + " octets");
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
        if (!leftOut.isEmpty()) {
            text.append("\nNot in it:\n");
            leftOut.forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    /** A part is longer than what is free; what comes first in an archive is what counts more, or is newer. */
    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong(long free) {
            super("it is longer than the " + free + " octets that the archive has room for; ask for a shorter time");
        }
    }

    private final class Bounded extends OutputStream {
        private final OutputStream out;
        private final long most;
        private long written;

        Bounded(OutputStream out, long most) {
            this.out = out;
            this.most = most;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            if (cancelled) {
                throw new IOException("it is not wanted any more");
            }
            if (written + length > most) {
                throw new TooLong(most);
            }
            written += length;
            out.write(octets, from, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
