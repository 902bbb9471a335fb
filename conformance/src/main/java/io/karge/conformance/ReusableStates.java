package io.karge.conformance;

import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.RequestStartTransactionRequest;
import io.karge.ocpp.messages.RequestStartTransactionResponse;
import io.karge.ocpp.messages.RequestStopTransactionRequest;
import io.karge.ocpp.messages.RequestStopTransactionResponse;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The reusable states of a charging session at one EVSE, each a method of its name: it brings the station into the state,
 * by way of the states before it where these were not reached, and asserts the tool validations. What a state asserts
 * depends on TxStartPoint and TxStopPoint, which it reads from the station.
 */
public final class ReusableStates {
    private final Bench bench;
    private final Configured configured;
    private final Session session;
    private boolean evConnected;
    private boolean authorized;
    private boolean stopAuthorized;
    private boolean cached;
    private boolean charging;

    /** How the states Authorized and StopAuthorized are reached. */
    public enum Authorization {
        /** Main A: a card. */
        LOCAL,
        /** Main B: RequestStartTransaction, RequestStopTransaction. */
        REMOTE
    }

    ReusableStates(Bench bench, Configured configured, Set<String> claimed) {
        this.bench = bench;
        this.configured = configured;
        this.session = new Session(bench, configured, claimed);
    }

    /** The transaction that the states have brought about. */
    public Optional<String> transactionId() {
        return session.transactionId();
    }

    /** Whether the transaction has ended. */
    public boolean isEnded() {
        return session.isEnded();
    }

    /** The events of the transaction so far by seqNo, metering included. */
    public List<TransactionEventRequest> events() {
        return transactionId().map(bench.csms().transactions()::events).orElse(List.of());
    }

    /** Where the last event of the transaction stands among the messages of the station. */
    long lastOrder() {
        return session.order();
    }

    /** The next event of the session that is not of metering alone, for steps that a case has of its own. */
    public TransactionEventRequest nextEvent(String step) {
        return session.next(step);
    }

    /** As {@link #nextEvent(String)} for an event that is due only after a while; patience begins then. */
    public TransactionEventRequest nextEvent(String step, Duration due) {
        return session.nextAfter(step, due);
    }

    /**
     * Forgets what was reached: the next session begins.
     *
     * @param tokenCached whether the station now knows the valid idToken and need not ask for it
     */
    public void startOver(boolean tokenCached) {
        evConnected = false;
        authorized = false;
        stopAuthorized = false;
        charging = false;
        // A token that is cached is asked for all the same unless the station may decide by itself (C_36, F_04).
        cached = tokenCached && bench.variables().isTrue("AuthCtrlr", "LocalPreAuthorize");
        session.startOver();
    }

    /** ParkingBayOccupied. Optional in Part 6; no product has a sensor, so the station cannot notice. */
    public void parkingBayOccupied() {
        Checks.that(
                "ParkingBayOccupied: TxStartPoint",
                !startsAt("ParkingBayOccupancy"),
                "no ParkingBayOccupancy without a sensor",
                bench.variables().list("TxCtrlr", "TxStartPoint"));
    }

    /** EVConnectedPreSession. */
    public void evConnectedPreSession() {
        plugIn();
        charging = false; // a case that asks for EnergyTransferStarted after it wants its event (DECISIONS)
    }

    private void plugIn() {
        bench.station().plugIn(configured.evseId());
        session.evseToBeNamed();
        evConnectedReported("EVConnectedPreSession, step 1");
        boolean starting = startsAt("EVConnected") || (startsAt("PowerPathClosed") && authorized);
        evConnected = true;
        if (starting || (authorized && startsAt("Authorized"))) {
            TransactionEventRequest event = session.next(
                    "EVConnectedPreSession, step 3",
                    starting && transactionId().isEmpty(),
                    TriggerReasonEnumType.CablePluggedIn,
                    TriggerReasonEnumType.ChargingStateChanged,
                    TriggerReasonEnumType.RemoteStart);
            Checks.oneOf(
                    "EVConnectedPreSession, step 3: transactionInfo.chargingState",
                    event.transactionInfo().chargingState(),
                    authorized
                            ? Set.of(
                                    ChargingStateEnumType.EVConnected,
                                    ChargingStateEnumType.SuspendedEVSE,
                                    ChargingStateEnumType.Charging)
                            : Set.of(ChargingStateEnumType.EVConnected));
            charging = event.transactionInfo().chargingState() == ChargingStateEnumType.Charging;
        }
    }

