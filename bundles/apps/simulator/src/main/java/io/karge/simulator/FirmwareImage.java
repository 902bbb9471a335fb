package io.karge.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Checks a firmware image against its SHA-256. The 40 characters of the command block cannot carry a digest beside the
 * file name, so the first 32 digits of the digest are the name; its extension is free.
 */
final class FirmwareImage {
    private static final int DIGITS_IN_NAME = 32;

    private FirmwareImage() {}

    /** What is wrong with the image, or null when it is what was announced. Reads the whole file. */
    static @Nullable String digestProblem(Path image) throws IOException {
        String actual = sha256(image);
        String name = String.valueOf(image.getFileName());
        return name.toLowerCase(Locale.ROOT).startsWith(actual.substring(0, DIGITS_IN_NAME))
                ? null
                : image + " does not have the SHA-256 that its name begins with, it is " + actual;
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
