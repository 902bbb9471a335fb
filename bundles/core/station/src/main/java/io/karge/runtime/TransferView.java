package io.karge.runtime;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being moved, or waits for its turn.
 *
 * @param direction {@code download} or {@code upload}
 * @param location without user, password and query
 * @param state {@code waiting} until an octet has moved, then {@code moving}
 * @param since when it was asked for
 * @param octets how many of the file are there, those of earlier attempts included
 * @param total how many it has; null while that is not known
 * @param percent of the total; null while that is not known
 */
public record TransferView(
        String stationId,
        String direction,
        String location,
        String state,
        Instant since,
        long octets,
        @Nullable Long total,
        @Nullable Integer percent) {}
