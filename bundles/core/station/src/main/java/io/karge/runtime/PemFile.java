package io.karge.runtime;

import io.karge.security.PemCertificates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/** A file with certificates as it was read. */
public record PemFile(Path file, List<X509Certificate> certificates) {

    public PemFile {
        certificates = List.copyOf(certificates);
    }

    /** The file and the SHA-256 digest of its certificates: another one means others. */
    @Override
    public String toString() {
        try {
            byte[] pem = PemCertificates.write(certificates).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(pem);
            return file + " sha256=" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
