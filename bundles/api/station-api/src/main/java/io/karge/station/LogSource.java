package io.karge.station;

import io.karge.failure.FailureWords;
import io.karge.ocpp.types.LogEnumType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

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
     * What a block tells of itself in the diagnostics archive, as one file of JSON.
     *
     * @param name as that of a {@link Part}, such as {@code transactions.json}
     * @param state gives what the block is now, on the loop; a defect in it is told in the archive, in the place of the file,
     *     and is no failure of the block: nobody gets a sick station sicker by looking at it
     */
    static LogSource diagnostics(String name, Supplier<? extends Record> state) {
        return (log, oldest, latest) ->
                log == LogEnumType.DiagnosticsLog ? List.of(Part.taken(name, state)) : List.of();
    }

    /**
     * One file of the archive.
     *
     * @param name relative, with forward slashes, unique in the archive
     */
    record Part(String name, Content content) {

        /** A file of JSON, as {@link StoredRecord#text} has it; the record is written later, so it does not change. */
        public static Part json(String name, Record state) {
            return new Part(name, out -> out.write(StoredRecord.text(state).getBytes(StandardCharsets.UTF_8)));
        }

        /** As {@link #json}, of what is taken now; where that fails, the part says so in the place of its content. */
        public static Part taken(String name, Supplier<? extends Record> state) {
            try {
                return json(name, state.get());
            } catch (RuntimeException e) { // a defect of whoever tells of a station is no reason to tell nothing
                LoggerFactory.getLogger(LogSource.class).warn("{} of an archive of logs fails", name, e);
                return new Part(name, out -> {
                    throw new IOException("whoever brings it has failed: " + FailureWords.of(e), e);
                });
            }
        }
    }

    /** What is in it. */
    @FunctionalInterface
    interface Content {

        /** Written once, on a worker's thread, from nothing that the loop changes. */
        void writeTo(OutputStream out) throws IOException;
    }
}
