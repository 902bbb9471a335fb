package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.conformance.TestCsms.Received;
import io.karge.driver.StationModel;
import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.GetVariablesRequest;
import io.karge.ocpp.messages.GetVariablesResponse;
import io.karge.ocpp.messages.RequestStartTransactionRequest;
import io.karge.ocpp.messages.RequestStartTransactionResponse;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.messages.SetVariablesRequest;
import io.karge.ocpp.messages.SetVariablesResponse;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.GetVariableDataType;
import io.karge.ocpp.types.GetVariableStatusEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import io.karge.ocpp.types.VariableType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reusable states of Part 6, each a method of its name: it brings the station into the state and asserts the tool
 * validations on the way. Holds what the states before it have reached, so that a state knows where it starts.
 */
public final class ReusableStates {
    private static final Set<String> SECURITY_EVENTS_AT_BOOT = Set.of("StartupOfTheDevice", "ResetOrReboot");

    private final StationUnderTest station;
    private final TestCsms csms;
    private final int evseId;
    private final int connectorId;
    private final IdTokenType validIdToken;

    private boolean evConnected;
    private boolean authorized;
    private boolean remotely;
    private @Nullable String transactionId;
    private int lastSeqNo = -1;

    /** How the state Authorized is reached. */
    public enum Authorization {
        /** Main A: a card. */
        LOCAL,
        /** Main B: RequestStartTransaction. */
        REMOTE
    }

    ReusableStates(StationUnderTest station, TestCsms csms, int evseId, int connectorId, IdTokenType validIdToken) {
        this.station = station;
        this.csms = csms;
        this.evseId = evseId;
        this.connectorId = connectorId;
        this.validIdToken = validIdToken;
    }

    /** Booted, after a power cycle. */
    public void booted() {
        station.powerCycle();
        csms.await("step 3: BootNotificationRequest", BootNotificationRequest.class, boot -> true);
        for (StationModel.EvseModel evse : station.model().evses()) {
            evse.connectors().forEach(connector -> {
                StatusNotificationRequest status = csms.await(
                                "step 5: status of connector " + evse.evseId() + "." + connector.connectorId(),
                                StatusNotificationRequest.class,
                                s -> s.evseId() == evse.evseId() && s.connectorId() == connector.connectorId())
                        .request();
                assertThat(status.connectorStatus())
                        .as("step 5: connectorStatus of EVSE %s", evse.evseId())
                        .isEqualTo(ConnectorStatusEnumType.Available);
            });
        }
        assertThat(csms.optional(StatusNotificationRequest.class, s -> s.evseId() == 0 || s.connectorId() == 0))
                .as("step 5: evseId and connectorId are not 0")
                .isEmpty();
        SecurityEventNotificationRequest event = csms.await(
                        "step 7: SecurityEventNotificationRequest", SecurityEventNotificationRequest.class, e -> true)
                .request();
        assertThat(event.type()).as("step 7: type").isIn(SECURITY_EVENTS_AT_BOOT);
        evConnected = false;
        authorized = false;
    }

    /** EVConnectedPreSession. */
    public void evConnectedPreSession() {
        station.plugIn(evseId);
        csms.await(
                "step 1: StatusNotificationRequest with Occupied for connector " + evseId + "." + connectorId,
                StatusNotificationRequest.class,
                s -> s.evseId() == evseId
                        && s.connectorId() == connectorId
                        && s.connectorStatus() == ConnectorStatusEnumType.Occupied);
        assertThat(csms.optional(
                        StatusNotificationRequest.class,
                        s -> s.evseId() == evseId
                                && s.connectorStatus() != ConnectorStatusEnumType.Available
                                && s.connectorStatus() != ConnectorStatusEnumType.Unavailable))
                .as("step 1: other connectors of the EVSE are Available or Unavailable")
                .isEmpty();
        List<String> starts = txStartPoint();
        boolean starting = starts.contains("EVConnected") || (starts.contains("PowerPathClosed") && authorized);
        if (starting || (authorized && starts.contains("Authorized"))) {
            TransactionEventRequest event = transactionEvent(
                    "step 3",
                    starting && transactionId == null,
                    Set.of(
                            TriggerReasonEnumType.CablePluggedIn,
                            TriggerReasonEnumType.ChargingStateChanged,
                            TriggerReasonEnumType.RemoteStart));
            assertThat(event.transactionInfo().chargingState())
                    .as("step 3: transactionInfo.chargingState")
                    .isIn(
                            authorized
                                    ? Set.of(
                                            ChargingStateEnumType.EVConnected,
                                            ChargingStateEnumType.SuspendedEVSE,
                                            ChargingStateEnumType.Charging)
                                    : Set.of(ChargingStateEnumType.EVConnected));
            assertEvse("step 3", event);
        }
        evConnected = true;
    }

