package io.karge.block.transactions;

import io.karge.driver.MeterReading;
import io.karge.ocpp.Action;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TransactionType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import io.karge.station.DurableQueues;
import io.karge.station.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the transactions of stored sessions that could not be read for a while: the energy of whoever charged there stopped
 * when the block began without them, and others may have charged there since. They end with the reason Other, at the time
 * and with the register that were read last.
 */
final class InterruptedSessions {
    private static final Logger LOG = LoggerFactory.getLogger(InterruptedSessions.class);

    private final Map<String, byte[]> stored;
    private final Map<String, MeterReading> readings;

    /** @param readings what was read last of their meters, by transactionId */
    InterruptedSessions(Map<String, byte[]> stored, Map<String, MeterReading> readings) {
        this.stored = stored;
        this.readings = readings;
    }

    /** What is stored, with the ends of their transactions behind the messages that wait. */
    Map<String, byte[]> ended() {
        Map<String, byte[]> all = stored;
        for (Map.Entry<String, byte[]> entry : stored.entrySet()) {
            if (Sessions.isKey(entry.getKey())) {
                Session session = StoredRecord.read(entry.getValue(), Session.class);
                Progress progress = session.progress();
                if (progress != null) {
                    LOG.info("transactionId={} ends, as it was interrupted", progress.transactionId());
                    QueuedEvent end = new QueuedEvent(end(session, progress), progress.lastAt());
                    all = DurableQueues.with(all, DeliveryQueue.QUEUE, end, Action.TransactionEvent);
                }
            }
        }
        return all;
    }

    private TransactionEventRequest end(Session session, Progress progress) {
        MeterReading last = readings.get(progress.transactionId());
        List<MeterValueType> values = new ArrayList<>();
        if (session.evseId() != 0) {
            values.addAll(EndedSamples.stored(stored, session.evseId()));
        }
        if (last != null) {
            values.add(EnergyRegister.value(last.at(), last.energyWh(), ReadingContextEnumType.TransactionEnd));
        }
        boolean newPlace = session.evseId() != 0 && !progress.evseReported();
        return TransactionEventRequest.of(
                        TransactionEventEnumType.Ended,
                        latest(progress, values),
                        TriggerReasonEnumType.AbnormalCondition,
                        progress.nextSeqNo(),
                        TransactionType.of(progress.transactionId()).withStoppedReason(ReasonEnumType.Other))
                .withOffline(true)
                .withMeterValue(values.isEmpty() ? null : values)
                .withEvse(newPlace ? EVSEType.of(session.evseId()) : null);
    }

    /** No event is older than the one before, and no meter value is younger than its event (J02.FR.10). */
    private static Instant latest(Progress progress, List<MeterValueType> values) {
        @Nullable Instant before = progress.lastAt();
        Instant earliest = Objects.requireNonNullElse(before, progress.startedAt());
        return values.stream()
                .map(MeterValueType::timestamp)
                .filter(at -> at.isAfter(earliest))
                .max(Comparator.naturalOrder())
                .orElse(earliest);
    }
}
