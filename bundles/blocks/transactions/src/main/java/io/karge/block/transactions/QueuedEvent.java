package io.karge.block.transactions;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TransactionType;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event that the CSMS has not confirmed.
 *
 * @param before the timestamp of the transaction's event before; null when there is none, or an earlier release stored it
 */
record QueuedEvent(TransactionEventRequest event, @Nullable Instant before) {

    QueuedEvent asOffline() {
        return Boolean.TRUE.equals(event.offline()) ? this : new QueuedEvent(event.withOffline(true), before);
    }

    /** With its timestamp and those of its meter values corrected. */
    QueuedEvent corrected(UnaryOperator<Instant> correction) {
        List<MeterValueType> values = event.meterValue();
        TransactionEventRequest corrected = event.withTimestamp(correction.apply(event.timestamp()))
                .withMeterValue(
                        values == null
                                ? null
                                : values.stream()
                                        .map(value -> value.withTimestamp(correction.apply(value.timestamp())))
                                        .toList());
        return new QueuedEvent(corrected, before == null ? null : correction.apply(before));
    }

    /**
     * Of an Ended without every second of its intermediate samples, of each kind by itself (E06.FR.12, E06.FR.13); what is
     * measured at begin and end stays.
     */
    QueuedEvent withFewerSamples() {
        List<MeterValueType> values = event.meterValue();
        if (event.eventType() != TransactionEventEnumType.Ended || values == null || values.size() <= 2) {
            return this;
        }
        Map<ReadingContextEnumType, Integer> seen = new EnumMap<>(ReadingContextEnumType.class);
        List<MeterValueType> fewer = Stream.iterate(0, i -> i + 1)
                .limit(values.size())
                .filter(i -> i == 0 || i == values.size() - 1 || !isSecond(values.get(i), seen))
                .map(values::get)
                .toList();
        return fewer.size() == values.size() ? this : new QueuedEvent(event.withMeterValue(fewer), before);
    }

    private static boolean isSecond(MeterValueType value, Map<ReadingContextEnumType, Integer> seen) {
        ReadingContextEnumType context = value.sampledValue().get(0).context();
        return (context == ReadingContextEnumType.SamplePeriodic || context == ReadingContextEnumType.SampleClock)
                && seen.merge(context, 1, Integer::sum) % 2 == 0;
    }

    String transactionId() {
        return event.transactionInfo().transactionId();
    }

    /** Whether it tells nothing but intermediate meter values: what may be dropped when room runs out (J02.FR.12). */
    boolean droppable() {
        TransactionType info = event.transactionInfo();
        return event.eventType() == TransactionEventEnumType.Updated
                && info.chargingState() == null
                && info.remoteStartId() == null
                && event.idToken() == null
                && event.evse() == null
                && switch (event.triggerReason()) {
                    case MeterValuePeriodic, MeterValueClock -> true;
                    default -> false;
                };
    }
}
