package io.karge.conformance;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.conformance.TestCsms.Received;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.BootNotificationResponse;
import io.karge.ocpp.messages.GetLocalListVersionRequest;
import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.MeterValuesRequest;
import io.karge.ocpp.messages.RequestStartTransactionRequest;
import io.karge.ocpp.messages.RequestStartTransactionResponse;
import io.karge.ocpp.messages.SendLocalListRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.messages.TriggerMessageRequest;
import io.karge.ocpp.messages.TriggerMessageResponse;
import io.karge.ocpp.types.ChangeAvailabilityStatusEnumType;
import io.karge.ocpp.types.ClearCacheStatusEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.MeasurandEnumType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.OperationalStatusEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.ocpp.types.ResetEnumType;
import io.karge.ocpp.types.ResetStatusEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerMessageStatusEnumType;
import io.karge.ocpp.types.UpdateEnumType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Part 6 hardly asks for and needs a scenario of its own; written and run as a case is. */
public enum OwnCheck {
    /** Heartbeats obey the interval of the last BootNotificationResponse: G02.FR.02. */
    HEARTBEATS,
    /** Neither a card nor the CSMS begins a session while a reset is scheduled. */
    NO_SESSION_WHILE_A_RESET_IS_SCHEDULED,
    /** Neither a card nor the CSMS begins a session at an EVSE that is out of service: F01.FR.23. */
    NO_SESSION_WHILE_UNAVAILABLE,
    /** A connector that is out of service on its own stays so when EVSE and station come back: G03.FR.07, G04.FR.08. */
    STATE_OF_A_CONNECTOR,
    /** A remote start of a transaction that runs names it in its answer: F01.FR.13. */
    REMOTE_START_OF_A_TRANSACTION_THAT_RUNS,
    /** What is told of an EVSE's energy is what its own meter shows: J02.FR.22. */
    REGISTER_OF_THE_EVSE,
    /** What happened while the station was offline says so, and nothing after it: E04, E11. */
    OFFLINE,
    /** A cached card charges without being asked for as long as it lives, and not when the cache was cleared: C10 to C12. */
    AUTHORIZATION_CACHE,
    /** What the product does not have the CSMS is told: C13, C14, C16. */
    UNSUPPORTED_AUTHORIZATION;

    private static final Duration INTERVAL = Duration.ofSeconds(7);
    private static final int BEATS = 5;
    private static final Duration WHILE = Duration.ofSeconds(20);

    /**
     * Runs it.
     *
     * @throws AssertionError when it fails
     */
    void run(Bench bench) {
        bench.prepare();
        steps(bench);
        bench.finish();
    }

    private void steps(Bench bench) {
        switch (this) {
            case HEARTBEATS -> heartbeats(bench);
            case NO_SESSION_WHILE_A_RESET_IS_SCHEDULED -> noSessionWhileAResetIsScheduled(bench);
            case NO_SESSION_WHILE_UNAVAILABLE -> noSessionWhileUnavailable(bench);
            case STATE_OF_A_CONNECTOR -> stateOfAConnector(bench);
            case REMOTE_START_OF_A_TRANSACTION_THAT_RUNS -> remoteStartOfATransactionThatRuns(bench);
            case REGISTER_OF_THE_EVSE -> registerOfTheEvse(bench);
            case OFFLINE -> offline(bench);
            case AUTHORIZATION_CACHE -> authorizationCache(bench);
            case UNSUPPORTED_AUTHORIZATION -> unsupportedAuthorization(bench);
        }
    }

    private static void heartbeats(Bench bench) {
        bench.csms()
                .answerNext(
                        BootNotificationRequest.class,
                        boot -> BootNotificationResponse.of(
                                bench.csms().now(), (int) INTERVAL.toSeconds(), RegistrationStatusEnumType.Accepted));
        bench.stationStates().booted();
        Instant last = beat(bench);
        for (int i = 1; i < BEATS; i++) {
            Instant next = beat(bench);
            Checks.lasted("between two Heartbeats", last.minus(bench.csms().accuracy()), next, INTERVAL);
            last = next;
        }
    }

