package io.karge.conformance;

import io.karge.conformance.TestCsms.Received;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The TransactionEvents of one charging session as its states take them, with the general validations of Part 6. */
final class Session {
    private final Bench bench;
    private final Configured configured;
    private final Set<String> claimed;
    private @Nullable String transactionId;
    private @Nullable ChargingStateEnumType chargingState;
    private @Nullable IdTokenType presented;
    private @Nullable String announced;
    private IdTokenType card;
    private int remoteStarts;
    private boolean remotely;
    private boolean evseUnnamed;
    private boolean ended;
    private long order;

    /**
     * @param claimed the transactions of all sessions of the case
     */
    Session(Bench bench, Configured configured, Set<String> claimed) {
        this.bench = bench;
        this.configured = configured;
        this.claimed = claimed;
        this.card = configured.validIdToken();
    }

    void startOver() {
        transactionId = null;
        chargingState = null;
        presented = null;
        announced = null;
        remotely = false;
        evseUnnamed = false;
        ended = false;
    }

    Optional<String> transactionId() {
        return Optional.ofNullable(transactionId);
    }

    /** What the events said last; null before. */
    @Nullable
    ChargingStateEnumType chargingState() {
        return chargingState;
    }

    boolean isEnded() {
        return ended;
    }

    /** Where the last event stands among the messages of the station. */
    long order() {
        return order;
    }

    /** A card is held to the reader: the next event carries it. */
    void present(IdTokenType idToken) {
        presented = idToken;
        card = idToken;
        remotely = false;
    }

    /** A remote start is requested: the next event says so. Gives the remoteStartId to use. */
    int remoteStart(IdTokenType idToken) {
        presented = idToken;
        card = idToken;
        remotely = true;
        return ++remoteStarts;
    }

    /** The answer to a remote start has named the transaction, or with null none. */
    void announced(@Nullable String transaction) {
        announced = transaction;
    }

    /** The token that was authorized last; the valid one before. */
    IdTokenType card() {
        return card;
    }

    /** Vehicle and EVSE are connected: the next event names EVSE and connector. */
    void evseToBeNamed() {
        evseUnnamed = true;
    }

    /** The next event, Started or Updated, for one of these reasons; RemoteStart overrules them after a remote start. */
    TransactionEventRequest next(String step, boolean starting, TriggerReasonEnumType... triggers) {
        boolean afterRemoteStart = remotely && presented != null;
        TransactionEventRequest event = next(step);
        Checks.equal(
                step + ": eventType",
                event.eventType(),
                starting ? TransactionEventEnumType.Started : TransactionEventEnumType.Updated);
        if (!afterRemoteStart) {
            Checks.equal(step + ": triggerReason", event.triggerReason(), triggers);
        }
        bench.contactors().agreeWith(step, event, configured.evseId());
        return event;
    }

    /** The next event, of any type, for one of these reasons. */
    TransactionEventRequest next(String step, TriggerReasonEnumType... triggers) {
        TransactionEventRequest event = next(step);
        Checks.equal(step + ": triggerReason", event.triggerReason(), triggers);
        return event;
    }

    /** The next event that is not of metering alone. */
    TransactionEventRequest next(String step) {
        return nextAfter(step, Duration.ZERO);
    }

    /** As {@link #next(String)} for one that is due only after a while. */
    TransactionEventRequest nextAfter(String step, Duration due) {
        Received<TransactionEventRequest> received = bench.csms()
                .await(step + ": an event of the transaction", due, TransactionEventRequest.class, this::isMine);
        order = received.order();
        TransactionEventRequest event = received.request();
        if (transactionId == null) {
            transactionId = event.transactionInfo().transactionId();
            claimed.add(transactionId);
            if (announced != null) {
                Checks.equal(step + ": transactionId, which the answer named", transactionId, announced);
            }
        }
        ended = event.eventType() == TransactionEventEnumType.Ended;
        if (event.transactionInfo().chargingState() != null) {
            chargingState = event.transactionInfo().chargingState();
        }
        checkAuthorization(step, event);
        checkEvse(step, event);
        return event;
    }

    private boolean isMine(TransactionEventRequest event) {
        String id = event.transactionInfo().transactionId();
        boolean mine = transactionId != null
                ? id.equals(transactionId)
                : !claimed.contains(id) && (event.evse() == null || event.evse().id() == configured.evseId());
        return mine && !Order.isMetering(event);
    }

    /** The first event after authorization carries the idToken, alone, and says when it was remote. */
    private void checkAuthorization(String step, TransactionEventRequest event) {
        if (presented == null) {
            if (event.triggerReason() != TriggerReasonEnumType.StopAuthorized) { // the card that stops it, once
                Checks.absent(step + ": idToken, which was told before", event.idToken());
            }
            return;
        }
        Checks.equal(step + ": idToken", event.idToken(), presented);
        if (remotely) {
            Checks.equal(step + ": triggerReason", event.triggerReason(), TriggerReasonEnumType.RemoteStart);
            Checks.equal(
                    step + ": transactionInfo.remoteStartId",
                    event.transactionInfo().remoteStartId(),
                    remoteStarts);
        } else {
            Checks.absent(
                    step + ": transactionInfo.remoteStartId",
                    event.transactionInfo().remoteStartId());
        }
        presented = null;
    }

    /** The first event after connecting names EVSE and connector. */
    private void checkEvse(String step, TransactionEventRequest event) {
        if (!evseUnnamed) {
            return;
        }
        var evse = Checks.present(step + ": evse", event.evse());
        Checks.equal(step + ": evse.id", evse.id(), configured.evseId());
        Checks.equal(step + ": evse.connectorId", evse.connectorId(), configured.connectorId());
        evseUnnamed = false;
    }
}
