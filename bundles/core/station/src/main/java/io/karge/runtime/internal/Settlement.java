package io.karge.runtime.internal;

import io.karge.ocpp.types.ReasonEnumType;
import io.karge.runtime.internal.loop.EventLoop;
import io.karge.runtime.internal.loop.Steps;
import io.karge.station.TransactionControl;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a station does before its state is deleted by force: it takes no session any more, ends its transactions, and offers
 * the CSMS what that has not got, for as long as people wait. On the loop only.
 */
final class Settlement {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Steps steps;
    private final EventLoop loop;
    private final Ports ports;
    private final Blocks blocks;
    private final BooleanSupplier online;
    private @Nullable Runnable then;
    private @Nullable Cancellable patience;
    private boolean begun;

    /** @param online whether the CSMS can be told something */
    Settlement(Steps steps, EventLoop loop, Ports ports, Blocks blocks, BooleanSupplier online) {
        this.steps = steps;
        this.loop = loop;
        this.ports = ports;
        this.blocks = blocks;
        this.online = online;
    }

    /**
     * Begins.
     *
     * @param done told on the loop, once, when there is nothing left to wait for
     */
    void begin(Runnable done) {
        steps.run(() -> {
            begun = true;
            then = done;
            patience = steps.after(PATIENCE, this::end);
            ports.find(TransactionControl.class).ifPresent(control -> control.endForReset(ReasonEnumType.Reboot));
            look();
        });
    }

    /** Whether no session may begin any more. */
    boolean hasBegun() {
        return begun;
    }

    /** Something may have been delivered, or the CSMS is gone; in a step. */
    void look() {
        if (then != null && (blocks.unsent() == 0 || !online.getAsBoolean())) {
            end();
        }
    }

    private void end() {
        Runnable waiting = then;
        stop();
        if (waiting != null) {
            loop.post(waiting);
        }
    }

    /** Nobody waits any more. */
    void stop() {
        then = null;
        if (patience != null) {
            patience.cancel();
            patience = null;
        }
    }
}
