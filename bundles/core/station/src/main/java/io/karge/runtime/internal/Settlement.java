package io.karge.runtime.internal;

import io.karge.ocpp.types.ReasonEnumType;
import io.karge.runtime.internal.loop.EventLoop;
import io.karge.runtime.internal.loop.Steps;
import io.karge.station.HardwareView;
import io.karge.station.TransactionControl;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a station does before its state is deleted by force: it takes no session any more, stops the energy, ends its
 * transactions when the power paths are open, and offers the CSMS what that has not got, all for as long as people wait.
 * On the loop only.
 */
final class Settlement {
    /** How long the ends of transactions wait for the contactors. */
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(5);
    /** How long the CSMS may take what waits for it when the transactions have ended. */
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(5);

    private final Steps steps;
    private final EventLoop loop;
    private final Ports ports;
    private final Blocks blocks;
    private final HardwareView hardware;
    private final BooleanSupplier online;
    private @Nullable Runnable then;
    private @Nullable Cancellable patience;
    private boolean begun;
    private boolean ended;

    /** @param online whether the CSMS can be told something */
    Settlement(Steps steps, EventLoop loop, Ports ports, Blocks blocks, HardwareView hardware, BooleanSupplier online) {
        this.steps = steps;
        this.loop = loop;
        this.ports = ports;
        this.blocks = blocks;
        this.hardware = hardware;
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
            ended = false;
            then = done;
            // Of hardware that cannot be reached no better reading comes.
            endTransactions(hardware.status() == HardwareView.Status.UP);
            waitAtMost(OPEN_WITHIN, () -> {
                endTransactions(false);
                toldFromNow();
                look();
            });
            look();
        });
    }

    private void endTransactions(boolean whenOpen) {
        control().ifPresent(control -> control.endForReset(ReasonEnumType.Reboot, whenOpen));
    }

    private Optional<TransactionControl> control() {
        return ports.find(TransactionControl.class);
    }

    /** Whether no session may begin any more. */
    boolean hasBegun() {
        return begun;
    }

    /** A transaction may have ended, something may have been delivered, or the CSMS is gone; in a step. */
    void look() {
        if (then == null) {
            return;
        }
        if (!ended && control().map(control -> control.active().isEmpty()).orElse(true)) {
            toldFromNow();
        }
        if (ended && (blocks.unsent() == 0 || !online.getAsBoolean())) {
            end();
        }
    }

    private void toldFromNow() {
        ended = true;
        waitAtMost(TOLD_WITHIN, this::end);
    }

    private void waitAtMost(Duration time, Runnable over) {
        stopWaiting();
        patience = steps.after(time, over);
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
        stopWaiting();
    }

    private void stopWaiting() {
        if (patience != null) {
            patience.cancel();
            patience = null;
        }
    }
}
