package io.karge.block.provisioning;

import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.messages.SecurityEventNotificationResponse;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.StationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Critical security events on their way to the CSMS: stored until it has confirmed them, delivered one after another
 * in the order in which they happened (A04.FR.01, A04.FR.02). The slots of the store are used again.
 */
final class SecurityEventQueue {
    /** More than this many undelivered events are not kept: the newest are left out. */
    static final int SLOTS = 100;

    static final Duration RETRY = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(SecurityEventQueue.class);
    private static final String PREFIX = "securityEvent/";
    private static final Comparator<Map.Entry<String, SecurityEvent>> OLDEST =
            Comparator.comparingLong(entry -> entry.getValue().number());

    private final StationContext context;
    private boolean open;

    SecurityEventQueue(StationContext context) {
        this.context = context;
    }

    void raise(String type, String techInfo) {
        Map<String, SecurityEvent> stored = stored();
        Optional<String> slot = freeSlot(stored);
        if (slot.isEmpty()) {
            LOG.warn(
                    "station={} securityEvent={} is left out: {} wait for the CSMS already",
                    context.stationId(),
                    type,
                    SLOTS);
            return;
        }
        long number =
                stored.values().stream().mapToLong(SecurityEvent::number).max().orElse(0) + 1;
        context.state()
                .put(slot.get(), new SecurityEvent(number, type, context.clock().now(), techInfo));
        LOG.info("station={} securityEvent={} {}", context.stationId(), type, techInfo);
        deliver();
    }

    /** Goes on with the oldest event, if the station is online and none is on its way. */
    void deliver() {
        if (open || !context.lifeCycle().online()) {
            return;
        }
        stored().entrySet().stream().min(OLDEST).ifPresent(this::send);
    }

    private void send(Map.Entry<String, SecurityEvent> entry) {
        SecurityEvent event = entry.getValue();
        open = true;
        context.call(
                SecurityEventNotificationRequest.of(event.type(), event.timestamp())
                        .withTechInfo(event.techInfo()),
                SecurityEventNotificationResponse.class,
                CallPermission.ACCEPTED,
                reply -> replied(entry.getKey(), reply));
    }

    private void replied(String slot, CallReply<SecurityEventNotificationResponse> reply) {
        open = false;
        if (reply instanceof CallReply.TimedOut) {
            context.after(RETRY, this::deliver);
        } else if (reply instanceof CallReply.Answered || reply instanceof CallReply.Refused) {
            // A CSMS that refuses has seen it; saying it again would hold up those behind it for ever.
            context.state().remove(slot);
            deliver();
        }
    }

    private Map<String, SecurityEvent> stored() {
        return context.state().all(PREFIX, SecurityEvent.class);
    }

    private static Optional<String> freeSlot(Map<String, SecurityEvent> stored) {
        for (int slot = 0; slot < SLOTS; slot++) {
            String key = PREFIX + slot;
            if (!stored.containsKey(key)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** @param number grows from event to event */
    record SecurityEvent(
            long number,
            String type,
            Instant timestamp,
            @Nullable String techInfo) {}
}
