package io.karge.rest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** Text files that their owner alone can read. */
final class OwnersText {
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private OwnersText() {}

    /** Writes a file whole, in the place of one that is there: a disk that takes nothing leaves that as it was, or none. Blocks. */
    static void write(Path file, List<String> lines) throws IOException {
        Path beside = Files.createTempFile(file.toAbsolutePath().getParent(), ".karge-api", ".tmp", OWNER_ONLY);
        try {
            Files.write(beside, lines);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