    private static Instant beat(Bench bench) {
        return bench.csms()
                .await("a Heartbeat", INTERVAL, HeartbeatRequest.class, any -> true)
                .at();
    }

    private static void noSessionWhileAResetIsScheduled(Bench bench) {
        bench.states(1).energyTransferStarted();
        bench.stationStates().reset("the reset", ResetEnumType.OnIdle, ResetStatusEnumType.Scheduled);
        noSession(bench, 2);
    }

    private static void noSessionWhileUnavailable(Bench bench) {
        bench.stationStates().unavailable(EVSEType.of(bench.evseId()));
        noSession(bench, bench.evseId());
    }

    /** Whatever anybody does, the EVSE begins nothing. */
    private static void noSession(Bench bench, int evseId) {
        IdTokenType card = bench.configured().anotherIdToken();
        remoteStartRejected(bench, evseId, card);
        bench.station().plugIn(evseId);
        bench.pause(bench.configured().transactionDuration());
        remoteStartRejected(bench, evseId, card);
        bench.station().presentToken(card, evseId);
        bench.pause(WHILE);
        Checks.that("the contactors of EVSE " + evseId, !bench.station().isPowerPathClosed(evseId), "open", "closed");
        List<TransactionEventRequest> begun = bench
                .csms()
                .came(TransactionEventRequest.class, event -> event.eventType() == TransactionEventEnumType.Started)
                .stream()
                .map(Received::request)
                .toList();
        Checks.that("transactions of EVSE " + evseId, begun.isEmpty(), "none", begun);
        bench.mayFollow(request -> Connectors.isReport(request) || request instanceof AuthorizeRequest);
    }

    private static void remoteStartRejected(Bench bench, int evseId, IdTokenType card) {
        Checks.equal(
                "a remote start: status",
                bench.csms()
                        .call(
                                RequestStartTransactionRequest.of(99, card).withEvseId(evseId),
                                RequestStartTransactionResponse.class)
                        .status(),
                RequestStartStopStatusEnumType.Rejected);
    }

    private static void stateOfAConnector(Bench bench) {
        EVSEType evse = EVSEType.of(bench.evseId());
        EVSEType connector = evse.withConnectorId(bench.connectorId());
        bench.stationStates().unavailable(connector);
        bench.stationStates().unavailable(evse);
        operative(bench, evse, ConnectorStatusEnumType.Unavailable);
        bench.stationStates().unavailable(null);
        operative(bench, null, ConnectorStatusEnumType.Unavailable);
        remoteStartRejected(bench, bench.evseId(), bench.validIdToken());
        operative(bench, connector, ConnectorStatusEnumType.Available);
        bench.states().energyTransferStarted();
    }

    /** @param expected of the configured connector; the others are Available if the level covers them */
    private static void operative(Bench bench, @Nullable EVSEType level, ConnectorStatusEnumType expected) {
        bench.stationStates()
                .changeAvailability(
                        "back in service",
                        OperationalStatusEnumType.Operative,
                        level,
                        ChangeAvailabilityStatusEnumType.Accepted);
        bench.connectors().await("back in service", bench.evseId(), bench.connectorId(), expected);
        bench.connectors().all().stream()
                .filter(other -> level == null && other.evseId() != bench.evseId())
                .forEach(other -> bench.connectors()
                        .await(
                                "back in service",
                                other.evseId(),
                                other.connectorId(),
                                ConnectorStatusEnumType.Available));
    }

    private static void remoteStartOfATransactionThatRuns(Bench bench) {
        bench.variables().configure("TxCtrlr", "TxStartPoint", "EVConnected");
        bench.states().evConnectedPreSession();
        bench.states().authorized(Authorization.REMOTE);
        bench.states().energyTransferStarted();
    }

