package io.karge.security.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Files that their owner alone can read. */
public final class PrivateFiles {
    static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /** Makes the folder with those above it, for its owner alone, unless it is there. */
    public static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
        }
    }

    /** Makes an empty file unless it is there. */
    public static void createFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
        }
    }

    /** Writes ASCII and the end of a line: the file appears whole, in the place of one that is there, and is on the disk afterwards. */
    public static void write(Path file, String text) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "a file lies in a folder");
        createFolder(folder);
        forgetDraft(file);
        Path draft = draft(file);
        createFile(draft);
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text + "\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        force(folder);
    }

    /** Deletes what a process that died within {@link #write} has left beside the file. */
    static void forgetDraft(Path file) throws IOException {
        Files.deleteIfExists(draft(file));
    }

    private static Path draft(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** What was made, renamed or removed in the folder is on the disk afterwards. */
    public static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
