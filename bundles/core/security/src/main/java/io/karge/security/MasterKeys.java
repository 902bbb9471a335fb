package io.karge.security;

import io.karge.security.internal.MasterKeySecrets;
import java.nio.file.Path;

/** Opens the master key where there is no container that does. */
public final class MasterKeys {
    private MasterKeys() {}

    /**
     * Secrets under the master key of a file. May block.
     *
     * @param key the file with the key, made when there is neither it nor the other file
     * @param id the file that remembers which key was used
     */
    public static Secrets inFiles(Path key, Path id) {
        return new MasterKeySecrets(key, id, null);
    }
}
