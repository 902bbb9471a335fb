package io.karge.runtime.internal.config;

import io.karge.configuration.CfgFile;
import io.karge.runtime.StationConfig;
import io.karge.security.OwnersFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One cfg file: what it says, with the files that it names. Not thread-safe. */
final class CfgEntry {
    private final String name;
    private final Map<String, ?> properties;
    private @Nullable StationConfig config;
    private @Nullable String hardware;
    private boolean awaitsName;
    private boolean plainPassword;
    private @Nullable Path passwordFile;
    private @Nullable StationConfig refusedByDriver;
    private Stamps read = new Stamps(Map.of());
    private Stamps seen = read;

    /** @param before the same file as it was before; what it said counts until this can be read */
    CfgEntry(Map<String, ?> properties, @Nullable CfgEntry before) {
        this.name = CfgFile.name(properties);
        this.properties = Map.copyOf(properties);
        this.config = before == null ? null : before.config;
        this.hardware = before == null ? null : before.hardware;
        this.awaitsName = before != null && before.awaitsName;
        this.plainPassword = before != null && before.plainPassword;
    }

    /** Names the file for people. */
    String name() {
        return name;
    }

    /**
     * Reads it and the files that it names. May block.
     *
     * @param driver what its driver has against what it says
     * @return why it cannot be used
     */
    Optional<String> read(
            Map<String, String> environment, Path base, Function<StationConfig, Optional<String>> driver) {
        NamedFiles files = new NamedFiles(base);
        refusedByDriver = null;
        try {
            StationCfg cfg = StationCfg.read(properties, environment, files);
            Optional<String> refusal = driver.apply(cfg.config());
            if (refusal.isPresent()) {
                refusedByDriver = cfg.config();
                return refusal;
            }
            if (!cfg.config().equals(config)) {
                hardware = null;
                awaitsName = true;
            }
            config = cfg.config();
            plainPassword = cfg.plainPassword();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } finally {
            passwordFile = files.passwordFile().orElse(null);
            read = files.named();
            seen = read;
        }
    }

    /**
     * The files that it names and that have changed since it was read; none while they still change, so that what is
     * written in pieces is read whole. May block.
     */
    List<Path> changed() {
        Stamps now = Stamps.of(read.byFile().keySet());
        boolean still = now.equals(seen);
        seen = now;
        return still ? now.differing(read) : List.of();
    }

    /** What it said when it could be read last. */
    Optional<StationConfig> config() {
        return Optional.ofNullable(config);
    }

    /** What it says now, if its driver refuses that. */
    Optional<StationConfig> refusedByDriver() {
        return Optional.ofNullable(refusedByDriver);
    }

    boolean hasPlainPassword() {
        return plainPassword;
    }

    /** The file with its password, if others than its owner may read or write that. May block. */
    Optional<Path> exposedPassword() {
        return Optional.ofNullable(passwordFile)
                .filter(file -> OwnersFile.openToOthers(file).isPresent());
    }

    /** Its hardware, as the driver named it last. */
    Optional<String> hardware() {
        return Optional.ofNullable(hardware);
    }

    /** Whether the driver has not been heard yet since the hardware changed. */
    boolean awaitsName() {
        return awaitsName;
    }

    /** The driver takes too long. */
    void awaitNoName() {
        awaitsName = false;
    }

    /**
     * The driver has been heard.
     *
     * @param name empty when there is no driver
     * @return whether that is news
     */
    boolean named(Optional<String> name) {
        boolean news = awaitsName || name.filter(now -> !now.equals(hardware)).isPresent();
        awaitsName = false;
        name.ifPresent(now -> hardware = now);
        return news;
    }
}
