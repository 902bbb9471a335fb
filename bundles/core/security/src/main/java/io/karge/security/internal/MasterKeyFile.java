package io.karge.security.internal;

import io.karge.failure.FailureWords;
import io.karge.file.WholeFile;
import io.karge.security.OwnersFile;
import io.karge.security.Secrets.KeyTrouble;
import io.karge.security.Secrets.UnreadableSecretException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master key on the disk, with those that it replaced in the lines below. As long as {@link UsedKeys} knows of one, secrets may be
 * stored under it, and neither a missing nor another key is replaced by a new one.
 */
final class MasterKeyFile {

    private static final Logger LOG = LoggerFactory.getLogger(MasterKeyFile.class);

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path keyFile;
    private final UsedKeys ids;

    MasterKeyFile(Path keyFile, UsedKeys ids) {
        this.keyFile = keyFile.toAbsolutePath();
        this.ids = ids;
    }

    /**
     * Reads the keys, or makes one when none was used before. A rotation that was interrupted is finished.
     *
     * @throws UnreadableSecretException when a key that was used before is missing, or the file is not readable
     */
    KeyRing open() {
        try {
            if (Files.notExists(keyFile)) {
                List<String> used = ids.used();
                if (!used.isEmpty()) {
                    throw unusable(
                            "it is missing, but secrets were stored with it (id " + String.join(", ", used) + ")");
                }
                write(new KeyRing(List.of(new SecretBox(SecretBox.newKey()))));
                LOG.info("The master key was made: {}. Keep a copy in a safe place", keyFile);
            }
            KeyRing ring = read();
            ids.missing(ring).ifPresent(another -> {
                throw unusable(another);
            });
            ids.remember(ring);
            return ring;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** A new key in front. */
    KeyRing rotate(KeyRing ring) throws IOException {
        KeyRing longer = ring.withNew(new SecretBox(SecretBox.newKey()));
        replace(ring, longer);
        return longer;
    }

    /** More keys than before: first they are there, then it is said that they are used. If that cannot be said, none is added. */
    void replace(KeyRing ring, KeyRing longer) throws IOException {
        write(longer);
        try {
            ids.remember(longer);
        } catch (IOException e) {
            write(ring);
            throw new IOException(ids.file() + " cannot be written: " + FailureWords.of(e), e);
        }
    }

    /** The present key alone: first it is said that the others are not used, then they go. */
    KeyRing forgetFormer(KeyRing ring) throws IOException {
        KeyRing alone = new KeyRing(List.of(ring.current()));
        ids.remember(alone);
        write(alone);
        return alone;
    }

    private void write(KeyRing ring) throws IOException {
        PrivateFiles.write(keyFile, ring.boxes().stream().map(SecretBox::key).collect(Collectors.joining("\n")));
    }

    private KeyRing read() throws IOException {
        if (OwnersFile.openToOthers(keyFile).isPresent()) {
            LOG.warn("The master key {} could be read by others; now only its owner can", keyFile);
            Files.setPosixFilePermissions(keyFile, PrivateFiles.OWNER);
        }
        String text = Files.readString(keyFile);
        return keys(text.lines()).orElseThrow(() -> unusable(whyNone(text)));
    }

    private static String whyNone(String text) {
        if (text.isBlank()) {
            return "the file is empty";
        } else if (text.charAt(0) == BYTE_ORDER_MARK) {
            return "the file begins with a byte order mark: save it as UTF-8 without BOM";
        }
        return "the file does not hold " + SecretBox.KEY_BYTES + " bytes in Base64, or several of these in lines";
    }

    /** The keys of these texts, empty when one is none or there is none. */
    static Optional<KeyRing> keys(Stream<String> base64) {
        try {
            List<SecretBox> boxes = base64.map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .map(text -> new SecretBox(Base64.getDecoder().decode(text)))
                    .toList();
            return boxes.isEmpty() ? Optional.empty() : Optional.of(new KeyRing(boxes));
        } catch (IllegalArgumentException e) {
            LOG.debug("This is no master key: {}", e.getClass().getName()); // the message may tell of it
            return Optional.empty();
        }
    }

    /** A rotation in which the process died has left a new key, under which nothing was sealed. */
    void forgetDraft() {
        try {
            WholeFile.forgetDraft(keyFile);
        } catch (IOException e) {
            LOG.warn("What an interrupted rotation has left cannot be removed: {}", FailureWords.ofOwnFile(e));
        }
    }

    /** The keys that were used before, when {@link #open} would give them. */
    Optional<KeyRing> right() {
        try {
            Optional<KeyRing> there = keys(Files.readString(keyFile).lines());
            return there.isPresent() && ids.missing(there.get()).isEmpty() ? there : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Path path() {
        return keyFile;
    }

    /** What is wrong with the file while these keys, which are not of it, are in use: a start without them would read it. */
    Optional<KeyTrouble> troubleBeside(KeyRing ring, String variable) {
        if (Files.notExists(keyFile)) {
            return Optional.empty();
        }
        String what = "The file of the master key is not what " + variable + " is";
        String remedy = "Write the keys of the variable into " + keyFile + ", one in a line, or move the file away";
        try {
            List<String> there =
                    keys(Files.readString(keyFile).lines()).map(KeyRing::ids).orElse(List.of());
            return there.contains(ring.current().keyId())
                    ? readableByOthers()
                    : Optional.of(new KeyTrouble(
                            what,
                            keyFile
                                    + (there.isEmpty()
                                            ? " holds no key"
                                            : " holds another one (id " + String.join(", ", there) + ")")
                                    + " than the one in use (id "
                                    + ring.current().keyId()
                                    + "): started without the variable the gateway could not read its secrets",
                            remedy));
        } catch (IOException e) {
            return Optional.of(new KeyTrouble(what, keyFile + " cannot be read: " + FailureWords.ofOwnFile(e), remedy));
        }
    }

    private Optional<KeyTrouble> readableByOthers() {
        return OwnersFile.openToOthers(keyFile)
                .map(mode -> new KeyTrouble(
                        "The master key may be read by others",
                        keyFile + " has the mode " + mode,
                        "chmod 600 " + keyFile + "; if somebody may have read it, karge:master-key --rotate as well"));
    }

    /** What is wrong with the file while these keys of it are in use. */
    Optional<KeyTrouble> trouble(KeyRing ring) {
        String what = "The file of the master key is not what it was";
        String remedy =
                "Put your copy back as " + keyFile + " before the gateway restarts; or have karge:master-key --rotate"
                        + " write the file anew. Until then the gateway goes on with the key that it has read";
        try {
            if (Files.notExists(keyFile)) {
                return Optional.of(new KeyTrouble(what, keyFile + " is gone", remedy));
            } else if (!keys(Files.readString(keyFile).lines())
                    .map(KeyRing::ids)
                    .equals(Optional.of(ring.ids()))) {
                return Optional.of(new KeyTrouble(what, keyFile + " holds other keys than those in use", remedy));
            }
            return readableByOthers();
        } catch (IOException e) {
            return Optional.of(new KeyTrouble(what, keyFile + " cannot be read: " + FailureWords.ofOwnFile(e), remedy));
        }
    }

    /** A key that is there and may not be read is not lost: nothing is to be removed. */
    UnreadableSecretException unusable(IOException e) {
        String why = FailureWords.ofOwnFile(e);
        if (FailureWords.isDenied(e)) {
            return new UnreadableSecretException(
                    "the master key " + keyFile + " cannot be used: " + why + "; then restart the gateway");
        }
        return usedBefore()
                ? unusable(why)
                : new UnreadableSecretException("the master key " + keyFile + " cannot be used: " + why
                        + ". None was used before, so nothing is lost: see that it and " + ids.file()
                        + " can be written (disk full, read-only), and restart the gateway");
    }

    /** Unless a key was used none is missing: it is the disk on which one is to be made. */
    private boolean usedBefore() {
        try {
            return !ids.used().isEmpty();
        } catch (IOException e) {
            return true;
        }
    }

    private UnreadableSecretException unusable(String why) {
        return new UnreadableSecretException("the master key " + keyFile + " cannot be used: " + why
                + ". Put the right file back and restart the gateway: on a new machine, or after a restored backup, that is the one"
                + " of the machine that the backup or the store is of. If it is lost: stop the gateway, remove "
                + keyFile
                + " and " + ids.file() + ", start it and set all passwords and keys again");
    }
}
