package io.karge.security.internal;

import io.karge.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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

    /** Writes ASCII and the end of a line in a folder that is made with it; otherwise as {@link WholeFile#write(Path, List)}. */
    public static void write(Path file, String text) throws IOException {
        createFolder(Objects.requireNonNull(file.getParent(), "a file lies in a folder"));
        WholeFile.write(file, List.of(text));
    }
}
