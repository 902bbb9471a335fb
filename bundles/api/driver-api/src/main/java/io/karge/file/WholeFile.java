package io.karge.file;

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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A file that is replaced whole: whoever reads it meanwhile, or after a failure, a crash or a power cut, finds what was there
 * before or all that is new. One writer of a file at a time. All methods block.
 */
public final class WholeFile {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private WholeFile() {}

    /** Writes text as UTF-8, each line with its end; as {@link #write(Path, byte[])}. */
    public static void write(Path file, List<String> lines) throws IOException {
        write(
                file,
                lines.stream()
                        .map(line -> line + "\n")
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a file, which is on the disk when this returns. One that is there keeps its mode; a new one is its owner's alone.
     *
     * @param file its folder is there
     * @throws IOException when it could not be written; then nothing has changed and nothing is left beside it
     */
    public static void write(Path file, byte[] content) throws IOException {
        Set<PosixFilePermission> mode = Files.exists(file) ? Files.getPosixFilePermissions(file) : OWNER;
        forgetDraft(file);
        Path draft = draft(file);
        try {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER));
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.setPosixFilePermissions(draft, mode);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            forgetDraft(file);
        }
        forceFolder(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder"));
    }

    /** Deletes what a process that died within {@link #write(Path, byte[])} has left beside the file. */
    public static void forgetDraft(Path file) throws IOException {
        Files.deleteIfExists(draft(file));
    }

    /** What was made, renamed or removed in the folder is on the disk afterwards. */
    public static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path draft(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }
}
