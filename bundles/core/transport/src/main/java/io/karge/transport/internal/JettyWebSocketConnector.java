package io.karge.transport.internal;

import io.karge.transport.WebSocketAttempt;
import io.karge.transport.WebSocketConnector;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketListener;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** WebSockets with Jetty: all stations share its selector and its thread pool. */
@Component(service = WebSocketConnector.class)
public final class JettyWebSocketConnector implements WebSocketConnector {

    private final JettyClients clients = new JettyClients();

    @Activate
    public JettyWebSocketConnector() throws Exception {
        clients.start();
    }

    /** Drops all connections. */
    @Deactivate
    public void close() throws Exception {
        clients.stop();
    }

    JettyClients clients() {
        return clients;
    }

    @Override
    public WebSocketAttempt connect(WebSocketEndpoint endpoint, WebSocketListener listener) {
        try {
            return connect(endpoint, listener, clients.lease(endpoint.tls()));
        } catch (RuntimeException e) {
            clients.execute(() -> listener.onFailed(Failures.of(endpoint, 0, null, false, e)));
            return () -> {};
        }
    }

    private WebSocketAttempt connect(WebSocketEndpoint endpoint, WebSocketListener listener, JettyClients.Lease lease) {
        JettySocket socket = new JettySocket(endpoint, listener, lease::close);
        try {
            CompletableFuture<?> unused = clients.client()
                    .connect(socket, upgradeRequest(endpoint, lease), socket)
                    .whenComplete((opened, failure) -> {
                        if (failure != null) {
                            socket.failed(failure);
                        }
                    });
        } catch (Throwable e) { // an Error too gives the lease back
            clients.execute(() -> socket.failed(e));
        }
        return socket::abort;
    }

    private static ClientUpgradeRequest upgradeRequest(WebSocketEndpoint endpoint, JettyClients.Lease lease) {
        ClientUpgradeRequest request = new ClientUpgradeRequest(endpoint.uri());
        request.setSubProtocols(WebSocketEndpoint.SUBPROTOCOL);
        request.setTimeout(endpoint.handshakeTimeout().toMillis(), TimeUnit.MILLISECONDS);
        Object tag = lease.tag();
        if (tag != null) {
            request.tag(tag);
        }
        byte[] password = endpoint.password();
        if (password != null) {
            request.setHeader("Authorization", "Basic " + credentials(endpoint.stationId(), password));
        }
        return request;
    }

    private static String credentials(String user, byte[] password) {
        byte[] prefix = (user + ":").getBytes(StandardCharsets.UTF_8);
        byte[] both = new byte[prefix.length + password.length];
        System.arraycopy(prefix, 0, both, 0, prefix.length);
        System.arraycopy(password, 0, both, prefix.length, password.length);
        return Base64.getEncoder().encodeToString(both);
    }
}
