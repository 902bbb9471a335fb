package io.karge.transport;

/** Opens WebSockets to CSMSs, an OSGi service shared by all stations. Thread-safe. */
public interface WebSocketConnector {

    /**
     * Starts to connect and returns at once. The listener is told either {@code onFailed}, once, or {@code onOpen} and at
     * the end {@code onClosed}, once; never inside this call. Redirects are not followed; a server that answers with
     * another subprotocol than {@link WebSocketEndpoint#SUBPROTOCOL}, or with none, is refused.
     */
    WebSocketAttempt connect(WebSocketEndpoint endpoint, WebSocketListener listener);
}
