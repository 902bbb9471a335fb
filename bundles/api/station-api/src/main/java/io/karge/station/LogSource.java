package io.karge.station;

import io.karge.ocpp.types.LogEnumType;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port of what puts files into a log archive (N01): blocks, and the runtime itself. What is written holds no secrets and no
 * idTokens in clear. On the loop.
 */
@OfferedBySeveral
public interface LogSource {

    /**
     * The parts of an archive, in the order in which they go into it. Taken on the loop from what is known now, at no cost to
     * speak of; their content is written later, beside the loop.
     *
     * @param log which archive is made
     * @param oldest what is older is left out, as far as the part knows times
     * @param latest what is later is left out
     */
    List<Part> parts(LogEnumType log, Optional<Instant> oldest, Optional<Instant> latest);

    /**
     * One file of the archive.
     *
     * @param name relative, with forward slashes, unique in the archive
     */
    record Part(String name, Content content) {}

    /** What is in it. */
    @FunctionalInterface
    interface Content {

        /** Written once, on a worker's thread, from nothing that the loop changes. */
        void writeTo(OutputStream out) throws IOException;
    }
}
