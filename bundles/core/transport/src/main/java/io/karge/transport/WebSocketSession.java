package io.karge.transport;

/**
 * An open WebSocket. All methods may be called on any thread, never block and never throw; on a socket that is gone they
 * do nothing. Whatever fails ends the connection and is told as {@link WebSocketListener#onClosed}.
 */
public interface WebSocketSession {

    /** Sends a text message after those that were sent before. */
    void sendText(String text);

    /** Sends a ping; {@link WebSocketListener#onPong} tells of the answer. */
    void sendPing();

    /**
     * Takes the next message when it comes. Called once after the opening and once after each message: at most one
     * message per connection waits to be handled, and a peer that sends faster is held up by its own socket.
     */
    void readNext();

    /** Starts the closing handshake. Whoever does not want to wait for the other side calls {@link #abort} later. */
    void close(int code, String reason);

    /** Drops the connection at once, without a closing handshake. */
    void abort();
}
