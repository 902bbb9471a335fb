package io.karge.security.internal;

import io.karge.security.Secrets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets under the master key of the gateway. Without a usable key the service is there and says at each use what is
 * wrong: stations that need no secret go on.
 */
@Component(service = Secrets.class, configurationPid = "io.karge.security")
@Designate(ocd = SecretsConfig.class)
public final class MasterKeySecrets implements Secrets {

    private static final Logger LOG = LoggerFactory.getLogger(MasterKeySecrets.class);

    private final Supplier<SecretBox> box;

    @Activate
    public MasterKeySecrets(SecretsConfig config) {
        this(
                path(config.masterKey(), "etc", "karge-master.key"),
                path(config.masterKeyId(), "store", "karge-master.id"));
    }

    MasterKeySecrets(Path keyFile, Path idFile) {
        box = open(new MasterKeyFile(keyFile, idFile));
    }

    private static Path path(String configured, String folder, String name) {
        return configured.isBlank()
                ? Path.of(System.getProperty("karaf.base", "."), folder, name)
                : Path.of(configured.strip());
    }

    private static Supplier<SecretBox> open(MasterKeyFile file) {
        try {
            SecretBox opened = file.open();
            return () -> opened;
        } catch (UnreadableSecretException e) {
            LOG.error("{}", e.getMessage());
            String message = String.valueOf(e.getMessage());
            return () -> {
                throw new UnreadableSecretException(message);
            };
        }
    }

    @Override
    public String seal(String purpose, String plain) {
        return box.get().seal(purpose, plain);
    }

    @Override
    public String unseal(String purpose, String sealedText) {
        return box.get().unseal(purpose, sealedText);
    }
}
