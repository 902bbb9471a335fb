package io.karge.security.internal;

import io.karge.security.Secrets.UnreadableSecretException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master key on the disk, and beside the store a file with its id: as long as that is there, secrets may be stored
 * under the key, and neither a missing nor another key is replaced by a new one.
 */
final class MasterKeyFile {

    private static final Logger LOG = LoggerFactory.getLogger(MasterKeyFile.class);

    private final Path keyFile;
    private final Path idFile;

    MasterKeyFile(Path keyFile, Path idFile) {
        this.keyFile = keyFile.toAbsolutePath();
        this.idFile = idFile.toAbsolutePath();
    }

    /**
     * Reads the key, or makes it when none was used before.
     *
     * @throws UnreadableSecretException when the key is missing, not readable or not the one that was used before
     */
    SecretBox open() {
        try {
            boolean usedBefore = Files.exists(idFile);
            if (!Files.exists(keyFile)) {
                if (usedBefore) {
                    throw unusable("it is missing, but secrets were stored with it (id " + usedId() + ")");
                }
                PrivateFiles.write(keyFile, Base64.getEncoder().encodeToString(SecretBox.newKey()));
                LOG.info("The master key was made: {}. Keep a copy in a safe place", keyFile);
            }
            SecretBox box = new SecretBox(read());
            if (!usedBefore) {
                PrivateFiles.write(idFile, box.keyId());
            } else if (!usedId().equals(box.keyId())) {
                throw unusable("it is another one (id " + box.keyId() + ") than the one that secrets were stored with"
                        + " (id " + usedId() + ")");
            }
            return box;
        } catch (IOException e) {
            throw unusable(e.toString());
        }
    }

    private String usedId() throws IOException {
        return Files.readString(idFile).strip();
    }

    private byte[] read() throws IOException {
        if (!Files.getPosixFilePermissions(keyFile).equals(PrivateFiles.OWNER)) {
            LOG.warn("The master key {} could be read by others; now only its owner can", keyFile);
            Files.setPosixFilePermissions(keyFile, PrivateFiles.OWNER);
        }
        try {
            byte[] key = Base64.getDecoder().decode(Files.readString(keyFile).strip());
            if (key.length == SecretBox.KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("The master key is no Base64", e);
        }
        throw unusable("the file does not hold " + SecretBox.KEY_BYTES + " bytes in Base64");
    }

    private UnreadableSecretException unusable(String why) {
        return new UnreadableSecretException("the master key " + keyFile + " cannot be used: " + why
                + ". Put the right file back and restart the gateway. If it is lost: stop the gateway, remove "
                + keyFile
                + " and " + idFile + ", start it and set all passwords and keys again");
    }
}
