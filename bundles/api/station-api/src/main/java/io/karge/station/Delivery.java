package io.karge.station;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the items of a {@link DurableQueue} are delivered. Called on the station's loop; none of its methods but {@link
 * #delivered}, {@link #deliveredUnreadably}, {@link #discarded} and {@link #emptied} uses the queue in another way than to read it.
 *
 * @param <T> what is stored of a message
 * @param <R> what the CSMS answers
 */
public interface Delivery<T extends Record, R extends OcppResponse> {

    /** What becomes of an item after a transmission. */
    sealed interface Outcome {
        /** The CSMS has it; the next one follows. */
        record Done() implements Outcome {}

        /** It is repeated after a pause, which ends at once when the station comes online. */
        record RetryAfter(Duration pause) implements Outcome {}

        /** It is given up; the next one follows. */
        record Discard(String why) implements Outcome {}
    }

    /** The message. Its item is what changes: the same item always gives the same message. */
    OcppRequest request(T item);

    /** The response of these messages' action. */
    Class<R> responseType();

    /**
     * What becomes of an item after this reply.
     *
     * @param reply Answered, Unreadable, Refused or TimedOut; a message that was cut off or not sent is repeated without a question
     * @param sends how many transmissions have come to nothing, this one included; those that were cut off do not count
     */
    Outcome replied(T item, CallReply<R> reply, int sends);

    /**
     * How long an item waits after so many transmissions, as the variables are now: asked when one of them changes while
     * it waits. Empty when that does not depend on them.
     */
    default Optional<Duration> pauseAfter(int sends) {
        return Optional.empty();
    }

    /** How many transmissions an item has before it is given up, for people; 0 when it never is. */
    default int attempts() {
        return 0;
    }

    /** How many may wait. */
    int bound();

    /**
     * More wait than the bound allows: what goes. When nothing goes the queue grows, and asks again at the next one.
     *
     * @param unsent what has not been sent, the oldest first, the new one last
     */
    List<QueuedItem<T>> thin(List<QueuedItem<T>> unsent);

    /**
     * Whether the first item leaves in the step in which the station comes online. If not, the block has what other blocks
     * say then go first, and calls {@link DurableQueue#send}.
     */
    default boolean sendsWhenOnline() {
        return true;
    }

    /** The CSMS has answered an item that is {@link Outcome.Done}; it has left the queue. */
    default void delivered(T item, R response) {}

    /** As {@link #delivered}, of an item whose answer is no valid response: the CSMS has it nevertheless. */
    default void deliveredUnreadably(T item, CallReply.Unreadable<R> reply) {}

    /** An item was given up; it has left the queue, which keeps a {@link DiscardedMessage} of it. */
    default void discarded(QueuedItem<T> item, String why) {}

    /** What the copy of an item that was given up holds. */
    default OcppRequest copy(T item) {
        return request(item);
    }

    /** The last item has left the queue, and none was added when it was told. */
    default void emptied() {}
}
