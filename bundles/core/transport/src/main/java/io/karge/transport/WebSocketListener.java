package io.karge.transport;

/**
 * Hears of one WebSocket. Called on threads of the connector, one call at a time; each method returns at once, usually
 * by posting to the station's loop, and does not throw.
 */
public interface WebSocketListener {

    /** The handshake succeeded. Nothing is read until {@link WebSocketSession#readNext}. */
    void onOpen(WebSocketSession session);

    /** The handshake failed; nothing follows. */
    void onFailed(WebSocketFailure failure);

    /** A whole text message came. The next is read after {@link WebSocketSession#readNext}. */
    void onText(String text);

    /** A binary message came, which OCPP-J does not know; its content is dropped. */
    void onBinary();

    /** The answer to a ping came. */
    void onPong();

    /**
     * The connection is gone, after {@link #onOpen}; nothing follows.
     *
     * @param code the close code of RFC 6455, 7.4; 1006 when there was no closing handshake
     * @param reason as the other side, or the cause on this side, put it
     */
    void onClosed(int code, String reason);
}
