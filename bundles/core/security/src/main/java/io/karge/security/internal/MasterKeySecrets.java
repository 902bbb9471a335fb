package io.karge.security.internal;

import io.karge.failure.FailureWords;
import io.karge.security.MasterKey;
import io.karge.security.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets under the master key of the gateway. Without a usable key the service is there and says at each use what is
 * wrong: stations that need no secret go on.
 */
@Component(
        service = {Secrets.class, MasterKey.class},
        configurationPid = "io.karge.security")
@Designate(ocd = SecretsConfig.class)
public final class MasterKeySecrets implements Secrets, MasterKey {
    /** Takes the place of the file: 32 bytes in Base64; former keys behind it, after commas. */
    static final String VARIABLE = "KARGE_MASTER_KEY";

    private static final Logger LOG = LoggerFactory.getLogger(MasterKeySecrets.class);

    /** The file, also when the key comes from the environment and nothing of it is used. */
    private final MasterKeyFile keyFile;

    /** Null when the key comes from the environment. */
    private final @Nullable MasterKeyFile file;

    private final UsedKeys used;
    private final InterimKey interim;

    private volatile Supplier<KeyRing> ring;

    @Activate
    public MasterKeySecrets(SecretsConfig config) {
        this(
                path(config.masterKey(), "etc", "karge-master.key"),
                path(config.masterKeyId(), "store", "karge-master.id"),
                System.getenv(VARIABLE));
    }

    /** @param variable the keys of the environment, null when they are in the file */
    public MasterKeySecrets(Path keyFile, Path idFile, @Nullable String variable) {
        used = new UsedKeys(idFile.toAbsolutePath());
        this.keyFile = new MasterKeyFile(keyFile, used);
        this.keyFile.forgetDraft();
        file = variable == null ? this.keyFile : null;
        interim = new InterimKey(idFile.toAbsolutePath().resolveSibling("karge-interim.key"));
        ring = open(variable);
    }

    private static Path path(String configured, String folder, String name) {
        return configured.isBlank()
                ? Path.of(System.getProperty("karaf.base", "."), folder, name)
                : Path.of(configured.strip());
    }

    private Supplier<KeyRing> open(@Nullable String variable) {
        try {
            KeyRing opened = withInterim(file == null ? ofEnvironment(String.valueOf(variable)) : file.open());
            return () -> opened;
        } catch (UnreadableSecretException e) {
            LOG.error("{}", e.getMessage());
            String message = String.valueOf(e.getMessage());
            return () -> {
                throw new UnreadableSecretException(message);
            };
        }
    }

    /** What was encrypted without the master key is decrypted with it from now on: the interim key is a former one. */
    private KeyRing withInterim(KeyRing opened) {
        Optional<SecretBox> key = interim.present();
        if (key.isEmpty()) {
            return opened;
        }
        KeyRing longer = opened.withFormer(key.get());
        try {
            if (file != null) {
                file.replace(opened, longer);
                interim.forget();
            }
        } catch (IOException e) {
            LOG.warn(
                    "The interim key stays where it is, since the master key cannot be written: {}",
                    FailureWords.of(e));
        }
        return longer;
    }

    /** Former keys are taken away by whoever sets the variable, but not the one that has sealed last. */
    private KeyRing ofEnvironment(String variable) {
        KeyRing ring = MasterKeyFile.keys(Stream.of(variable.split(",")))
                .orElseThrow(() -> new UnreadableSecretException("the environment variable " + VARIABLE
                        + " holds no master key: it is " + SecretBox.KEY_BYTES
                        + " bytes in Base64, as 'openssl rand -base64 32' prints; former keys follow after commas"
                        + rightOnesInTheFile().map(right -> ". " + right).orElse("")));
        try {
            used.missingLatest(ring).ifPresent(another -> {
                throw new UnreadableSecretException("the master key of the environment variable " + VARIABLE
                        + " cannot be used: " + another + ". "
                        + rightOnesInTheFile()
                                .orElse("Set the right one and restart the gateway; a new one stands in front of"
                                        + " it, with a comma between them. If the right one is lost: remove "
                                        + used.file()
                                        + ", restart the gateway and set all passwords and keys again"));
            });
            used.remember(ring);
            return ring;
        } catch (IOException e) {
            throw new UnreadableSecretException("which master key was used cannot be read or written: "
                    + FailureWords.of(e) + ". Mend " + used.file());
        }
    }

