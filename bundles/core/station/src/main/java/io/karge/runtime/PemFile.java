package io.karge.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file with certificates as it was read.
 *
 * @param text PEM
 */
public record PemFile(Path file, String text) {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

    /** How many certificates are in it. */
    public long certificates() {
        return text.lines().filter(line -> line.strip().equals(BEGIN)).count();
    }

    /** The file and the SHA-256 digest of its text: another one means other certificates. */
    @Override
    public String toString() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return file + " sha256=" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