    private void evConnectedReported(String step) {
        bench.connectors().await(step, configured.evseId(), configured.connectorId(), ConnectorStatusEnumType.Occupied);
        bench.connectors().of(configured.evseId()).stream()
                .filter(other -> other.connectorId() != configured.connectorId())
                .forEach(other -> bench.connectors()
                        .cameOf(step, other, ConnectorStatusEnumType.Available, ConnectorStatusEnumType.Unavailable));
    }

    /** Authorized, with the configured valid idToken. */
    public void authorized(Authorization how) {
        authorized(how, configured.validIdToken());
    }

    /** Authorized, with another idToken that is accepted. */
    public void authorized(Authorization how, IdTokenType idToken) {
        authorized(how, idToken, configured.evseId(), request -> request);
    }

    /** Authorized A by a card for which no EVSE is chosen: it is not known until the vehicle is connected. */
    public void authorizedForAnyEvse(IdTokenType idToken) {
        authorized(Authorization.LOCAL, idToken, 0, request -> request);
    }

    /** Authorized B with a request that says more. */
    public void authorizedRemotely(UnaryOperator<RequestStartTransactionRequest> request) {
        authorized(Authorization.REMOTE, configured.validIdToken(), configured.evseId(), request);
    }

    private void authorized(
            Authorization how,
            IdTokenType idToken,
            int chosenEvseId,
            UnaryOperator<RequestStartTransactionRequest> request) {
        boolean remotely = how == Authorization.REMOTE;
        boolean central = idToken.type() == IdTokenEnumType.Central; // C05.FR.01
        if (evConnected) {
            bench.contactors().open("Authorized, before it", configured.evseId());
        }
        boolean asks =
                !cached && !central && (!remotely || bench.variables().isTrue("AuthCtrlr", "AuthorizeRemoteStart"));
        if (remotely) {
            int remoteStartId = session.remoteStart(idToken);
            RequestStartTransactionResponse response = bench.csms()
                    .call(
                            request.apply(RequestStartTransactionRequest.of(remoteStartId, idToken)
                                    .withEvseId(configured.evseId())),
                            RequestStartTransactionResponse.class);
            Checks.equal("Authorized B, step 2: status", response.status(), RequestStartStopStatusEnumType.Accepted);
            transactionId()
                    .ifPresent(id -> Checks.equal("Authorized B, step 2: transactionId", response.transactionId(), id));
            session.announced(response.transactionId());
        } else {
            session.present(idToken);
            bench.station().presentToken(idToken, chosenEvseId);
        }
        String main = remotely ? "Authorized B" : "Authorized A";
        if (asks) {
            String step = main + (remotely ? ", step 3" : ", step 1");
            AuthorizeRequest authorize = bench.csms().next(step, AuthorizeRequest.class);
            Checks.equal(step + ": AuthorizeRequest.idToken", authorize.idToken(), idToken);
        }
        authorized = true;
        boolean starting = startsAt("Authorized") || (startsAt("PowerPathClosed") && evConnected);
        if (starting || (evConnected && startsAt("EVConnected"))) {
            String step = main + (remotely ? ", step 5" : ", step 3");
            TransactionEventRequest event = session.next(
                    step,
                    starting && transactionId().isEmpty(),
                    remotely ? TriggerReasonEnumType.RemoteStart : TriggerReasonEnumType.Authorized);
            if (event.eventType() == TransactionEventEnumType.Started && chosenEvseId != 0) {
                startedAtKnownEvse(step, event);
            }
        }
    }

