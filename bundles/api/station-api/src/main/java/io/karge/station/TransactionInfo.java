package io.karge.station;

import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.IdTokenType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as other blocks and the administrator see it.
 *
 * @param evseId 0 while it has none yet
 * @param idToken who was authorized last, null when nobody has been
 * @param authorized whether that authorization holds: not ended, and not withdrawn by the CSMS
 * @param energyWh imported since the transaction started
 * @param meteredSince when the EVSE was known and the values of Transaction.Begin were taken, from which the sampling
 *     intervals count; null before
 * @param queued how many of its events the CSMS has not confirmed yet
 * @param suspended why the station withholds energy, for people; null when it does not
 */
public record TransactionInfo(
        String transactionId,
        int evseId,
        @Nullable IdTokenType idToken,
        boolean authorized,
        ChargingStateEnumType chargingState,
        Instant startedAt,
        @Nullable Instant meteredSince,
        long energyWh,
        int queued,
        @Nullable String suspended) {
    /** One to which the station gives energy, as far as it is authorized. */
    public TransactionInfo(
            String transactionId,
            int evseId,
            @Nullable IdTokenType idToken,
            boolean authorized,
            ChargingStateEnumType chargingState,
            Instant startedAt,
            @Nullable Instant meteredSince,
            long energyWh,
            int queued) {
        this(
                transactionId,
                evseId,
                idToken,
                authorized,
                chargingState,
                startedAt,
                meteredSince,
                energyWh,
                queued,
                null);
    }
}