    private Optional<String> rightOnesInTheFile() {
        return keyFile.right()
                .map(right -> keyFile.path() + " holds the right one (id "
                        + right.current().keyId() + "): unset the variable " + VARIABLE + " and restart the gateway");
    }

    @Override
    public String seal(String purpose, String plain) {
        return ring.get().current().seal(purpose, plain);
    }

    @Override
    public String sealAnyway(String purpose, String plain) {
        try {
            return seal(purpose, plain);
        } catch (UnreadableSecretException e) {
            return interim.need().seal(purpose, plain);
        }
    }

    @Override
    public String unseal(String purpose, String sealedText) {
        Optional<SecretBox> key = interimOf(sealedText);
        return key.isPresent()
                ? key.get().unseal(purpose, sealedText)
                : ring.get().unseal(purpose, sealedText);
    }

    private Optional<SecretBox> interimOf(String sealedText) {
        return interim.present().filter(key -> key.sealed(sealedText));
    }

    @Override
    public String fingerprint(String text) {
        return ring.get().current().fingerprint(text);
    }

    /** While there is no master key nothing can be sealed better than it is. */
    @Override
    public boolean current(String sealedText) {
        try {
            return ring.get().current().sealed(sealedText);
        } catch (UnreadableSecretException e) {
            return true;
        }
    }

    @Override
    public boolean isGivenUp(String sealedText) {
        return unusable().isEmpty()
                && SecretBox.isSealed(sealedText)
                && interimOf(sealedText).isEmpty()
                && ring.get().boxes().stream().noneMatch(box -> box.sealed(sealedText));
    }

    @Override
    public Optional<String> missingKey(String sealedText) {
        return isGivenUp(sealedText) ? Optional.of(SecretBox.keyIdOf(sealedText)) : Optional.empty();
    }

    @Override
    public String addKey() {
        return file == null
                ? "add it behind a comma to the environment variable " + VARIABLE + " and restart the gateway"
                : "add it as a further line of " + file.path() + " and restart the gateway";
    }

    @Override
    public Optional<String> unusable() {
        try {
            KeyRing unused = ring.get(); // which says why, where there is none
            return Optional.empty();
        } catch (UnreadableSecretException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<KeyTrouble> trouble() {
        Optional<String> unusable = unusable();
        if (unusable.isPresent()) {
            return Optional.of(new KeyTrouble(
                    "The master key cannot be used",
                    unusable.get(),
                    file != null && file.right().isPresent()
                            ? "The right file is there now: restart the gateway"
                            : "Stations charge meanwhile; data/log/karaf.log and the page for administrators say what they"
                                    + " go without"));
        }
        return file == null ? keyFile.troubleBeside(ring.get(), VARIABLE) : file.trouble(ring.get());
    }

    @Override
    public String id() {
        return ring.get().current().keyId();
    }

    @Override
    public List<String> former() {
        return ring.get().former().stream().map(SecretBox::keyId).toList();
    }

    @Override
    public List<String> where() {
        List<String> where = new ArrayList<>();
        where.add(
                file == null
                        ? "the environment variable " + VARIABLE
                        : file.path().toString());
        interim.present().ifPresent(key -> where.add(interim.path().toString()));
        return List.copyOf(where);
    }

    @Override
    public synchronized void rotate() {
        change(
                MasterKeyFile::rotate,
                "put a new one in front of it, with a comma between them, and restart the gateway");
        LOG.info("The master key was changed: its id is {}. Keep a copy of the file in a safe place", id());
    }

    @Override
    public synchronized void forgetFormer() {
        change(MasterKeyFile::forgetFormer, "take what is behind the comma away, and restart the gateway");
        LOG.info("Former master keys are forgotten; the one with the id {} is the only one", id());
    }

    @Override
    public boolean isSealedWithFormer(String text) {
        return ring.get().former().stream().anyMatch(box -> box.isIn(text));
    }

    private interface Change {
        KeyRing of(MasterKeyFile file, KeyRing ring) throws IOException;
    }

    private void change(Change change, String remedy) {
        MasterKeyFile keys = file;
        if (keys == null) {
            throw new IllegalStateException(
                    "the master key comes from the environment variable " + VARIABLE + ": " + remedy);
        }
        try {
            KeyRing changed = change.of(keys, ring.get());
            ring = () -> changed;
        } catch (IOException e) {
            throw new IllegalStateException("the master key cannot be written: " + FailureWords.of(e), e);
        }
    }
}
