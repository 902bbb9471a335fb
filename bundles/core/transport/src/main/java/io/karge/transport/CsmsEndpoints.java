package io.karge.transport;

/** Where a connection goes, attempt by attempt. Asked on the station's loop. */
@FunctionalInterface
public interface CsmsEndpoints {

    /** The endpoint of the attempt that begins now; when it throws, the message is told as the cause of the failure. */
    WebSocketEndpoint next();

    /**
     * Whether the attempt after a failure begins at once, without a wait: it goes somewhere else, and the back-off spares the
     * CSMS that has failed (Part 4, 5.4). Asked after the listener was told of the failure. The next wait is as long as if
     * nothing had come in between.
     */
    default boolean atOnce() {
        return false;
    }
}
