package io.karge.conformance;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.AuthorizeResponse;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.messages.TransactionEventResponse;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.util.List;

/** The cases of functional block E of transactions that the CSMS cannot see: E04, E05, E08, E11, E12. */
public final class OfflineTransactionCases {
    private static final IdTokenType GROUP = IdTokenType.of("GROUP-1", IdTokenEnumType.Central);
    private static final IdTokenType OF_THE_GROUP = IdTokenType.of("04A2B3C4D7", IdTokenEnumType.ISO14443);

    /** Started offline by a card that the CSMS does not accept: E06.FR.04, E05.FR.10. */
    @TestCase("TC_E_16_CS")
    public void deauthorized(Bench bench) {
        TransactionStartCases.stopPoint(bench, "Authorized");
        bench.variables().configureAuthorization();
        bench.variables().configure("AuthCtrlr", "OfflineTxForUnknownIdEnabled", "true");
        bench.variables().configure("TxCtrlr", "StopTxOnInvalidId", "true");
        Offline.configure(bench);
        bench.stationStates().idTokenCached();
        bench.csms()
                .answer(
                        TransactionEventRequest.class,
                        event -> event.idToken() != null,
                        event -> TransactionEventResponse.of()
                                .withIdTokenInfo(IdTokenInfoType.of(AuthorizationStatusEnumType.Invalid)));
        Offline offline = startOffline(bench);
        offline.end("step 1");

        TransactionEventRequest event = bench.states().nextEvent("step 1");
        while (Boolean.TRUE.equals(event.offline())) {
            event = bench.states().nextEvent("step 3");
        }
        offline.queued("step 1");
        Checks.equal("step 3: eventType", event.eventType(), TransactionEventEnumType.Ended);
        Checks.equal("step 3: triggerReason", event.triggerReason(), TriggerReasonEnumType.Deauthorized);
        Checks.equal(
                "step 3: transactionInfo.stoppedReason",
                event.transactionInfo().stoppedReason(),
                ReasonEnumType.DeAuthorized);
        bench.connectors().await("step 3", bench.evseId(), bench.connectorId(), ConnectorStatusEnumType.Occupied);
    }

    /** StartOfflineTransaction, but for the reconnection. */
    private static Offline startOffline(Bench bench) {
        Offline offline = Offline.begin(bench);
        present(bench);
        bench.station().plugIn(bench.evseId());
        bench.pause(bench.configured().transactionDuration());
        return offline;
    }

    private static void present(Bench bench) {
        bench.states().presentOffline(bench.validIdToken());
        bench.pause(bench.configured().transactionDuration());
    }

    /** Charging goes on while the connection is away: E11.FR.01, E11.FR.02. */
    @TestCase("TC_E_40_CS")
    public void connectionLostWhileCharging(Bench bench) {
        Offline.sampling(bench);
        bench.variables().configure("SampledDataCtrlr", "Enabled", "true");
        Offline.configure(bench);
        bench.states().energyTransferStarted();
        Offline offline = Offline.begin(bench);
        offline.end("step 3");
        offline.awaitEmptied("step 3");
        for (TransactionEventRequest event : offline.queued("step 3")) {
            Checks.equal("step 3: eventType", event.eventType(), TransactionEventEnumType.Updated);
            Checks.present("step 3: meterValue", event.meterValue());
        }
    }

    /** A whole transaction while the connection is away: E12.FR.01, E12.FR.02. */
    @TestCase("TC_E_43_CS")
    public void wholeTransactionOffline(Bench bench) {
        bench.variables().configure("AuthCtrlr", "OfflineTxForUnknownIdEnabled", "true");
        Offline.configure(bench);
        bench.stationStates().idTokenCached();
        Offline offline = Offline.begin(bench);
        bench.station().plugIn(bench.evseId());
        bench.pause(bench.configured().transactionDuration());
        present(bench);
        bench.states().stopAndLeave();
        offline.end("step 1");
        untilEnded(bench, "step 1");
        List<TransactionEventRequest> events = offline.queued("step 1");
        hasOne(events, TransactionEventEnumType.Started);
        hasOne(events, TransactionEventEnumType.Ended);
        // The connector is as it was before; what became of it meanwhile may be told.
        bench.connectors()
                .of(bench.evseId())
                .forEach(connector -> bench.mayFollow(bench.connectors()
                        .reports(connector, ConnectorStatusEnumType.Available, ConnectorStatusEnumType.Occupied)));
    }

    /** Stopped by its card while the connection is away: E08.FR.01, E08.FR.04 to E08.FR.08. */
    @TestCase("TC_E_44_CS")
    public void stoppedOffline(Bench bench) {
        Offline.configure(bench);
        bench.states().energyTransferStarted();
        Offline offline = Offline.begin(bench);
        bench.states().stopAndLeave();
        offline.end("step 2");
        untilEnded(bench, "step 3");
        stoppedByCard(offline.queued("step 3"));
        bench.connectors().await("step 3", bench.evseId(), bench.connectorId(), ConnectorStatusEnumType.Available);
    }

    /** Also without a card the transaction ends as the cable goes: the card has to have stopped it (E08.FR.04). */
    private static void stoppedByCard(List<TransactionEventRequest> events) {
        hasOne(events, TransactionEventEnumType.Ended);
        Checks.equal(
                "step 3: events with triggerReason StopAuthorized",
                events.stream()
                        .filter(event -> event.triggerReason() == TriggerReasonEnumType.StopAuthorized)
                        .count(),
                1L);
    }

    /** Stopped by another card of its group while the connection is away: E08.FR.02, E08.FR.04 to E08.FR.08. */
    @TestCase("TC_E_45_CS")
    public void stoppedOfflineByItsGroup(Bench bench) {
        Offline.configure(bench);
        inGroup(bench);
        otherCardCached(bench);
        bench.states().authorized(Authorization.LOCAL);
        bench.states().energyTransferStarted();
        Offline offline = Offline.begin(bench);
        bench.station().presentToken(OF_THE_GROUP, bench.evseId());
        bench.pause(bench.configured().transactionDuration());
        bench.station().unplug(bench.evseId());
        offline.end("step 2");
        untilEnded(bench, "step 3");
        stoppedByCard(offline.queued("step 3"));
        bench.connectors().await("step 3", bench.evseId(), bench.connectorId(), ConnectorStatusEnumType.Available);
    }

    /** The CSMS accepts every card, as one of the group. */
    private static void inGroup(Bench bench) {
        IdTokenInfoType info =
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(GROUP);
        bench.csms().answer(AuthorizeRequest.class, request -> AuthorizeResponse.of(info));
        bench.csms()
                .answer(
                        TransactionEventRequest.class,
                        event -> event.idToken() != null,
                        event -> TransactionEventResponse.of().withIdTokenInfo(info));
    }

    /** IdTokenCached with the other card. */
    private static void otherCardCached(Bench bench) {
        bench.variables().configure("AuthCacheCtrlr", "Enabled", "true");
        bench.states().authorized(Authorization.LOCAL, OF_THE_GROUP);
        bench.states().evConnectedPreSession();
        bench.states().energyTransferStarted();
        bench.states().stopAuthorized(Authorization.LOCAL);
        bench.states().evDisconnected();
        bench.states().startOver(false);
    }

    private static void untilEnded(Bench bench, String step) {
        while (!bench.states().isEnded()) {
            bench.states().nextEvent(step);
        }
    }

    private static void hasOne(List<TransactionEventRequest> events, TransactionEventEnumType type) {
        Checks.equal(
                "events with eventType " + type,
                events.stream().filter(event -> event.eventType() == type).count(),
                1L);
    }
}
