package io.karge.block.availability;

import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.messages.StatusNotificationResponse;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.StationContext;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Tells the CSMS of the connectors' status (G01), and knows of which it has been told. */
final class StatusNotifications {
    private final StationContext context;
    private final Set<Connector> known = new HashSet<>();

    StatusNotifications(StationContext context) {
        this.context = context;
    }

    /** Whether the CSMS has been told of the status since it changed, or is being told. */
    boolean isKnown(Connector connector) {
        return known.contains(connector);
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

    /** As {@link #report}, because the CSMS wants it (F06), also while it has not accepted the station. */
    void reportRequested(Connector connector) {
        send(connector, context.clock().now(), CallPermission.REQUESTED);
    }

    private void send(Connector connector, Instant timestamp, CallPermission permission) {
        known.add(connector);
        context.call(
                StatusNotificationRequest.of(
                        timestamp, connector.status(), connector.evseId(), connector.connectorId()),
                StatusNotificationResponse.class,
                permission,
                reply -> replied(connector, reply));
    }

    private void replied(Connector connector, CallReply<StatusNotificationResponse> reply) {
        boolean arrived = reply instanceof CallReply.Answered || reply instanceof CallReply.Refused;
        if (!arrived) {
            known.remove(connector); // Told again when the station is online again.
        }
    }
}
