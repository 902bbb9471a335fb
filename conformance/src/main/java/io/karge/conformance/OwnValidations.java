package io.karge.conformance;

import io.karge.conformance.TestCsms.Received;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.MeterValuesRequest;
import io.karge.ocpp.messages.NotifyEventRequest;
import io.karge.ocpp.messages.NotifyReportRequest;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What Part 6 hardly asks for and every case asserts at its end all the same, of everything that the station has sent:
 * timestamps are its time, {@code offline} is true only of what happened while it was offline, and a card is told only by
 * the event that it brought about.
 */
final class OwnValidations {
    /** Events that no card brings about. */
    private static final Set<TriggerReasonEnumType> WITHOUT_CARD =
            Set.of(TriggerReasonEnumType.MeterValuePeriodic, TriggerReasonEnumType.MeterValueClock);

    private final Presence presence;

    OwnValidations(Presence presence) {
        this.presence = presence;
    }

    /**
     * Asserts them.
     *
     * @throws AssertionError when one does not hold
     */
    void verify(List<Received<?>> all) {
        all.forEach(received -> {
            timestamps(received.request()).forEach(timestamp -> verifyTime(received, timestamp));
            if (received.request() instanceof TransactionEventRequest event) {
                verifyEvent(event, received.at());
            }
        });
    }

    private static List<Instant> timestamps(OcppRequest request) {
        if (request instanceof StatusNotificationRequest status) {
            return List.of(status.timestamp());
        }
        if (request instanceof TransactionEventRequest event) {
            return List.of(event.timestamp());
        }
        if (request instanceof SecurityEventNotificationRequest event) {
            return List.of(event.timestamp());
        }
        if (request instanceof NotifyEventRequest event) {
            return List.of(event.generatedAt());
        }
        if (request instanceof NotifyReportRequest report) {
            return List.of(report.generatedAt());
        }
        return request instanceof MeterValuesRequest values
                ? values.meterValue().stream().map(MeterValueType::timestamp).toList()
                : List.of();
    }

    /** It is the time at which the message came, or before that when the station could not send it at once. */
    private void verifyTime(Received<?> received, Instant timestamp) {
        String what =
                "own validation: a timestamp of " + received.request().action().wire();
        Instant at = received.at();
        if (timestamp.isBefore(at.minus(Checks.DEVIATION))
                && (presence.wasAway(timestamp, timestamp, Checks.DEVIATION)
                        || presence.wasHeldUp(timestamp, Checks.DEVIATION))) {
            return;
        }
        Checks.about(what, timestamp, at);
    }

    private void verifyEvent(TransactionEventRequest event, Instant at) {
        String what = "own validation: TransactionEvent with seqNo " + event.seqNo();
        Checks.that(
                what + ": offline",
                !Boolean.TRUE.equals(event.offline()) || presence.wasAway(event.timestamp(), at, Checks.DEVIATION),
                "false of what happened while the station was connected",
                event.offline());
        if (event.meterValue() != null) {
            event.meterValue()
                    .forEach(value -> Checks.that(
                            what + ": timestamp of a meter value",
                            !value.timestamp().isAfter(event.timestamp()),
                            "not after " + event.timestamp(),
                            value.timestamp()));
        }
        if (WITHOUT_CARD.contains(event.triggerReason())) {
            Checks.absent(what + ": idToken", event.idToken());
        }
    }
}
