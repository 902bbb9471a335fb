package io.karge.runtime.internal;

import io.karge.ocpp.OcppRequest;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.Responder;
import io.karge.station.StationEvent;

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
        guard.call(event.getClass().getSimpleName(), () -> block.on(event));
    }

    /** False when the block failed. */
    boolean on(OcppRequest request, Responder responder) {
        return guard.call(request.action().wire(), () -> block.on(request, responder));
    }

    /** The block lets go, then timers, ports and open calls are taken away from it. */
    void close() {
        guard.call("close", block::close);
        context.close();
    }
}