    /** Authorized. */
    public void authorized(Authorization how) {
        remotely = how == Authorization.REMOTE;
        boolean askCsms = !remotely || Optional.of("true").equals(value("AuthCtrlr", "AuthorizeRemoteStart"));
        if (remotely) {
            RequestStartTransactionResponse response = csms.call(
                    RequestStartTransactionRequest.of(1, validIdToken).withEvseId(evseId),
                    RequestStartTransactionResponse.class);
            assertThat(response.status()).as("step 2: status").isEqualTo(RequestStartStopStatusEnumType.Accepted);
            if (transactionId != null) {
                assertThat(response.transactionId()).as("step 2: transactionId").isEqualTo(transactionId);
            }
        } else {
            station.presentToken(validIdToken, evseId);
        }
        if (askCsms) {
            AuthorizeRequest authorize = csms.await("AuthorizeRequest", AuthorizeRequest.class, a -> true)
                    .request();
            assertThat(authorize.idToken()).as("AuthorizeRequest.idToken").isEqualTo(validIdToken);
        }
        List<String> starts = txStartPoint();
        boolean starting = starts.contains("Authorized") || (starts.contains("PowerPathClosed") && evConnected);
        if (starting || (evConnected && starts.contains("EVConnected"))) {
            TransactionEventRequest event = transactionEvent(
                    "TransactionEventRequest after authorization",
                    starting && transactionId == null,
                    Set.of(remotely ? TriggerReasonEnumType.RemoteStart : TriggerReasonEnumType.Authorized));
            assertThat(event.idToken())
                    .as("idToken of the event after authorization")
                    .isEqualTo(validIdToken);
            if (remotely) {
                assertThat(event.transactionInfo().remoteStartId())
                        .as("remoteStartId")
                        .isEqualTo(1);
            }
            if (evConnected) {
                assertEvse("first event after connecting EV and EVSE", event);
            }
        }
        authorized = true;
    }

    /** EnergyTransferStarted. */
    public void energyTransferStarted() {
        if (!authorized) {
            authorized(Authorization.LOCAL);
        }
        if (!evConnected) {
            evConnectedPreSession();
        }
        boolean starting = transactionId == null && txStartPoint().contains("EnergyTransfer");
        // Steps 3 and 4 are optional: SuspendedEVSE before the energy flows.
        List<Received<TransactionEventRequest>> suspended = csms.optional(
                TransactionEventRequest.class,
                e -> e.transactionInfo().chargingState() == ChargingStateEnumType.SuspendedEVSE);
        for (Received<TransactionEventRequest> event : suspended) {
            assertSequence("step 3", event.request());
            assertThat(event.request().triggerReason())
                    .as("step 3: triggerReason")
                    .isEqualTo(TriggerReasonEnumType.ChargingStateChanged);
        }
        TransactionEventRequest event =
                transactionEvent("step 5", starting, Set.of(TriggerReasonEnumType.ChargingStateChanged));
        assertThat(event.transactionInfo().chargingState())
                .as("step 5: transactionInfo.chargingState")
                .isEqualTo(ChargingStateEnumType.Charging);
    }

    /** The transaction that the states have brought about. */
    public Optional<String> transactionId() {
        return Optional.ofNullable(transactionId);
    }

    /** A configuration state of a case: sets a variable if it is implemented and can be written. */
    public void set(String component, String variable, String value) {
        if (value(component, variable).filter(value::equals).isPresent()) {
            return;
        }
        SetVariableDataType item =
                SetVariableDataType.of(value, ComponentType.of(component), VariableType.of(variable));
        SetVariableStatusEnumType status = csms.call(SetVariablesRequest.of(List.of(item)), SetVariablesResponse.class)
                .setVariableResult()
                .get(0)
                .attributeStatus();
        assertThat(status)
                .as("configuration state: %s.%s = %s", component, variable, value)
                .isIn(
                        SetVariableStatusEnumType.Accepted,
                        SetVariableStatusEnumType.UnknownComponent,
                        SetVariableStatusEnumType.UnknownVariable);
    }

    /** The value of a variable, empty when the station does not have it. */
    public Optional<String> value(String component, String variable) {
        GetVariableDataType item = GetVariableDataType.of(ComponentType.of(component), VariableType.of(variable));
        var result = csms.call(GetVariablesRequest.of(List.of(item)), GetVariablesResponse.class)
                .getVariableResult()
                .get(0);
        return result.attributeStatus() == GetVariableStatusEnumType.Accepted
                ? Optional.ofNullable(result.attributeValue())
                : Optional.empty();
    }

    private List<String> txStartPoint() {
        return value("TxCtrlr", "TxStartPoint")
                .map(v -> Arrays.stream(v.split(",")).map(String::strip).toList())
                .orElse(List.of());
    }

    private TransactionEventRequest transactionEvent(
            String step, boolean starting, Set<TriggerReasonEnumType> triggers) {
        TransactionEventRequest event = csms.await(
                        step + ": TransactionEventRequest", TransactionEventRequest.class, e -> true)
                .request();
        assertThat(event.eventType())
                .as(step + ": eventType")
                .isEqualTo(starting ? TransactionEventEnumType.Started : TransactionEventEnumType.Updated);
        assertThat(event.triggerReason()).as(step + ": triggerReason").isIn(triggers);
        assertSequence(step, event);
        return event;
    }

    /** General validations: the first event is Started, one transaction, numbers without a gap. */
    private void assertSequence(String step, TransactionEventRequest event) {
        String id = event.transactionInfo().transactionId();
        if (transactionId == null) {
            transactionId = id;
            assertThat(event.eventType())
                    .as(step + ": the first event of a transaction")
                    .isEqualTo(TransactionEventEnumType.Started);
        }
        assertThat(id).as(step + ": transactionId").isEqualTo(transactionId);
        if (lastSeqNo >= 0) {
            assertThat(event.seqNo()).as(step + ": seqNo").isEqualTo(lastSeqNo + 1);
        }
        lastSeqNo = event.seqNo();
    }

    private void assertEvse(String step, TransactionEventRequest event) {
        assertThat(event.evse()).as(step + ": evse").isNotNull().satisfies(evse -> {
            assertThat(evse.id()).as(step + ": evse.id").isEqualTo(evseId);
            assertThat(evse.connectorId()).as(step + ": evse.connectorId").isEqualTo(connectorId);
        });
    }
}
