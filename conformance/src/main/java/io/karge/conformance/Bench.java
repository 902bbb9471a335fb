package io.karge.conformance;

import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;

/**
 * What a case works with: the station, its CSMS, the reusable states and the values that Part 6 calls configured.
 *
 * @param evseId the configured EVSE
 * @param connectorId the configured connector
 * @param validIdToken the configured valid idToken
 */
public record Bench(
        StationUnderTest station,
        TestCsms csms,
        ReusableStates states,
        int evseId,
        int connectorId,
        IdTokenType validIdToken) {

    /** The EVSE 1, its connector 1 and a card. */
    public static Bench of(StationUnderTest station, TestCsms csms) {
        IdTokenType card = IdTokenType.of("04A2B3C4D5", IdTokenEnumType.ISO14443);
        return new Bench(station, csms, new ReusableStates(station, csms, 1, 1, card), 1, 1, card);
    }
}
