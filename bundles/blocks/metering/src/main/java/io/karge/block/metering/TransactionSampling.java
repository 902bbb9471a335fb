package io.karge.block.metering;

import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.station.SampleOccasion;
import io.karge.station.StationContext;
import io.karge.station.StationEvent.TransactionMeterValues;
import io.karge.station.TransactionInfo;
import io.karge.station.VariableKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Samples one running transaction at whole intervals from its Transaction.Begin (J02.FR.11): the first of its values, and
 * the first of those that are collected for its end.
 */
final class TransactionSampling {
    private final StationContext context;
    private final Sampler sampler;
    private final String transactionId;
    private final Cadence updated;
    private final Cadence ended;
    private Instant start = Instant.EPOCH;
    private int evseId;

    TransactionSampling(StationContext context, Sampler sampler, String transactionId) {
        this.context = context;
        this.sampler = sampler;
        this.transactionId = transactionId;
        this.updated = cadence(Occasion.TX_UPDATED, SampleOccasion.TX_UPDATED);
        this.ended = cadence(Occasion.TX_ENDED, SampleOccasion.TX_ENDED);
    }

    private Cadence cadence(Occasion occasion, SampleOccasion reported) {
        return new Cadence(
                context,
                () -> occasion.interval(context.deviceModel()),
                now -> Moments.sampled(start, occasion.interval(context.deviceModel()), now),
                moment -> sample(occasion, reported, moment));
    }

    String transactionId() {
        return transactionId;
    }

    /** The EVSE of the transaction, 0 before its Transaction.Begin. */
    int evseId() {
        return evseId;
    }

    /** The transaction is so; sampling begins with its Transaction.Begin. */
    void follow(TransactionInfo transaction) {
        Instant begin = transaction.meteredSince();
        if (evseId == 0 && begin != null) {
            start = begin;
            evseId = transaction.evseId();
            updated.restart();
            ended.restart();
        }
    }

    void changed(VariableKey variable) {
        if (evseId != 0 && Occasion.TX_UPDATED.isTimedBy(variable)) {
            updated.restart();
        }
        if (evseId != 0 && Occasion.TX_ENDED.isTimedBy(variable)) {
            ended.restart();
        }
    }

    /** The clock was set: the rhythm stays as it was. */
    void timeChanged(Instant from, Instant to) {
        start = start.plus(Duration.between(from, to));
        if (evseId != 0) {
            updated.restart();
            ended.restart();
        }
    }

    void stop() {
        updated.stop();
        ended.stop();
    }

    private void sample(Occasion occasion, SampleOccasion reported, Instant moment) {
        if (!sampler.isUp()) {
            return; // a gap while the hardware is away
        }
        sampler.sample(evseId, occasion, ReadingContextEnumType.SamplePeriodic, moment)
                .ifPresent(
                        value -> context.publish(new TransactionMeterValues(transactionId, reported, List.of(value))));
    }
}
