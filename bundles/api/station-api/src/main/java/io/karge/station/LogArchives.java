package io.karge.station;

import io.karge.ocpp.types.LogEnumType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port of the diagnostics block: makes the archives that it uploads (N01) for administrators too. On the loop. */
public interface LogArchives {

    /**
     * Makes an archive of what all {@link LogSource}s have, beside the loop.
     *
     * @param oldest what is older is left out, as far as that is known
     * @param latest what is later is left out
     * @param file where it is when this is done; whole or not at all, and never in the place of another file
     * @param then is told how it went; fails, saying why, when there is nothing to put in, or it cannot be written
     */
    void make(
            LogEnumType log, Optional<Instant> oldest, Optional<Instant> latest, Path file, PortCallback<Archive> then);

    /**
     * An archive that is complete.
     *
     * @param octets its length
     * @param leftOut what is not in it and why, one line each, for people; the archive says so too
     */
    record Archive(Path file, long octets, List<String> leftOut) {
        public Archive {
            leftOut = List.copyOf(leftOut);
        }
    }
}
