package io.karge.runtime.internal;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.station.DurableQueues;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.QueueState;
import io.karge.station.Responder;
import io.karge.station.StationEvent;
import io.karge.station.TriggerDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One functional block of a station in one epoch. On the loop only. */
final class Block {
    private static final Logger LOG = LoggerFactory.getLogger(Block.class);

    private final FunctionalBlockFactory factory;
    private final BlockContext context;
    private final BlockEpoch epoch;
    private @Nullable FunctionalBlock block;

    Block(FunctionalBlockFactory factory, BlockContext context, BlockEpoch epoch) {
        this.factory = factory;
        this.context = context;
        this.epoch = epoch;
    }

    String name() {
        return factory.name();
    }

    FunctionalBlockFactory factory() {
        return factory;
    }

    BlockEpoch epoch() {
        return epoch;
    }

    /**
     * Makes the block and has it begin, as one unit of work.
     *
     * @param before what has to be done first
     */
    void start(Runnable before) {
        epoch.call("start", () -> {
            before.run();
            FunctionalBlock made = factory.create(context);
            block = made;
            made.start();
            context.begun(made);
        });
    }

    void on(StationEvent event) {
        epoch.call(event.getClass().getSimpleName(), () -> {
            context.on(event);
            made().on(event);
        });
    }

    /** False when the block failed. */
    boolean on(OcppRequest request, Responder responder) {
        return epoch.call(request.action().wire(), () -> made().on(request, responder));
    }

    /** What the block says to the request for a message (TriggerMessage, F06); one that fails at it does not send it. */
    Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        String what = "the trigger of " + message.wire();
        List<TriggerDecision> decision = new ArrayList<>();
        boolean good = epoch.call(what, () -> made().trigger(message, evse).ifPresent(decision::add));
        if (!good) {
            return Optional.of(new TriggerDecision.Rejected("InternalError", "the station failed at " + what));
        }
        return decision.stream().map(decided -> fenced(what, decided)).findFirst();
    }

    private TriggerDecision fenced(String what, TriggerDecision decision) {
        return decision instanceof TriggerDecision.Accepted accepted
                ? new TriggerDecision.Accepted(() -> epoch.call(what, accepted.send()))
                : decision;
    }

    /** How many of its messages have not reached the CSMS. */
    int unsent() {
        return context.queues().size();
    }

    /** These messages; none when the block fails at it. */
    List<DurableQueues.Waiting> waiting() {
        List<DurableQueues.Waiting> found = new ArrayList<>();
        epoch.call("its messages", () -> found.addAll(context.queues().waiting()));
        return found;
    }

    /** Forgets a copy of what it has given up. */
    void forgetDiscarded(String key) {
        epoch.call("its discarded messages", () -> context.queues().forgetDiscarded(List.of(key)));
    }

    /** Takes the token out of what its queues have given up. */
    void eraseDiscarded(IdTokenType token) {
        epoch.call("its discarded messages", () -> context.queues().eraseDiscarded(token));
    }

    /** What its queues do now; nothing when the block fails at it. */
    List<QueueState> queues() {
        List<QueueState> found = new ArrayList<>();
        epoch.call("its queues", () -> found.addAll(context.queues().states()));
        return found;
    }

    /** The block lets go, and its epoch is over. */
    void close() {
        epoch.close(() -> made().close());
    }

    /** The block has failed, its epoch is over: it may still let go of what it has outside. */
    void letGo() {
        FunctionalBlock failed = block;
        if (failed != null) {
            try {
                failed.close();
            } catch (Throwable e) { // it has failed already; nothing of it counts any more
                LOG.warn("block={} failed again as it let go", name(), e);
            }
        }
    }

    private FunctionalBlock made() {
        FunctionalBlock present = block;
        if (present == null) {
            throw new IllegalStateException("the block " + name() + " was not made");
        }
        return present;
    }
}
