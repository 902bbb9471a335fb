package io.karge.runtime.internal;

import io.karge.ocpp.Action;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.station.CallPermission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The order in which requests leave: BootNotification first; then those in which the order of what happened counts, first
 * in first out; then MeterValues and Heartbeats, which may wait. A newer Heartbeat, or an untriggered StatusNotification
 * of the same connector, takes the place of one that waits. Bounded: of MeterValues the oldest are lost, of the others
 * the newest is not taken. On the loop only.
 */
final class OutboxQueue {
    /** How many requests wait in which the order counts: those of one by one senders, so that none ever comes close. */
    static final int MOST_IN_ORDER = 1_000;

    static final int MOST_METER_VALUES = 100;

    private final BiConsumer<OutgoingRequest, String> lost;
    private final Deque<OutgoingRequest> boots = new ArrayDeque<>();
    private final Deque<OutgoingRequest> inOrder = new ArrayDeque<>();
    private final Deque<OutgoingRequest> last = new ArrayDeque<>();

    /** @param lost is told of each request that will not be sent, and why */
    OutboxQueue(BiConsumer<OutgoingRequest, String> lost) {
        this.lost = lost;
    }

    void add(OutgoingRequest request) {
        if (request.permission() == CallPermission.BOOT) {
            boots.add(request);
            return;
        }
        Action action = request.request().action();
        if (action == Action.Heartbeat) {
            lose(last, waiting -> waiting.request().action() == Action.Heartbeat, "a newer one takes its place");
            last.add(request);
        } else if (action == Action.MeterValues) {
            last.add(request);
            boundMeterValues();
        } else {
            addInOrder(request);
        }
    }

    private void addInOrder(OutgoingRequest request) {
        if (request.request() instanceof StatusNotificationRequest status && !request.isTriggered()) {
            lose(inOrder, waiting -> isReplacedBy(waiting, status), "a newer one takes its place");
        }
        if (inOrder.size() >= MOST_IN_ORDER) {
            lost.accept(request, MOST_IN_ORDER + " requests wait for the CSMS already");
        } else {
            inOrder.add(request);
        }
    }

    private static boolean isReplacedBy(OutgoingRequest waiting, StatusNotificationRequest newer) {
        return !waiting.isTriggered()
                && waiting.request() instanceof StatusNotificationRequest older
                && older.evseId() == newer.evseId()
                && older.connectorId() == newer.connectorId();
    }

    private void boundMeterValues() {
        List<OutgoingRequest> meterValues = last.stream()
                .filter(waiting -> waiting.request().action() == Action.MeterValues)
                .toList();
        if (meterValues.size() > MOST_METER_VALUES) {
            OutgoingRequest oldest = meterValues.get(0);
            lose(last, oldest::equals, MOST_METER_VALUES + " newer ones wait for the CSMS already");
        }
    }

    private void lose(Deque<OutgoingRequest> from, Predicate<OutgoingRequest> which, String why) {
        for (Iterator<OutgoingRequest> all = from.iterator(); all.hasNext(); ) {
            OutgoingRequest waiting = all.next();
            if (which.test(waiting)) {
                all.remove();
                lost.accept(waiting, why);
            }
        }
    }

    /** Takes the next one that is to be sent. */
    Optional<OutgoingRequest> poll() {
        for (Deque<OutgoingRequest> rank : List.of(boots, inOrder, last)) {
            OutgoingRequest next = rank.poll();
            if (next != null) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /** Those whose sender is not there any more are forgotten. */
    void withdraw() {
        List.of(boots, inOrder, last).forEach(rank -> rank.removeIf(OutgoingRequest::isWithdrawn));
    }

    /** Takes all, in the order in which they would have left. */
    List<OutgoingRequest> takeAll() {
        List<OutgoingRequest> all = new ArrayList<>();
        for (Deque<OutgoingRequest> rank : List.of(boots, inOrder, last)) {
            all.addAll(rank);
            rank.clear();
        }
        return all;
    }
}
