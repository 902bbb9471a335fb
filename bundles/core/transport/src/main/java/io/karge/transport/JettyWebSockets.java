package io.karge.transport;

import io.karge.transport.internal.JettyWebSocketConnector;

/** The gateway's own WebSockets for programs without OSGi, which gives them to the others as a service. */
public final class JettyWebSockets implements WebSocketConnector, AutoCloseable {
    private final JettyWebSocketConnector connector;

    /** Starts its threads. */
    public JettyWebSockets() throws Exception {
        connector = new JettyWebSocketConnector();
    }

    @Override
    public WebSocketAttempt connect(WebSocketEndpoint endpoint, WebSocketListener listener) {
        return connector.connect(endpoint, listener);
    }

    /** Drops all connections and ends the threads. */
    @Override
    public void close() throws Exception {
        connector.close();
    }
}
