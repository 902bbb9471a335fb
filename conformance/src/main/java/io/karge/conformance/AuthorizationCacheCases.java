package io.karge.conformance;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.ocpp.messages.ClearCacheRequest;
import io.karge.ocpp.messages.ClearCacheResponse;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.ClearCacheStatusEnumType;
import io.karge.ocpp.types.IdTokenType;

/** The cases of functional block C on the authorization cache: C10 to C12. */
public final class AuthorizationCacheCases {

    /** A cached idToken: C12. */
    @TestCase("TC_C_08_CS")
    public void accepted(Bench bench) {
        AuthorizationCases.usesCache(bench);
        bench.stationStates().idTokenCached();
        authorizedFirst(bench);
    }

    /** A cached idToken, and the cable comes later: C12. */
    @TestCase("TC_C_13_CS")
    public void acceptedBeforeTheCable(Bench bench) {
        AuthorizationCases.usesCache(bench);
        bench.stationStates().idTokenCached();
        authorizedFirst(bench);
    }

    /** One that is cached as invalid: C12, C10. */
    @TestCase("TC_C_09_CS")
    public void invalid(Bench bench) {
        notAccepted(bench, AuthorizationStatusEnumType.Invalid);
    }

    /** One that is cached as blocked: C12, C10. */
    @TestCase("TC_C_10_CS")
    public void blocked(Bench bench) {
        notAccepted(bench, AuthorizationStatusEnumType.Blocked);
    }

    /** One that is cached as expired: C12, C10. */
    @TestCase("TC_C_11_CS")
    public void expired(Bench bench) {
        notAccepted(bench, AuthorizationStatusEnumType.Expired);
    }

    private static void notAccepted(Bench bench, AuthorizationStatusEnumType status) {
        IdTokenType card = AuthorizationCases.card(status);
        AuthorizationCases.usesCache(bench);
        TokensOfCsms.of(bench).say(card, status);
        bench.stationStates().idTokenCached(card, false);
        bench.states().parkingBayOccupied();
        AuthorizationCases.presentedInVain(bench, "Authorized A, step 1", card);
    }

    /** One that is cached as invalid and has become valid: C12, C10. */
    @TestCase("TC_C_12_CS")
    public void invalidAndAccepted(Bench bench) {
        IdTokenType card = AuthorizationCases.card(AuthorizationStatusEnumType.Invalid);
        AuthorizationCases.usesCache(bench);
        TokensOfCsms tokens = TokensOfCsms.of(bench).say(card, AuthorizationStatusEnumType.Invalid);
        bench.stationStates().idTokenCached(card, false);
        tokens.say(card, AuthorizationStatusEnumType.Accepted);
        bench.states().authorized(Authorization.LOCAL, card);
        bench.states().evConnectedPreSession();
        bench.states().energyTransferStarted();
        AuthorizationCases.energyFlows(bench, true);
    }

    /** The cache outlives a power cycle: C10. */
    @TestCase("TC_C_32_CS")
    public void persistent(Bench bench) {
        AuthorizationCases.usesCache(bench);
        bench.stationStates().idTokenCached();
        bench.stationStates().booted();
        authorizedFirst(bench);
    }

    /** An AuthorizeResponse fills it: C10, C12. */
    @TestCase("TC_C_33_CS")
    public void updatedByAuthorizeResponse(Bench bench) {
        AuthorizationCases.usesCache(bench);
        bench.variables().configure("LocalAuthListCtrlr", "Enabled", "true");
        bench.stationStates().idTokenCached();
        authorizedFirst(bench);
    }

    /** A TransactionEventResponse changes it: C10, C12. */
    @TestCase("TC_C_34_CS")
    public void updatedByTransactionEventResponse(Bench bench) {
        AuthorizationCases.usesCache(bench);
        bench.variables().configure("LocalAuthListCtrlr", "Enabled", "true");
        bench.variables().configure("TxCtrlr", "StopTxOnInvalidId", "true");
        bench.variables().configure("TxCtrlr", "MaxEnergyOnInvalidId", "0");
        bench.stationStates().idTokenCached();
        // Deauthorized tells of a vehicle that is connected: the transaction begins with it (DECISIONS).
        bench.variables().configure("TxCtrlr", "TxStartPoint", "PowerPathClosed");

        TokensOfCsms.of(bench).say(bench.validIdToken(), AuthorizationStatusEnumType.Invalid);
        bench.states().authorized(Authorization.LOCAL); // step 1
        bench.states().deauthorized(); // step 2
        bench.states().evDisconnected();
        bench.states().parkingBayUnoccupied();
        bench.states().startOver(false);
        bench.states().parkingBayOccupied();
        AuthorizationCases.presentedInVain(bench, "step 6", bench.validIdToken());
    }

    /** Without LocalPreAuthorize it decides nothing: C10. */
    @TestCase("TC_C_36_CS")
    public void withoutLocalPreAuthorize(Bench bench) {
        bench.variables().configure("AuthCacheCtrlr", "Enabled", "true");
        bench.variables().configure("AuthCtrlr", "LocalPreAuthorize", "false");
        bench.stationStates().idTokenCached();
        TokensOfCsms.of(bench).say(bench.validIdToken(), AuthorizationStatusEnumType.Invalid);
        bench.states().parkingBayOccupied();
        AuthorizationCases.presentedInVain(bench, "Authorized A, step 1", bench.validIdToken());
    }

    /** The CSMS clears it: C11. */
    @TestCase("TC_C_37_CS")
    public void cleared(Bench bench) {
        bench.variables().configure("AuthCacheCtrlr", "Enabled", "true");
        bench.stationStates().idTokenCached();
        clear(bench, ClearCacheStatusEnumType.Accepted);
        bench.states().startOver(false);
        authorizedFirst(bench);
    }

    /** It is not cleared while it is switched off: C11. Nothing has to be in it (DECISIONS). */
    @TestCase("TC_C_38_CS")
    public void notCleared(Bench bench) {
        bench.variables().configure("AuthCacheCtrlr", "Enabled", "false");
        clear(bench, ClearCacheStatusEnumType.Rejected);
    }

    static void clear(Bench bench, ClearCacheStatusEnumType expected) {
        Checks.equal(
                "step 2: ClearCacheResponse.status",
                bench.csms()
                        .call(ClearCacheRequest.of(), ClearCacheResponse.class)
                        .status(),
                expected);
    }

    /** What was not said again for a while is forgotten: C10. */
    @TestCase("TC_C_46_CS")
    public void lifeTime(Bench bench) {
        long seconds = bench.configured().transactionDuration().toSeconds();
        bench.variables().configure("AuthCacheCtrlr", "LifeTime", Long.toString(seconds));
        bench.variables().configure("AuthCtrlr", "LocalPreAuthorize", "true");
        bench.stationStates().idTokenCached();
        bench.pause(bench.configured().transactionDuration());
        bench.states().startOver(false);
        bench.states().authorized(Authorization.LOCAL);
    }

    private static void authorizedFirst(Bench bench) {
        bench.states().authorized(Authorization.LOCAL);
        bench.states().evConnectedPreSession();
        bench.states().energyTransferStarted();
        AuthorizationCases.energyFlows(bench, true);
    }
}
