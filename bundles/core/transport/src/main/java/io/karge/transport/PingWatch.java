package io.karge.transport;

import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Pings the CSMS every WebSocketPingInterval and notices when no pong comes within the message timeout (Part 4, 5.3). It
 * serves one open WebSocket and belongs to the loop.
 */
final class PingWatch {

    private final ConnectionSettings settings;
    private final BiFunction<Duration, Runnable, Cancellable> timer;
    private final Runnable ping;
    private final Runnable onSilence;
    private @Nullable Cancellable nextPing;
    private @Nullable Cancellable deadline;

    /**
     * A watch that does nothing until {@link #schedule}.
     *
     * @param timer runs a task on the loop after a delay
     * @param onSilence runs when the other side is silent
     */
    PingWatch(
            ConnectionSettings settings,
            BiFunction<Duration, Runnable, Cancellable> timer,
            Runnable ping,
            Runnable onSilence) {
        this.settings = settings;
        this.timer = timer;
        this.ping = ping;
        this.onSilence = onSilence;
    }

    /** Plans the next ping, a whole interval from now. */
    void schedule() {
        cancel(nextPing);
        Duration interval = settings.pingInterval();
        nextPing = interval.isZero() ? null : timer.apply(interval, this::pingNow);
    }

    private void pingNow() {
        ping.run();
        if (deadline == null) {
            deadline = timer.apply(settings.messageTimeout(), onSilence);
        }
        schedule();
    }

    void pong() {
        cancel(deadline);
        deadline = null;
    }

    void stop() {
        cancel(nextPing);
        cancel(deadline);
    }

    private static void cancel(@Nullable Cancellable task) {
        if (task != null) {
            task.cancel();
        }
    }
}
