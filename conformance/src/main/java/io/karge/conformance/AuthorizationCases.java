package io.karge.conformance;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.TransactionEventEnumType;
import java.time.Duration;
import java.util.List;

/** The cases of functional block C that need no cache: C01, C09. */
public final class AuthorizationCases {
    /** What Part 6 calls the configured message timeout: how long a case looks for what must not come. */
    static final Duration MESSAGE_TIMEOUT = Duration.ofSeconds(5);

    private static final IdTokenType GROUP = IdTokenType.of("GROUP-1", IdTokenEnumType.Central);

    /** An idToken that the CSMS takes for invalid: C01. */
    @TestCase("TC_C_02_CS")
    public void invalid(Bench bench) {
        refused(bench, AuthorizationStatusEnumType.Invalid);
    }

    /** One that is blocked: C01. */
    @TestCase("TC_C_06_CS")
    public void blocked(Bench bench) {
        refused(bench, AuthorizationStatusEnumType.Blocked);
    }

    /** One that has expired: C01. */
    @TestCase("TC_C_07_CS")
    public void expired(Bench bench) {
        refused(bench, AuthorizationStatusEnumType.Expired);
    }

    /** One that nobody knows: C01. */
    @TestCase("TC_C_56_CS")
    public void unknown(Bench bench) {
        refused(bench, AuthorizationStatusEnumType.Unknown);
    }

    private static void refused(Bench bench, AuthorizationStatusEnumType status) {
        bench.variables().configureAuthorization();
        IdTokenType card = card(status);
        TokensOfCsms.of(bench).say(card, status);
        bench.states().evConnectedPreSession();
        presentedInVain(bench, "step 1", card);
    }

    /** A card of somebody else does not stop a transaction: C01, C04, E07. */
    @TestCase("TC_C_04_CS")
    public void differentIdToken(Bench bench) {
        bench.variables().configureAuthorization();
        IdTokenType other = bench.configured().anotherIdToken();
        bench.states().energyTransferStarted();
        bench.station().presentToken(other, bench.evseId()); // with evseId: one reader for all (DECISIONS)
        asked(bench, "step 1", other);
        bench.csms()
                .none(
                        "step 2: TransactionEvents with an idToken",
                        MESSAGE_TIMEOUT,
                        TransactionEventRequest.class,
                        event -> event.idToken() != null);
        bench.csms()
                .none(
                        "post scenario: TransactionEvent(Ended)",
                        TransactionEventRequest.class,
                        event -> event.eventType() == TransactionEventEnumType.Ended);
        energyFlows(bench, true);
    }

    /** A card of the same group stops the transaction: C09. */
    @TestCase("TC_C_39_CS")
    public void groupSuccess(Bench bench) {
        IdTokenType other = bench.configured().anotherIdToken();
        TokensOfCsms.of(bench).say(bench.validIdToken(), inGroup()).say(other, inGroup());
        bench.states().evConnectedPreSession();
        bench.states().authorized(Authorization.LOCAL); // steps 1 to 4
        bench.states().energyTransferStarted();
        bench.pause(bench.configured().transactionDuration());
        bench.station().presentToken(other, bench.evseId());
        asked(bench, "step 6", other);
        bench.states().stoppedBy("step 8", other);
        bench.states().evConnectedPostSession();
        bench.states().evDisconnected();
        bench.states().parkingBayUnoccupied();
    }

    /** A card of the same group that the CSMS does not accept stops nothing: C09. */
    @TestCase("TC_C_42_CS")
    public void groupNotStopped(Bench bench) {
        IdTokenType other = card(AuthorizationStatusEnumType.Invalid);
        TokensOfCsms.of(bench)
                .say(bench.validIdToken(), inGroup())
                .say(
                        other,
                        IdTokenInfoType.of(AuthorizationStatusEnumType.Invalid).withGroupIdToken(GROUP));
        bench.states().evConnectedPreSession();
        bench.states().authorized(Authorization.LOCAL); // steps 1 to 4
        bench.states().energyTransferStarted();
        presentedInVain(bench, "step 6", other);
        energyFlows(bench, true);
    }

    /** A card of the same group that is cached stops the transaction at once: C09, C12. */
    @TestCase("TC_C_41_CS")
    public void groupSuccessWithCache(Bench bench) {
        IdTokenType other = bench.configured().anotherIdToken();
        usesCache(bench);
        TokensOfCsms.of(bench).say(bench.validIdToken(), inGroup()).say(other, inGroup());
        bench.stationStates().idTokenCached(other, true);
        bench.stationStates().idTokenCached();
        bench.states().evConnectedPreSession();
        bench.states().authorized(Authorization.LOCAL); // steps 1 and 2
        bench.states().energyTransferStarted();
        bench.pause(bench.configured().transactionDuration());
        bench.station().presentToken(other, bench.evseId());
        bench.states().stoppedBy("step 4", other);
        bench.states().evConnectedPostSession();
        bench.states().evDisconnected();
        bench.states().parkingBayUnoccupied();
    }

    /** A card of the same group that is cached as not accepted is asked for, and stops nothing: C09, C12. */
    @TestCase("TC_C_44_CS")
    public void groupInvalidInCache(Bench bench) {
        IdTokenType other = card(AuthorizationStatusEnumType.Invalid);
        usesCache(bench);
        TokensOfCsms.of(bench)
                .say(bench.validIdToken(), inGroup())
                .say(
                        other,
                        IdTokenInfoType.of(AuthorizationStatusEnumType.Invalid).withGroupIdToken(GROUP));
        bench.stationStates().idTokenCached(other, false);
        bench.stationStates().idTokenCached();
        bench.states().evConnectedPreSession();
        bench.states().authorized(Authorization.LOCAL); // steps 1 and 2
        bench.states().energyTransferStarted();
        presentedInVain(bench, "step 4", other);
        energyFlows(bench, true);
    }

    /** The card that Part 6 configures for a status: one for each. */
    static IdTokenType card(AuthorizationStatusEnumType status) {
        int number = List.of(AuthorizationStatusEnumType.values()).indexOf(status);
        return IdTokenType.of("BADC0D%02X".formatted(number), IdTokenEnumType.ISO14443);
    }

    /** A card is presented and asked for, and nothing comes of it. */
    static void presentedInVain(Bench bench, String step, IdTokenType card) {
        boolean flows = bench.station().isPowerPathClosed(bench.evseId());
        bench.station().presentToken(card, bench.evseId());
        asked(bench, step, card);
        bench.csms()
                .none(
                        step + ", after it: TransactionEvents",
                        MESSAGE_TIMEOUT,
                        TransactionEventRequest.class,
                        event -> !Order.isMetering(event));
        energyFlows(bench, flows);
    }

    static void asked(Bench bench, String step, IdTokenType card) {
        Checks.equal(
                step + ": AuthorizeRequest.idToken",
                bench.csms().next(step, AuthorizeRequest.class).idToken(),
                card);
    }

    static void energyFlows(Bench bench, boolean flows) {
        Checks.that(
                "post scenario: the contactors",
                bench.station().isPowerPathClosed(bench.evseId()) == flows,
                flows ? "closed" : "open",
                flows ? "open" : "closed");
    }

    static void usesCache(Bench bench) {
        bench.variables().configure("AuthCacheCtrlr", "Enabled", "true");
        bench.variables().configure("AuthCacheCtrlr", "DisablePostAuthorize", "false");
        bench.variables().configure("AuthCtrlr", "LocalPreAuthorize", "true");
    }

    private static IdTokenInfoType inGroup() {
        return IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(GROUP);
    }
}
