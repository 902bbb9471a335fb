package io.karge.block.firmware;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A firmware update that was asked for.
 *
 * @param location sealed, for it may hold a password
 * @param shown the location as people may see it
 * @param installAt null when it is to be installed as soon as possible
 * @param signer the certificate of whoever signed it, in PEM
 * @param signature Base64, null when there is none
 * @param retries how many attempts may follow the first, null when that is left to the station
 * @param retrySeconds how long to wait between attempts, null when that is left to the station
 */
record Order(
        int requestId,
        String location,
        String shown,
        Instant retrieveAt,
        @Nullable Instant installAt,
        String signer,
        @Nullable String signature,
        @Nullable Integer retries,
        @Nullable Integer retrySeconds) {
    Order {
        Objects.requireNonNull(location, "it has no location");
        Objects.requireNonNull(retrieveAt, "it has no retrieveAt");
        Objects.requireNonNull(signer, "it has no signer");
    }

    /** With another sealed location. */
    Order at(String sealedLocation) {
        return new Order(
                requestId, sealedLocation, shown, retrieveAt, installAt, signer, signature, retries, retrySeconds);
    }
}
