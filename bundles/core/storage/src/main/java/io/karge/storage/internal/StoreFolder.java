package io.karge.storage.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The names and the permissions of the files of a store: only their owner reads them. */
final class StoreFolder {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String ASIDE = ".unreadable-";

    private StoreFolder() {}

    /** The folder that a file lies in. */
    static Path of(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a store file lies in a folder");
    }

    static Path journalOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".journal");
    }

    /** The backup that an administrator lays here is taken over by an empty store. */
    static Path restoreOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".restore");
    }

    static void create(Path folder) throws IOException {
        Files.createDirectories(folder, OWNER_FOLDER);
    }

    /** Creates the file for its owner alone, or narrows the permissions of the one that is there. */
    static Path createFile(Path file) throws IOException {
        try {
            return Files.createFile(file, OWNER_FILE);
        } catch (FileAlreadyExistsException present) {
            return Files.setPosixFilePermissions(file, OWNER_FILE.value());
        }
    }

    /** Makes the names in a folder durable. */
    static void flush(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Moves the files of a store into a folder of their own beside it, the store file first: its journal alone makes
     * no store.
     */
    static Path keepAside(Path file, Instant now) throws IOException {
        String name = file.getFileName() + ASIDE + STAMP.format(now);
        Path aside = file.resolveSibling(name);
        for (int n = 2; Files.exists(aside); n++) {
            aside = file.resolveSibling(name + "-" + n);
        }
        Files.createDirectory(aside, OWNER_FOLDER);
        for (Path each : List.of(file, journalOf(file))) {
            if (Files.exists(each)) {
                Files.move(each, aside.resolve(each.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        flush(of(file));
        return aside;
    }

    /** The stores that were kept aside, the oldest first. */
    static List<Path> keptAside(Path file) throws IOException {
        try (Stream<Path> siblings = Files.list(of(file))) {
            return siblings.filter(p -> p.getFileName().toString().startsWith(file.getFileName() + ASIDE))
                    .sorted()
                    .toList();
        }
    }

    /** Marks a backup as taken over. */
    static void restored(Path file, Instant now) throws IOException {
        Files.move(restoreOf(file), file.resolveSibling(file.getFileName() + ".restored-" + STAMP.format(now)));
    }
}
