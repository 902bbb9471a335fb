package io.karge.block.firmware;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.FirmwareStatusNotificationRequest;
import io.karge.ocpp.messages.FirmwareStatusNotificationResponse;
import io.karge.ocpp.types.FirmwareStatusEnumType;
import io.karge.station.CallReply;
import io.karge.station.Delivery;
import io.karge.station.DurableQueue;
import io.karge.station.QueuedItem;
import io.karge.station.SecurityEvents;
import io.karge.station.StationContext;
import java.time.Duration;
import java.util.List;

/**
 * The states of updates on their way to the CSMS: each once, in the order in which they were entered, also when it was away
 * meanwhile or the station restarted (L01.FR.01, L01.FR.10).
 */
final class StatusQueue {
    static final int ATTEMPTS = 5;
    static final Duration RETRY = Duration.ofSeconds(60);
    /** States of several updates, while the CSMS is away for long. */
    static final int BOUND = 100;

    private final StationContext context;
    private final DurableQueue<Entered> queue;

    StatusQueue(StationContext context) {
        this.context = context;
        this.queue = context.queue("status", Entered.class, new Once());
    }

    /** A state that was entered. */
    record Entered(int requestId, FirmwareStatusEnumType status, String what) {}

    /**
     * Tells the CSMS.
     *
     * @param what what was updated, for the security log
     */
    void add(int requestId, FirmwareStatusEnumType status, String what) {
        queue.add(new Entered(requestId, status, what));
        queue.send();
    }

    /** An update was called off: what waits of it is not told any more. */
    void withdraw(int requestId) {
        queue.withdraw(entered -> entered.requestId() == requestId);
    }

    /** Goes on: when the block starts, and when what goes first online has been said. */
    void send() {
        queue.send();
    }

    /** The CSMS knows that the new firmware runs, or will never: L01.FR.31. */
    private void over(Entered entered) {
        if (entered.status() == FirmwareStatusEnumType.Installed) {
            context.port(SecurityEvents.class).ifPresent(events -> events.raise("FirmwareUpdated", entered.what()));
        }
    }

    private final class Once implements Delivery<Entered, FirmwareStatusNotificationResponse> {

        @Override
        public OcppRequest request(Entered entered) {
            return FirmwareStatusNotificationRequest.of(entered.status()).withRequestId(entered.requestId());
        }

        @Override
        public Class<FirmwareStatusNotificationResponse> responseType() {
            return FirmwareStatusNotificationResponse.class;
        }

        /** A CSMS that refuses has seen it. */
        @Override
        public Outcome replied(Entered entered, CallReply<FirmwareStatusNotificationResponse> reply, int sends) {
            if (reply instanceof CallReply.TimedOut) {
                return sends < ATTEMPTS
                        ? new Outcome.RetryAfter(RETRY)
                        : new Outcome.Discard("the CSMS did not answer it " + ATTEMPTS + " times");
            }
            over(entered);
            return new Outcome.Done();
        }

        @Override
        public int attempts() {
            return ATTEMPTS;
        }

        @Override
        public int bound() {
            return BOUND;
        }

        @Override
        public List<QueuedItem<Entered>> thin(List<QueuedItem<Entered>> unsent) {
            return unsent.subList(0, 1);
        }

        /** The states of the connectors go first. */
        @Override
        public boolean sendsWhenOnline() {
            return false;
        }

        @Override
        public void discarded(QueuedItem<Entered> item, String why) {
            over(item.item());
        }
    }
}
