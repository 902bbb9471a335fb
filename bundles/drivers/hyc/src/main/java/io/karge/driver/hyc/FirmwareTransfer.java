package io.karge.driver.hyc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Puts a firmware image into the folder that the cabinet fetches it from: completely written and synced under another
 * name, then renamed. It goes in steps, so that the cabinet is polled in between. Not thread-safe.
 */
final class FirmwareTransfer implements AutoCloseable {
    private static final int STEP_BYTES = 1 << 20;
    private static final int NAME_DIGITS = 32;
    private static final String PART = ".part";
    private static final String IMAGE = ".bin";

    private final String sha256;
    private final Path part;
    private final Path target;
    private final FileChannel from;
    private final FileChannel to;
    private final MessageDigest digest;
    private final ByteBuffer buffer = ByteBuffer.allocate(STEP_BYTES);

    /** Opens both files. The image is named by its SHA-256, so that the cabinet never sees two by one name. */
    FirmwareTransfer(Path image, String sha256, Path folder) throws IOException {
        this.sha256 = sha256.toLowerCase(Locale.ROOT);
        if (!this.sha256.matches("[0-9a-f]{64}")) {
            throw new IOException("'" + sha256 + "' is no SHA-256 in hexadecimal");
        }
        String name = name(sha256);
        this.part = folder.resolve(name + PART);
        this.target = folder.resolve(name + IMAGE);
        this.digest = sha256();
        this.from = FileChannel.open(image, StandardOpenOption.READ);
        try {
            this.to = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            from.close();
            throw e;
        }
    }

    /** Copies the next part; blocks for as long as that takes. False when the image was copied whole. */
    boolean step() throws IOException {
        buffer.clear();
        int read = from.read(buffer);
        if (read < 0) {
            return false;
        }
        buffer.flip();
        digest.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
        return true;
    }

    /** Gives the copied image its name. */
    void finish() throws IOException {
        String actual = HexFormat.of().formatHex(digest.digest());
        if (!actual.equals(sha256)) {
            throw new IOException("the image's SHA-256 is " + actual + ", not " + sha256);
        }
        to.force(true);
        to.close();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What the cabinet must be told of an image that was transferred. */
    static CommandBlock command(String sha256, Path folder) throws IOException {
        Path image = folder.resolve(name(sha256) + IMAGE);
        return CommandBlock.install(String.valueOf(image.getFileName()), Files.size(image));
    }

    /** What the files of an image are called, without their endings. */
    static String name(String sha256) {
        return sha256.toLowerCase(Locale.ROOT).substring(0, NAME_DIGITS);
    }

    /** Takes the files of that name away, which need not be there. */
    static void delete(String name, Path folder) throws IOException {
        if (name.matches("[0-9a-f]{" + NAME_DIGITS + "}")) {
            Files.deleteIfExists(folder.resolve(name + PART));
            Files.deleteIfExists(folder.resolve(name + IMAGE));
        }
    }

    /** Closes the files and takes an unfinished copy away. */
    @Override
    public void close() throws IOException {
        from.close();
        to.close();
        Files.deleteIfExists(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
