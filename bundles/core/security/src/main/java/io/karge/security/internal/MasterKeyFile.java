package io.karge.security.internal;

import io.karge.security.Secrets.UnreadableSecretException;
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
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master key on the disk, and beside the store a file with its id: as long as that is there, secrets may be stored
 * under the key, and neither a missing nor another key is replaced by a new one.
 */
final class MasterKeyFile {

    private static final Logger LOG = LoggerFactory.getLogger(MasterKeyFile.class);

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

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
                write(keyFile, Base64.getEncoder().encodeToString(SecretBox.newKey()));
                LOG.info("The master key was made: {}. Keep a copy in a safe place", keyFile);
            }
            SecretBox box = new SecretBox(read());
            if (!usedBefore) {
                write(idFile, box.keyId());
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
        if (!Files.getPosixFilePermissions(keyFile).equals(OWNER)) {
            LOG.warn("The master key {} could be read by others; now only its owner can", keyFile);
            Files.setPosixFilePermissions(keyFile, OWNER);
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

    /** The file appears whole, for its owner alone, and is on the disk afterwards. */
    private static void write(Path file, String line) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "a file lies in a folder");
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
        }
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(line + "\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
