package io.karge.block.metering;

import io.karge.driver.HardwareEvent;
import io.karge.driver.StationModel.EvseModel;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.MeterValuesRequest;
import io.karge.ocpp.messages.MeterValuesResponse;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.station.CallPermission;
import io.karge.station.FunctionalBlock;
import io.karge.station.MeterReader;
import io.karge.station.Responder;
import io.karge.station.SampleOccasion;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.StationEvent.TransactionMeterValues;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import io.karge.station.TriggerDecision;
import io.karge.station.VariableKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The meter values of one station (J01, J02): reads on demand, samples transactions from their start, and takes
 * clock-aligned values. Keeps no state of its own: after a restart the transactions that run tell their start, and the
 * moments follow from it.
 */
final class MeteringBlock implements FunctionalBlock {
    private static final VariableKey TIME_ZONE = VariableKey.of("ClockCtrlr", "TimeZone");

    private final StationContext context;
    private final Sampler sampler;
    private final MeterIdentity identity;
    private final Cadence aligned;
    private final Cadence alignedTxEnded;
    private final Map<String, TransactionSampling> transactions = new LinkedHashMap<>();

    MeteringBlock(StationContext context) {
        this.context = context;
        this.sampler = new Sampler(context);
        this.identity = new MeterIdentity(context);
        this.aligned = aligned(Occasion.ALIGNED, this::sendAligned);
        this.alignedTxEnded = aligned(Occasion.ALIGNED_TX_ENDED, this::collectAligned);
    }

    @Override
    public void start() {
        context.offer(MeterReader.class, sampler);
        identity.publish();
        aligned.restart();
        alignedTxEnded.restart();
        // The transactions block may start after this one; what it resumes it also tells itself.
        context.after(Duration.ZERO, () -> context.port(TransactionControl.class)
                .ifPresent(control -> control.active().forEach(this::follow)));
    }

    @Override
    public void close() {
        transactions.clear();
    }

    @Override
    public void on(StationEvent event) {
        if (event instanceof StationEvent.TransactionChanged changed) {
            if (changed.phase() == Phase.ENDED) {
                forget(changed.transaction().transactionId());
            } else {
                follow(changed.transaction());
            }
        } else if (event instanceof StationEvent.EvseChanged || isSample(event)) {
            identity.publish();
        } else if (event instanceof StationEvent.VariableChanged changed) {
            changed(changed.variable());
        } else if (event instanceof StationEvent.TimeChanged time) {
            aligned.restart();
            alignedTxEnded.restart();
            transactions.values().forEach(sampling -> sampling.timeChanged(time.from(), time.to()));
        }
    }

    private static boolean isSample(StationEvent event) {
        return event instanceof StationEvent.Hardware told && told.event() instanceof HardwareEvent.MeterSampled;
    }

    private void changed(VariableKey variable) {
        if (Occasion.ALIGNED.isTimedBy(variable) || variable.equals(TIME_ZONE)) {
            aligned.restart();
        }
        if (Occasion.ALIGNED_TX_ENDED.isTimedBy(variable) || variable.equals(TIME_ZONE)) {
            alignedTxEnded.restart();
        }
        transactions.values().forEach(sampling -> sampling.changed(variable));
    }

    private void follow(TransactionInfo transaction) {
        transactions
                .computeIfAbsent(transaction.transactionId(), id -> new TransactionSampling(context, sampler, id))
                .follow(transaction);
    }

    private void forget(String transactionId) {
        TransactionSampling sampling = transactions.remove(transactionId);
        if (sampling != null) {
            sampling.stop();
        }
    }

    private Cadence aligned(Occasion occasion, Consumer<Instant> task) {
        return new Cadence(
                context,
                () -> occasion.interval(context.deviceModel()),
                now -> Moments.aligned(zone(), occasion.interval(context.deviceModel()), now),
                task);
    }

    /** The station's midnight: that of ClockCtrlr.TimeZone, UTC when it is not set. */
    private ZoneId zone() {
        try {
            return context.deviceModel().value(TIME_ZONE).map(ZoneId::of).orElse(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    /** J01.FR.14 for an idle EVSE, J01.FR.22 for one with a transaction. All values of a moment have its time. */
    private void sendAligned(Instant moment) {
        if (!sampler.isUp()) {
            return;
        }
        context.model().evses().forEach(evse -> sampler.sample(
                        evse.evseId(), Occasion.ALIGNED, ReadingContextEnumType.SampleClock, moment)
                .ifPresent(value -> running(evse.evseId())
                        .ifPresentOrElse(
                                sampling -> context.publish(new TransactionMeterValues(
                                        sampling.transactionId(), SampleOccasion.ALIGNED, List.of(value))),
                                () -> send(MeterValuesRequest.of(evse.evseId(), List.of(value))))));
    }

    /** Outside of a transaction meter values are not kept for later (QueueAllMessages is not supported). */
    private void send(MeterValuesRequest request) {
        if (context.lifeCycle().online()) {
            context.call(request, MeterValuesResponse.class, CallPermission.ACCEPTED, reply -> {});
        }
    }

    private void collectAligned(Instant moment) {
        if (!sampler.isUp()) {
            return;
        }
        transactions.values().stream()
                .filter(sampling -> sampling.evseId() != 0)
                .forEach(sampling -> sampler.sample(
                                sampling.evseId(),
                                Occasion.ALIGNED_TX_ENDED,
                                ReadingContextEnumType.SampleClock,
                                moment)
                        .ifPresent(value -> context.publish(new TransactionMeterValues(
                                sampling.transactionId(), SampleOccasion.ALIGNED_TX_ENDED, List.of(value)))));
    }

    private Optional<TransactionSampling> running(int evseId) {
        return transactions.values().stream()
                .filter(sampling -> sampling.evseId() == evseId)
                .findFirst();
    }

    /** A MeterValues for each EVSE that is meant, with the measurands of clock-aligned ones (F06.FR.06). */
    @Override
    public Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        if (message != MessageTriggerEnumType.MeterValues) {
            return Optional.empty();
        }
        if (!sampler.isUp()) { // F06.FR.09
            return Optional.of(
                    new TriggerDecision.Rejected("InternalError", "the meters cannot be read at the moment"));
        }
        if (Occasion.ALIGNED.measurands(context.deviceModel()).isEmpty()) {
            return Optional.of(new TriggerDecision.Rejected("NotEnabled", "no measurands are configured"));
        }
        return Optional.of(new TriggerDecision.Accepted(() -> context.model().evses().stream()
                .map(EvseModel::evseId)
                .filter(evseId -> evse == null || evseId == evse.id())
                .forEach(this::sendTriggered)));
    }

    private void sendTriggered(int evseId) {
        sampler.sample(
                        evseId,
                        Occasion.ALIGNED,
                        ReadingContextEnumType.Trigger,
                        context.clock().now())
                .ifPresent(value -> context.call(
                        MeterValuesRequest.of(evseId, List.of(value)),
                        MeterValuesResponse.class,
                        CallPermission.REQUESTED,
                        reply -> {}));
    }

    @Override
    public void on(OcppRequest request, Responder responder) {
        responder.refuse(RpcErrorCode.NotSupported, request.action().wire() + " is not answered by the metering block");
    }
}
