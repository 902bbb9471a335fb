package io.karge.rest;

import io.karge.file.WholeFile;
import io.karge.security.OwnersFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The token of the administrator for the HTTP interfaces: made at the first start, readable by the owner of the process only. */
final class ApiToken {
    private static final Logger LOG = LoggerFactory.getLogger(ApiToken.class);
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int BYTES = 32;

    private final byte[] token;

    private ApiToken(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the token from the file, or makes file and token.
     *
     * @throws IOException when the file can be neither read nor made, or is empty
     */
    static ApiToken readOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            WholeFile.write(file, List.of(make()));
        }
        warnIfOthersMayRead(file);
        String read = Files.readString(file).strip();
        if (read.isEmpty()) {
            throw new IOException(file + " is empty: put a token into it, or delete it to have a new one made");
        }
        return new ApiToken(read);
    }

    private static void warnIfOthersMayRead(Path file) {
        OwnersFile.openToOthers(file)
                .ifPresent(mode -> LOG.warn(
                        "file={} is open to others ({}): whoever reads it controls the gateway; chmod 600",
                        file,
                        mode));
    }

    /** A token that nobody guesses. */
    static String make() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Compares in constant time. */
    boolean is(String other) {
        return MessageDigest.isEqual(token, other.getBytes(StandardCharsets.UTF_8));
    }
}
