package io.karge.transport;

/** A connection on its way. */
@FunctionalInterface
public interface WebSocketAttempt {

    /**
     * Gives the attempt up, or drops the connection that it has become; any thread. The listener may still be told of
     * what was already under way.
     */
    void cancel();
}
