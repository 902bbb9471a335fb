package io.karge.block.securityevents;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.messages.SecurityEventNotificationResponse;
import io.karge.station.DurableQueue;
import io.karge.station.QueuedItem;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.UntilSeen;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Critical security events on their way to the CSMS: stored until it has confirmed them, delivered one after another in
 * the order in which they happened (A04.FR.01, A04.FR.02), repeated without end.
 */
final class SecurityEventQueue {
    private static final int LONGEST_INFO = 255;

    /** More than this many undelivered events are not kept: the newest are left out. */
    static final int SLOTS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(SecurityEventQueue.class);

    private final StationContext context;
    private final DurableQueue<SecurityEvent> queue;

    SecurityEventQueue(StationContext context) {
        this.context = context;
        this.queue = context.queue("securityEvent", SecurityEvent.class, new Events());
    }

    /** Puts an event of now at the end. What is longer than the standard allows is cut. */
    void add(String type, String techInfo) {
        String info = techInfo.length() > LONGEST_INFO ? techInfo.substring(0, LONGEST_INFO) : techInfo;
        queue.add(new SecurityEvent(type, context.clock().now(), info));
        queue.send();
    }

    /** The clock was wrong until now: events that have not been sent get the right time. */
    void clockSet(StationEvent.ClockSet set) {
        queue.reviseUnsent(
                event -> new SecurityEvent(event.type(), set.corrected(event.timestamp()), event.techInfo()));
    }

    /** Goes on with the oldest event: when the block starts and when what goes first online has been said. */
    void deliver() {
        queue.send();
    }

    record SecurityEvent(
            String type, Instant timestamp, @Nullable String techInfo) {}

    private final class Events implements UntilSeen<SecurityEvent, SecurityEventNotificationResponse> {

        @Override
        public OcppRequest request(SecurityEvent event) {
            return SecurityEventNotificationRequest.of(event.type(), event.timestamp())
                    .withTechInfo(event.techInfo());
        }

        @Override
        public Class<SecurityEventNotificationResponse> responseType() {
            return SecurityEventNotificationResponse.class;
        }

        @Override
        public int bound() {
            return SLOTS;
        }

        @Override
        public List<QueuedItem<SecurityEvent>> thin(List<QueuedItem<SecurityEvent>> unsent) {
            QueuedItem<SecurityEvent> newest = unsent.get(unsent.size() - 1);
            LOG.warn(
                    "station={} securityEvent={} is left out: {} wait for the CSMS already",
                    context.stationId(),
                    newest.item().type(),
                    SLOTS);
            return List.of(newest);
        }

        /** The states of the connectors go first: {@link SecurityEventsBlock}. */
        @Override
        public boolean sendsWhenOnline() {
            return false;
        }
    }
}