    /** E01.FR.09: it names the EVSE that was chosen, with the values of the begin (DECISIONS). */
    private void startedAtKnownEvse(String step, TransactionEventRequest started) {
        Checks.equal(
                step + ": evse.id",
                Checks.present(step + ": evse", started.evse()).id(),
                configured.evseId());
        if (started.triggerReason() == TriggerReasonEnumType.RemoteStart
                && !bench.variables()
                        .list("SampledDataCtrlr", "TxStartedMeasurands")
                        .isEmpty()) {
            Checks.that(step + ": meterValue with Transaction.Begin", TransactionLog.begins(started), "one", started);
        }
    }

    /** EnergyTransferStarted; authorizes with a card unless that was done otherwise. */
    public void energyTransferStarted() {
        if (!authorized) {
            authorized(Authorization.LOCAL);
        }
        if (!evConnected) {
            plugIn();
            if (charging) { // only on this way, with no step of its own (E_04, F_02, F_03), it may be told early
                return;
            }
        }
        boolean starting = transactionId().isEmpty() && startsAt("EnergyTransfer");
        TransactionEventRequest event = session.next(
                "EnergyTransferStarted, step 3 or 5", starting, TriggerReasonEnumType.ChargingStateChanged);
        if (event.transactionInfo().chargingState() == ChargingStateEnumType.SuspendedEVSE) {
            event = session.next("EnergyTransferStarted, step 5", false, TriggerReasonEnumType.ChargingStateChanged);
        }
        Checks.equal(
                "EnergyTransferStarted, step 5: transactionInfo.chargingState",
                event.transactionInfo().chargingState(),
                ChargingStateEnumType.Charging);
        charging = true;
    }

    /** EnergyTransferSuspended: the vehicle takes no more. */
    public void energyTransferSuspended() {
        if (session.chargingState() != ChargingStateEnumType.Charging) {
            energyTransferStarted();
        }
        bench.pause(configured.transactionDuration());
        bench.station().suspendEnergy(configured.evseId(), true);
        String step = "EnergyTransferSuspended, step 1";
        boolean ending = stopsAt("EnergyTransfer");
        TransactionEventRequest event = session.next(step);
        Checks.equal(step + ": triggerReason", event.triggerReason(), TriggerReasonEnumType.ChargingStateChanged);
        Checks.equal(
                step + ": eventType",
                event.eventType(),
                ending ? TransactionEventEnumType.Ended : TransactionEventEnumType.Updated);
        Checks.oneOf(
                step + ": transactionInfo.chargingState",
                event.transactionInfo().chargingState(),
                ending
                        ? Set.of(ChargingStateEnumType.EVConnected, ChargingStateEnumType.SuspendedEV)
                        : Set.of(ChargingStateEnumType.SuspendedEV));
        if (ending) {
            Checks.equal(
                    step + ": transactionInfo.stoppedReason",
                    event.transactionInfo().stoppedReason(),
                    ReasonEnumType.StoppedByEV);
        }
    }

    /** StopAuthorized, in the way given. */
    public void stopAuthorized(Authorization how) {
        if (session.chargingState() != ChargingStateEnumType.Charging || !charging) {
            energyTransferStarted();
        }
        bench.pause(configured.transactionDuration());
        boolean remotely = how == Authorization.REMOTE;
        boolean authorizationEnds = stopsAt("Authorized");
        boolean ending = authorizationEnds || stopsAt("PowerPathClosed") || stopsAt("EnergyTransfer");
        if (remotely) {
            Checks.equal(
                    "StopAuthorized B, step 2: status",
                    bench.csms()
                            .call(
                                    RequestStopTransactionRequest.of(
                                            transactionId().orElseThrow()),
                                    RequestStopTransactionResponse.class)
                            .status(),
                    RequestStartStopStatusEnumType.Accepted);
        } else {
            bench.station().presentToken(session.card(), configured.evseId());
        }
        stopEvents().check(remotely, ending, ending && !authorizationEnds);
        stopAuthorized = true;
    }

    /**
     * A person stops with the card and leaves, while the station cannot tell of it; {@link #leftReported} asserts what it
     * tells later.
     */
    public void stopAndLeave() {
        bench.pause(configured.transactionDuration());
        bench.station().presentToken(session.card(), configured.evseId());
        bench.pause(configured.transactionDuration());
        bench.station().unplug(configured.evseId());
    }

