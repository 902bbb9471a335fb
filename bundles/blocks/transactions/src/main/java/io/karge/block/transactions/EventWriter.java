package io.karge.block.transactions;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TransactionType;
import io.karge.station.MeterReader;
import io.karge.station.SampleOccasion;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the message of an event: adds meter values, connector and the offline mark. */
final class EventWriter {
    private final StationContext context;
    private final EndedSamples endedSamples;

    EventWriter(StationContext context, EndedSamples endedSamples) {
        this.context = context;
        this.endedSamples = endedSamples;
    }

    /**
     * The message of an event.
     *
     * @param before the timestamp of the transaction's event before, null when there is none
     * @param missed how its EVSE was at the time of the event, when that is past and nobody was there to tell; null when
     *     it happens now
     */
    TransactionEventRequest write(Report report, @Nullable Instant before, StationEvent.@Nullable EvseMissed missed) {
        List<MeterValueType> values = meterValues(report, missed == null ? this::sample : registerOf(missed)).stream()
                .map(value -> notAfter(notEarlier(report.at(), before), value))
                .map(value -> notBefore(before, value))
                .toList();
        TransactionType info = TransactionType.of(report.transactionId())
                .withChargingState(report.chargingState())
                .withStoppedReason(report.stoppedReason())
                .withRemoteStartId(report.remoteStartId());
        return TransactionEventRequest.of(
                        report.type(), timestamp(report, before, values), report.trigger(), report.seqNo(), info)
                .withMeterValue(values.isEmpty() ? null : values)
                .withOffline(context.lifeCycle().connected() ? null : true)
                .withEvse(evse(report))
                .withIdToken(report.idToken());
    }

    /** What was told late came with the reading of its moment: that is what is sampled now. */
    private static MeterValueType notAfter(Instant at, MeterValueType value) {
        return value.timestamp().isAfter(at) ? value.withTimestamp(at) : value;
    }

    private static Instant notEarlier(Instant at, @Nullable Instant before) {
        return before != null && at.isBefore(before) ? before : at;
    }

    /** What is measured now is not older than what was told before: the CSMS may have set the clock back since. */
    private MeterValueType notBefore(@Nullable Instant before, MeterValueType value) {
        if (before == null || !value.timestamp().isBefore(before)) {
            return value;
        }
        boolean setBack = context.clock().now().isBefore(before);
        return setBack ? value.withTimestamp(before) : value;
    }

    /** No event is older than the one before, and no meter value is younger than its event (J02.FR.10). */
    private static Instant timestamp(Report report, @Nullable Instant before, List<MeterValueType> values) {
        Instant at = notEarlier(report.at(), before);
        for (MeterValueType value : values) {
            at = value.timestamp().isAfter(at) ? value.timestamp() : at;
        }
        return at;
    }

    /** The connector is the one that is used, or was last. */
    private @Nullable EVSEType evse(Report report) {
        int evseId = report.evseId();
        return switch (report.tells()) {
            case NOTHING -> null;
            case EVSE -> EVSEType.of(evseId);
            case CONNECTOR ->
                context.model().hasEvse(evseId)
                        ? EVSEType.of(evseId)
                                .withConnectorId(context.hardware().evse(evseId).connectorId())
                        : EVSEType.of(evseId);
        };
    }

    /** Where the meter values of an event come from. */
    private interface Meter {
        Optional<MeterValueType> sample(int evseId, SampleOccasion occasion, ReadingContextEnumType reason);
    }

    /** Of then nothing but the register is known. */
    private static Meter registerOf(StationEvent.EvseMissed missed) {
        long energyWh = missed.state().meter().energyWh();
        return (evseId, occasion, reason) -> Optional.of(EnergyRegister.value(missed.at(), energyWh, reason));
    }

    private List<MeterValueType> meterValues(Report report, Meter meter) {
        List<MeterValueType> values = new ArrayList<>(report.values());
        if (report.begins()) {
            begin(report.evseId(), meter).ifPresent(values::add);
        }
        if (report.type() == TransactionEventEnumType.Ended) {
            values.addAll(ended(report.evseId(), meter));
        } else if (values.isEmpty() && report.type() == TransactionEventEnumType.Updated && !report.begins()) {
            updated(report.evseId(), meter).ifPresent(values::add);
        }
        return values;
    }

    private Optional<MeterValueType> begin(int evseId, Meter meter) {
        // The first of the values for the end; alone with that of the end when TxEndedInterval is 0 (Part 2, 2.7.8).
        boolean only = context.deviceModel().integer(TransactionVariables.TX_ENDED_INTERVAL, 0) == 0;
        endedSamples.take(evseId);
        meter.sample(
                        evseId,
                        SampleOccasion.TX_ENDED,
                        only ? ReadingContextEnumType.TransactionBegin : ReadingContextEnumType.SamplePeriodic)
                .ifPresent(value -> endedSamples.add(evseId, value));
        return meter.sample(evseId, SampleOccasion.TX_STARTED, ReadingContextEnumType.TransactionBegin);
    }

    /** What an update of the transaction at this EVSE measures now. */
    Optional<MeterValueType> values(int evseId, ReadingContextEnumType reason) {
        return sample(evseId, SampleOccasion.TX_UPDATED, reason);
    }

    /** E02.FR.10, E11.FR.03: an update carries meter values, unless none are wanted during a transaction. */
    private Optional<MeterValueType> updated(int evseId, Meter meter) {
        return context.deviceModel().integer(TransactionVariables.TX_UPDATED_INTERVAL, 0) == 0
                ? Optional.empty()
                : meter.sample(evseId, SampleOccasion.TX_UPDATED, ReadingContextEnumType.Other);
    }

    private List<MeterValueType> ended(int evseId, Meter meter) {
        if (evseId == 0) {
            return List.of();
        }
        List<MeterValueType> values = endedSamples.take(evseId);
        meter.sample(evseId, SampleOccasion.TX_ENDED, ReadingContextEnumType.TransactionEnd)
                .ifPresent(last -> {
                    values.removeIf(
                            value -> isPeriodic(value) && value.timestamp().equals(last.timestamp()));
                    values.add(last);
                });
        return values;
    }

    private static boolean isPeriodic(MeterValueType value) {
        return value.sampledValue().get(0).context() == ReadingContextEnumType.SamplePeriodic;
    }

    private Optional<MeterValueType> sample(int evseId, SampleOccasion occasion, ReadingContextEnumType reason) {
        if (evseId == 0) {
            return Optional.empty();
        }
        Optional<MeterValueType> sampled =
                context.port(MeterReader.class).flatMap(reader -> reader.sample(evseId, occasion, reason));
        boolean ofWhole = occasion == SampleOccasion.TX_STARTED || occasion == SampleOccasion.TX_ENDED;
        // Asked last: a reader that has just failed is not there any more.
        return ofWhole && context.port(MeterReader.class).isEmpty()
                ? EnergyRegister.value(context, evseId, reason)
                : sampled;
    }
}
