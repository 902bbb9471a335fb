package io.karge.security.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file beside the store with the ids of the keys in use: one in a line, the one that seals first. */
record UsedKeys(Path file) {

    /** The ids; none when there is no such file. */
    List<String> used() throws IOException {
        return Files.exists(file)
                ? Files.readString(file)
                        .lines()
                        .map(String::strip)
                        .filter(id -> !id.isEmpty())
                        .toList()
                : List.of();
    }

    /** What is wrong with a ring in which one of these keys is missing. */
    Optional<String> missing(KeyRing ring) throws IOException {
        return missing(ring, used());
    }

    /** What is wrong with a ring in which the key is missing that has sealed last. */
    Optional<String> missingLatest(KeyRing ring) throws IOException {
        return missing(ring, used().stream().limit(1).toList());
    }

    private static Optional<String> missing(KeyRing ring, List<String> used) {
        List<String> missing =
                used.stream().filter(id -> !ring.ids().contains(id)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("it is another one (id " + String.join(", ", ring.ids())
                        + ") than the one that secrets were stored with (id " + String.join(", ", missing) + ")");
    }

    /** Secrets are stored under these keys from now on. */
    void remember(KeyRing ring) throws IOException {
        if (!used().equals(ring.ids())) {
            PrivateFiles.write(file, String.join("\n", ring.ids()));
        }
    }
}
