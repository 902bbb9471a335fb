package io.karge.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bearer token of the HTTP interfaces: made at the first start, readable by the owner of the process only. */
final class ApiToken {
    private static final Logger LOG = LoggerFactory.getLogger(ApiToken.class);
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final int BYTES = 32;

    private final byte[] token;

    private ApiToken(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the token from the file, or makes file and token.
     *
     * @throws UncheckedIOException when the file can be neither read nor made
     * @throws IllegalStateException when the file is empty
     */
    static ApiToken readOrMake(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[BYTES];
                new SecureRandom().nextBytes(random);
                String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
                Files.createFile(file, OWNER_ONLY);
                Files.writeString(file, made + "\n", StandardOpenOption.WRITE);
            }
            warnIfOthersMayRead(file);
            String read = Files.readString(file).strip();
            if (read.isEmpty()) {
                throw new IllegalStateException(
                        file + " is empty: put a token into it, or delete it to have a new one made");
            }
            return new ApiToken(read);
        } catch (IOException e) {
            throw new UncheckedIOException("the API token in " + file + " cannot be read or made", e);
        }
    }

    private static void warnIfOthersMayRead(Path file) throws IOException {
        Set<PosixFilePermission> others = Files.getPosixFilePermissions(file);
        others.removeAll(OWNER_ONLY.value());
        if (!others.isEmpty()) {
            LOG.warn("file={} is open to others ({}): whoever reads it controls the gateway; chmod 600", file, others);
        }
    }

    /** Compares in constant time with the value of an Authorization header. */
    boolean matches(String authorization) {
        String scheme = "Bearer ";
        return authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                && MessageDigest.isEqual(
                        token, authorization.substring(scheme.length()).strip().getBytes(StandardCharsets.UTF_8));
    }
}
