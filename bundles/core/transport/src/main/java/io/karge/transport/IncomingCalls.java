package io.karge.transport;

import io.karge.ocpp.Frame;
import io.karge.time.TimeSource.Cancellable;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The CALLs of the CSMS that are not answered yet. A CSMS sends one at a time (Part 4, 4.1.1); one that does not is
 * served in order. Belongs to the loop.
 */
final class IncomingCalls {

    /** So many may wait; a CSMS that sends more is out of its mind. */
    static final int MAX_OPEN = 32;

    private final Map<String, String> openActions = new HashMap<>();
    private final Queue<Frame.Call> waiting = new ArrayDeque<>();
    private @Nullable String current;
    private @Nullable Cancellable deadline;

    /** Whether a CALL with this id is not answered yet. */
    boolean isOpen(String messageId) {
        return openActions.containsKey(messageId);
    }

    boolean isFull() {
        return openActions.size() >= MAX_OPEN;
    }

    void add(Frame.Call call) {
        openActions.put(call.messageId(), call.action());
        waiting.add(call);
    }

    /** The CALL to hand over now: empty while one is being handled and when none waits. */
    Optional<Frame.Call> takeNext() {
        if (current != null) {
            return Optional.empty();
        }
        Frame.Call next = waiting.poll();
        current = next == null ? null : next.messageId();
        return Optional.ofNullable(next);
    }

    /** Sets what releases the CALL that is being handled when it takes too long. */
    void holdUntil(Cancellable releasing) {
        deadline = releasing;
    }

    /** The action of the CALL that is now answered, empty when there is none. */
    Optional<String> answered(String messageId) {
        release(messageId);
        return Optional.ofNullable(openActions.remove(messageId));
    }

    /** Lets the next CALL be handled although this one was not answered. Returns whether it was being handled. */
    boolean release(String messageId) {
        boolean handled = messageId.equals(current);
        if (handled) {
            endHold();
        }
        return handled;
    }

    void clear() {
        openActions.clear();
        waiting.clear();
        endHold();
    }

    private void endHold() {
        current = null;
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }
}
