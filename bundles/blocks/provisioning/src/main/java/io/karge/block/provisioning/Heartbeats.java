package io.karge.block.provisioning;

import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.HeartbeatResponse;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.StationContext;
import io.karge.station.TriggerDecision;
import io.karge.station.VariableKey;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Heartbeats at the configured interval while the station is online (G02). Other messages do not put them off
 * (G02.FR.05 recommends it, G02.FR.07 the opposite), because they bring the time.
 */
final class Heartbeats {
    static final VariableKey INTERVAL = VariableKey.of("OCPPCommCtrlr", "HeartbeatInterval");

    private static final int DEFAULT_INTERVAL_SECONDS = 300;

    private final StationContext context;
    private boolean open;
    private @Nullable Cancellable next;

    Heartbeats(StationContext context) {
        this.context = context;
    }

    /** What the station goes by. */
    static Duration interval(StationContext context) {
        return Duration.ofSeconds(context.deviceModel().integer(INTERVAL, DEFAULT_INTERVAL_SECONDS));
    }

    /** The next one in an interval from now. */
    void restart() {
        stop();
        if (context.lifeCycle().online()) {
            next = context.after(interval(context), this::beat);
        }
    }

    /** One now, and the next one an interval later. */
    void beat() {
        restart();
        if (!open && context.lifeCycle().online()) {
            open = true;
            send(CallPermission.ACCEPTED, reply -> {
                open = false;
                replied(reply);
            });
        }
    }

    /** One more, because the CSMS wants it (F06), also while it has not accepted the station. */
    TriggerDecision trigger() {
        return new TriggerDecision.Accepted(() -> send(CallPermission.REQUESTED, this::replied));
    }

    private void send(CallPermission permission, Consumer<CallReply<HeartbeatResponse>> reply) {
        context.call(HeartbeatRequest.of(), HeartbeatResponse.class, permission, reply);
    }

    void stop() {
        Cancellable timer = next;
        if (timer != null) {
            timer.cancel();
            next = null;
        }
    }

    private void replied(CallReply<HeartbeatResponse> reply) {
        if (reply instanceof CallReply.Answered<HeartbeatResponse> answered) {
            Clock.told(context, answered.response().currentTime());
        }
    }
}
