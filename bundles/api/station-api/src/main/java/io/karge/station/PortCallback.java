package io.karge.station;

/**
 * Takes the reply to what one block asks another through a port. The runtime stands between the two: the asker is called
 * on the loop, exactly once, now or later; with {@link Reply.Failed} when the block that was asked fails or leaves
 * first; and not at all when the asker itself has left. A second reply is dropped.
 */
@FunctionalInterface
public interface PortCallback<T> {

    void reply(Reply<T> reply);

    /** Replies with a result; for the block that was asked. */
    default void answer(T result) {
        reply(new Reply.Answered<>(result));
    }
}
