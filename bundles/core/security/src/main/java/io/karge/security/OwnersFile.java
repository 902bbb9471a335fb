package io.karge.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** A file that holds a secret: its owner alone may read and write it. */
public final class OwnersFile {
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private OwnersFile() {}

    /**
     * Its mode, as {@code rw-r--r--}, if others than its owner may do something with it. Nothing is said of a file that is not
     * there or cannot be looked at: that is told where it is read. Blocks.
     */
    public static Optional<String> openToOthers(Path file) {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            return OWNERS.containsAll(mode) ? Optional.empty() : Optional.of(PosixFilePermissions.toString(mode));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
