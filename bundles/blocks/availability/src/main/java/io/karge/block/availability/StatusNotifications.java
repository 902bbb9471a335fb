package io.karge.block.availability;

import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.messages.StatusNotificationResponse;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.StationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells the CSMS of the connectors' status (G01), and knows of which it has been told. One that got no answer is told
 * again with the status of then, after a pause that grows; one that the CSMS answered, whatever it
 * said, has arrived.
 */
final class StatusNotifications {
    static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    /** So many reports of a connector may come to nothing in a row without a reason. */
    static final int BY_CHANCE = 2;

    private final StationContext context;
    /** The connectors that the CSMS has been told of since they changed, or is being told of, by their latest report. */
    private final Map<Connector, Integer> known = new HashMap<>();

    private final Map<Connector, Integer> unanswered = new HashMap<>();
    private int reports;

    StatusNotifications(StationContext context) {
        this.context = context;
    }

    /** Whether the CSMS has been told of the status since it changed, or is being told. */
    boolean isKnown(Connector connector) {
        return known.containsKey(connector);
    }

    /** The status changed: told at once, or when the station is online again (B04). */
    void changed(Connector connector, Instant at) {
        known.remove(connector);
        if (context.lifeCycle().online()) {
            send(connector, at, CallPermission.ACCEPTED);
        }
    }

    /** Tells the status as it is now. */
    void report(Connector connector) {
        send(connector, context.clock().now(), CallPermission.ACCEPTED);
    }

    /**
     * As {@link #report}, first of all that is said online, unless the last ones came to nothing: then after a pause, so that
     * a CSMS that closes the connection over each of them hears of the transactions too.
     */
    void reportOnline(Connector connector) {
        if (unanswered.getOrDefault(connector, 0) < BY_CHANCE) {
            report(connector);
        } else {
            known.remove(connector);
            context.after(FIRST_PAUSE, () -> repeat(connector));
        }
    }

    /** As {@link #report}, because the CSMS wants it (F06), also while it has not accepted the station. */
    void reportRequested(Connector connector) {
        send(connector, context.clock().now(), CallPermission.REQUESTED);
    }

    private void send(Connector connector, Instant timestamp, CallPermission permission) {
        int number = ++reports;
        known.put(connector, number);
        context.call(
                StatusNotificationRequest.of(
                        timestamp, connector.status(), connector.evseId(), connector.connectorId()),
                StatusNotificationResponse.class,
                permission,
                reply -> replied(connector, number, reply));
    }

    private void replied(Connector connector, int number, CallReply<StatusNotificationResponse> reply) {
        if (reply.arrived()) {
            unanswered.remove(connector);
        } else if (known.remove(connector, number)) { // else a newer report is on its way
            int times = unanswered.merge(connector, 1, Integer::sum);
            context.after(pause(times), () -> repeat(connector));
        }
    }

    /** Offline it waits until the station is online again. */
    private void repeat(Connector connector) {
        if (!isKnown(connector) && context.lifeCycle().online()) {
            report(connector);
        }
    }

    private static Duration pause(int times) {
        Duration pause = FIRST_PAUSE;
        for (int i = 1; i < times && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
