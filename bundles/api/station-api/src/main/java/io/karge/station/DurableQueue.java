package io.karge.station;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Messages on their way to the CSMS: first in first out, one open at a time, each until its {@link Delivery} says that it
 * is done. What waits survives restarts. An item that was sent once does not change any more, but by {@link #reviseAll}, and is repeated with the same
 * message id. Time offline counts as no transmission: an item whose connection was lost is repeated when the station is
 * online again, and so is one whose pause had not ended. What has piled up leaves at the pace of {@link QueueLimits}.
 *
 * <p>On the station's loop only; made by {@link StationContext#queue}. When its block is closed it does nothing any more;
 * the queue of the block's successor goes on with what is stored.
 *
 * @param <T> what is stored of a message
 */
public interface DurableQueue<T extends Record> {

    /**
     * Takes an item over, durably with this step. At the {@link Delivery#bound} the policy says what goes. The item leaves
     * at the next {@link #send}, or when those before it are done.
     */
    void add(T item);

    /**
     * Sends the first item, unless one is open, a pause runs or the station is not online. To be called after {@link #add},
     * when what has to leave before it has been said, and at the block's start; the queue itself goes on after each reply
     * and pause, and when the station comes online.
     */
    void send();

    /** Takes away what need not be said any more; what is on its way at this moment is not held up. */
    void withdraw(Predicate<T> which);

    /** How many wait, with the one that is open. */
    int size();

    /** What waits, the oldest first; to be used at once. */
    Stream<T> items();

    /**
     * Changes all items, also one that was sent: what is said anew when it is repeated.
     *
     * @param revision gives the item as it has to be from now on, the same one when nothing is to be changed
     */
    void reviseAll(UnaryOperator<T> revision);

    /**
     * Changes items that have not been sent: what was stamped by a clock that was wrong.
     *
     * @param revision gives the item as it has to be from now on, the same one when nothing is to be changed
     */
    void reviseUnsent(UnaryOperator<T> revision);
}
