package io.karge.block.remotecontrol;

import io.karge.ocpp.messages.TriggerMessageRequest;
import io.karge.ocpp.messages.TriggerMessageResponse;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.TriggerMessageStatusEnumType;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.TriggerDecision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has the station send a message that the CSMS wants (F06). Which there are is said by the product, as far as they are
 * optional features of its certificate, and by the blocks that are installed.
 */
final class TriggerMessages {
    private final StationContext context;

    TriggerMessages(StationContext context) {
        this.context = context;
    }

    /** Answers first, then has it sent (F06.FR.04). */
    void answer(TriggerMessageRequest request, Responder responder) {
        Optional<TriggerDecision> decision = decide(request.requestedMessage(), request.evse());
        responder.answer(decision.map(TriggerMessages::response)
                .orElse(TriggerMessageResponse.of(TriggerMessageStatusEnumType.NotImplemented)));
        decision.ifPresent(decided -> {
            if (decided instanceof TriggerDecision.Accepted accepted) {
                accepted.send().run();
            }
        });
    }

    private static TriggerMessageResponse response(TriggerDecision decision) {
        return decision instanceof TriggerDecision.Rejected rejected
                ? TriggerMessageResponse.of(TriggerMessageStatusEnumType.Rejected)
                        .withStatusInfo(StatusInfoType.because(rejected.reasonCode(), rejected.why()))
                : TriggerMessageResponse.of(TriggerMessageStatusEnumType.Accepted);
    }

    /** Empty when the station has no such message (F06.FR.08). */
    private Optional<TriggerDecision> decide(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        if (!feature(message).map(context.product()::supports).orElse(true)) {
            return Optional.empty();
        }
        boolean relevant =
                switch (message) {
                    case MeterValues, StatusNotification, TransactionEvent -> true;
                    default -> false; // F06.FR.03
                };
        if (!relevant || evse == null) {
            return context.trigger(message, null);
        }
        Optional<TriggerDecision> unknown = unknown(evse);
        return unknown.isPresent() ? unknown : context.trigger(message, evse);
    }

    private Optional<TriggerDecision> unknown(EVSEType evse) {
        if (!context.model().hasEvse(evse.id())) {
            return Optional.of(new TriggerDecision.Rejected("UnknownEvse", "there is no EVSE " + evse.id()));
        }
        Integer connectorId = evse.connectorId();
        boolean known = connectorId == null
                || context.model().evse(evse.id()).connectors().stream()
                        .anyMatch(connector -> connector.connectorId() == connectorId);
        return known
                ? Optional.empty()
                : Optional.of(new TriggerDecision.Rejected(
                        "UnknownConnectorId", "EVSE " + evse.id() + " has no connector " + connectorId));
    }

    /** The optional feature (Part 5) that decides whether the product has the message; empty where none does. */
    private static Optional<String> feature(MessageTriggerEnumType message) {
        return switch (message) {
            case MeterValues -> Optional.of("C-29.1");
            case TransactionEvent -> Optional.of("C-29.2");
            case LogStatusNotification -> Optional.of("C-29.3");
            case FirmwareStatusNotification -> Optional.of("C-29.4");
            case StatusNotification -> Optional.of("C-29.5");
            case BootNotification -> Optional.of("C-29.6");
            default -> Optional.empty();
        };
    }
}