    private static void registerOfTheEvse(Bench bench) {
        for (int evseId : List.of(2, 1)) {
            ReusableStates states = bench.states(evseId);
            states.energyTransferStarted();
            bench.pause(WHILE.multipliedBy(evseId));
            states.evDisconnected();
            List<TransactionEventRequest> events = states.events();
            register(
                    bench,
                    evseId,
                    Checks.present("values", events.get(events.size() - 1).meterValue()));
        }
        Checks.equal(
                "the values of all: status",
                bench.csms()
                        .call(
                                TriggerMessageRequest.of(MessageTriggerEnumType.MeterValues),
                                TriggerMessageResponse.class)
                        .status(),
                TriggerMessageStatusEnumType.Accepted);
        bench.station().model().evses().forEach(evse -> {
            MeterValuesRequest values = bench.csms()
                    .await("values", MeterValuesRequest.class, request -> request.evseId() == evse.evseId())
                    .request();
            register(bench, evse.evseId(), values.meterValue());
        });
    }

    /** The last of the values is what the meter shows. */
    private static void register(Bench bench, int evseId, List<MeterValueType> values) {
        BigDecimal told = values.get(values.size() - 1).sampledValue().stream()
                .filter(value -> value.measurand() == MeasurandEnumType.EnergyActiveImportRegister)
                .map(SampledValueType::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected an energy register, seen " + values));
        BigDecimal shown = BigDecimal.valueOf(bench.station().meterWh(evseId));
        Checks.that(
                "the energy register of EVSE " + evseId,
                told.subtract(shown).abs().compareTo(BigDecimal.ONE) <= 0,
                shown.toString(),
                told);
    }

    private static void offline(Bench bench) {
        bench.states().energyTransferStarted();
        bench.csms().refuseConnections();
        bench.pause(WHILE);
        bench.station().presentToken(bench.validIdToken(), bench.evseId());
        bench.pause(WHILE);
        bench.csms().acceptConnections();
        bench.csms().awaitConnection("after a while");
        TransactionEventRequest ended = bench.states().nextEvent("back online");
        Checks.equal("back online: eventType", ended.eventType(), TransactionEventEnumType.Ended);
        Checks.equal("back online: offline", ended.offline(), true);
        bench.pause(WHILE);
        bench.station().unplug(bench.evseId());
        bench.pause(WHILE);
        bench.connectors().all().forEach(connector -> bench.connectors()
                .cameOf("online", connector, ConnectorStatusEnumType.Occupied, ConnectorStatusEnumType.Available));
        bench.states().startOver(false);
        bench.states().energyTransferStarted();
    }

    private static void authorizationCache(Bench bench) {
        AuthorizationCases.usesCache(bench);
        bench.variables()
                .configure(
                        "AuthCacheCtrlr",
                        "LifeTime",
                        Long.toString(WHILE.multipliedBy(2).toSeconds()));
        bench.stationStates().idTokenCached();
        bench.pause(WHILE);
        bench.states().energyTransferStarted();
        bench.states().evDisconnected();
        AuthorizationCacheCases.clear(bench, ClearCacheStatusEnumType.Accepted);
        bench.states().startOver(false);
        bench.states().energyTransferStarted();
    }

    private static void unsupportedAuthorization(Bench bench) {
        for (VariableItem item : List.of(
                VariableItem.of("AuthCtrlr", "MasterPassGroupId"),
                VariableItem.of("AuthCtrlr", "DisableRemoteAuthorization"),
                VariableItem.of("AuthCacheCtrlr", "DisablePostAuthorize"),
                VariableItem.of("AuthCacheCtrlr", "Policy"),
                VariableItem.of("TxCtrlr", "MaxEnergyOnInvalidId"))) {
            unknown(bench, item, SetVariableStatusEnumType.UnknownVariable);
        }
        unknown(bench, VariableItem.of("LocalAuthListCtrlr", "Enabled"), SetVariableStatusEnumType.UnknownComponent);
        Checks.equal(
                "GetLocalListVersion",
                bench.csms().callRefused(GetLocalListVersionRequest.of()),
                RpcErrorCode.NotSupported);
        Checks.equal(
                "SendLocalList",
                bench.csms().callRefused(SendLocalListRequest.of(1, UpdateEnumType.Full)),
                RpcErrorCode.NotSupported);
    }

    private static void unknown(Bench bench, VariableItem item, SetVariableStatusEnumType expected) {
        Checks.equal(
                "SetVariables of " + item,
                bench.variables().set(item.setTo("1")).get(0).attributeStatus(),
                expected);
    }
}