    /** StopAuthorized A to ParkingBayUnoccupied, all of which has happened. */
    public void leftReported() {
        stopEvents().check(false, endsWithAuthorization(), false);
        stopAuthorized = true;
        evConnectedPostSession();
        evDisconnectedReported();
    }

    /** EVConnectedPostSession; stops with a card unless that was done otherwise. */
    public void evConnectedPostSession() {
        if (!stopAuthorized) {
            stopAuthorized(Authorization.LOCAL);
        }
        if (!session.isEnded() && session.chargingState() != ChargingStateEnumType.EVConnected) {
            TransactionEventRequest event =
                    session.next("EVConnectedPostSession, step 1", false, TriggerReasonEnumType.ChargingStateChanged);
            Checks.equal(
                    "EVConnectedPostSession, step 1: transactionInfo.chargingState",
                    event.transactionInfo().chargingState(),
                    ChargingStateEnumType.EVConnected);
        }
    }

    /** EVDisconnected, after which the connector is Available. */
    public void evDisconnected() {
        evConnectedPostSession();
        bench.station().unplug(configured.evseId());
        evDisconnectedReported();
    }

    private void evDisconnectedReported() {
        bench.connectors()
                .await(
                        "EVDisconnected, step 1",
                        configured.evseId(),
                        configured.connectorId(),
                        ConnectorStatusEnumType.Available);
        evDisconnectedEvent();
    }

    /** EVDisconnected of a connector that has become inoperative, which overrides Available (DECISIONS). */
    public void evDisconnectedWhileUnavailable() {
        evConnectedPostSession();
        bench.station().unplug(configured.evseId());
        evDisconnectedEvent();
        bench.connectors()
                .of(configured.evseId())
                .forEach(connector ->
                        bench.mayFollow(bench.connectors().reports(connector, ConnectorStatusEnumType.Unavailable)));
    }

    private void evDisconnectedEvent() {
        if (session.isEnded()) {
            evConnected = false;
            return;
        }
        TransactionEventRequest event =
                session.next("EVDisconnected, step 3", TriggerReasonEnumType.EVCommunicationLost);
        Checks.equal(
                "EVDisconnected, step 3: transactionInfo.chargingState",
                event.transactionInfo().chargingState(),
                ChargingStateEnumType.Idle);
        Checks.equal(
                "EVDisconnected, step 3: eventType",
                event.eventType(),
                stopsAt("EVConnected") ? TransactionEventEnumType.Ended : TransactionEventEnumType.Updated);
        evConnected = false;
    }

    /** ParkingBayUnoccupied: by way of EVDisconnected; no product has a sensor. */
    public void parkingBayUnoccupied() {
        if (evConnected) {
            evDisconnected();
        }
    }

    /** A card is held to the reader while the station cannot tell of it: the first event that it sends later carries it. */
    void presentOffline(IdTokenType card) {
        session.present(card);
        bench.station().presentToken(card, configured.evseId());
        authorized = true;
    }

    /** StopAuthorized A by a card that was presented: the one that started, or one of its group. */
    void stoppedBy(String step, IdTokenType card) {
        stopEvents().byCard(step, card, endsWithAuthorization());
        stopAuthorized = true;
    }

    /** Deauthorized: the CSMS does not accept the token of the first event, and the transaction does not go on. */
    void deauthorized() {
        if (transactionId().isEmpty() && !evConnected) {
            evConnectedPreSession(); // step 1
        }
        stopEvents().deauthorized(endsWithAuthorization());
        stopAuthorized = true;
    }

    private StopEvents stopEvents() {
        return new StopEvents(bench, configured.evseId(), session);
    }

    private boolean endsWithAuthorization() {
        return stopsAt("Authorized") || stopsAt("PowerPathClosed") || stopsAt("EnergyTransfer");
    }

    private boolean startsAt(String point) {
        return bench.variables().list("TxCtrlr", "TxStartPoint").contains(point);
    }

    private boolean stopsAt(String point) {
        return bench.variables().list("TxCtrlr", "TxStopPoint").contains(point);
    }
}
