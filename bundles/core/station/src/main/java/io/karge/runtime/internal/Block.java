package io.karge.runtime.internal;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.Responder;
import io.karge.station.StationEvent;
import io.karge.station.TriggerDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One functional block of one life of a station; what it throws stays here. On the loop only. */
final class Block {
    private final FunctionalBlockFactory factory;
    private final FunctionalBlock block;
    private final BlockContext context;
    private final BlockGuard guard;

    Block(FunctionalBlockFactory factory, FunctionalBlock block, BlockContext context, BlockGuard guard) {
        this.factory = factory;
        this.block = block;
        this.context = context;
        this.guard = guard;
    }

    String name() {
        return factory.name();
    }

    FunctionalBlockFactory factory() {
        return factory;
    }

    void start() {
        guard.call("start", block::start);
    }

    void on(StationEvent event) {
        guard.call(event.getClass().getSimpleName(), () -> {
            context.on(event);
            block.on(event);
        });
    }

    /** False when the block failed. */
    boolean on(OcppRequest request, Responder responder) {
        return guard.call(request.action().wire(), () -> block.on(request, responder));
    }

    /** What the block says to the CSMS's wish for a message; one that fails at it does not send it. */
    Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        String what = "the wish for " + message.wire();
        List<TriggerDecision> decision = new ArrayList<>();
        boolean good = guard.call(what, () -> block.trigger(message, evse).ifPresent(decision::add));
        if (!good) {
            return Optional.of(new TriggerDecision.Rejected("InternalError", "the station failed at " + what));
        }
        return decision.stream().map(decided -> guarded(what, decided)).findFirst();
    }

    private TriggerDecision guarded(String what, TriggerDecision decision) {
        return decision instanceof TriggerDecision.Accepted accepted
                ? new TriggerDecision.Accepted(() -> guard.call(what, accepted.send()))
                : decision;
    }

    /** The block lets go, then timers, ports and open calls are taken away from it. */
    void close() {
        guard.call("close", block::close);
        context.close();
    }
}
