package io.karge.security.internal;

import io.karge.failure.FailureWords;
import io.karge.security.Secrets.UnreadableSecretException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key under which what has to be stored is encrypted while the master key cannot be used: a file beside the store, made when
 * it is needed first. It becomes a former master key as soon as there is a usable one. Thread-safe.
 */
final class InterimKey {
    private static final Logger LOG = LoggerFactory.getLogger(InterimKey.class);

    private final Path file;
    private @Nullable SecretBox box;

    InterimKey(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /** The key, if there is one. */
    synchronized Optional<SecretBox> present() {
        try {
            if (box == null && Files.exists(file)) {
                box = MasterKeyFile.keys(Stream.of(Files.readString(file).strip()))
                        .map(KeyRing::current)
                        .orElseThrow(() -> new IOException("it holds no key"));
            }
        } catch (IOException e) {
            LOG.error(
                    "the interim key {} cannot be read, and what is encrypted with it neither: {}",
                    file,
                    FailureWords.of(e));
        }
        return Optional.ofNullable(box);
    }

    /**
     * The key; made if there is none.
     *
     * @throws UnreadableSecretException when none can be made
     */
    synchronized SecretBox need() {
        return present().orElseGet(this::make);
    }

    private SecretBox make() {
        if (Files.exists(file)) {
            throw new UnreadableSecretException("the interim key " + file + " cannot be read");
        }
        SecretBox made = new SecretBox(SecretBox.newKey());
        try {
            PrivateFiles.write(file, made.key());
        } catch (IOException e) {
            throw new UnreadableSecretException("no interim key can be made: " + FailureWords.of(e));
        }
        LOG.warn("Until the master key is back, what names customers is encrypted with {}", file);
        box = made;
        return made;
    }

    /** It is in the ring of the master key by now. */
    synchronized void forget() throws IOException {
        Files.deleteIfExists(file);
        box = null;
    }
}
