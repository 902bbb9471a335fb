package io.karge.transport.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** A real WebSocket server on a free port of the loopback. */
final class TestServer implements AutoCloseable {

    final BlockingQueue<ServerSocket> sockets = new LinkedBlockingQueue<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<String> clientNames = new CopyOnWriteArrayList<>();
    volatile int status;
    volatile String subprotocol = "ocpp2.0.1";
    private final Server server = new Server();
    private final ServerConnector connector;
    private final boolean secure;

    TestServer() throws Exception {
        this(null);
    }

    TestServer(SslContextFactory.Server tls) throws Exception {
        secure = tls != null;
        connector = tls == null ? new ServerConnector(server) : new ServerConnector(server, tls);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        WebSocketUpgradeHandler upgrade = WebSocketUpgradeHandler.from(server, container -> {
            container.setMaxTextMessageSize(100_000_000);
            container.setMaxFrameSize(100_000_000);
            container.setIdleTimeout(Duration.ZERO);
            container.addMapping("/*", (request, response, callback) -> {
                acceptSubprotocol(response);
                return new ServerSocket(sockets);
            });
        });
        upgrade.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                return false;
            }
        });
        server.setHandler(new Handler.Wrapper(upgrade) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                requests.add(request.getHttpURI().getPathQuery() + " "
                        + request.getHeaders().get("Authorization") + " "
                        + request.getHeaders().get("Sec-WebSocket-Protocol"));
                noteClient(request.getConnectionMetaData().getConnection().getEndPoint());
                if (status == 0) {
                    return super.handle(request, response, callback);
                }
                response.setStatus(status);
                response.getHeaders().put("Location", "ws://127.0.0.1:" + port() + "/elsewhere");
                response.getHeaders().put("WWW-Authenticate", "Basic realm=\"x\"");
                callback.succeeded();
                return true;
            }
        });
        server.start();
    }

    private void noteClient(EndPoint endPoint) {
        EndPoint.SslSessionData tls = endPoint.getSslSessionData();
        if (tls != null && tls.peerCertificates() != null && tls.peerCertificates().length > 0) {
            clientNames.add(tls.peerCertificates()[0].getSubjectX500Principal().getName());
        }
    }

    private void acceptSubprotocol(ServerUpgradeResponse response) {
        if (!subprotocol.isEmpty()) {
            response.setAcceptedSubProtocol(subprotocol);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    String url() {
        return (secure ? "wss" : "ws") + "://127.0.0.1:" + port() + "/ocpp";
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    /** The server's end of a WebSocket. */
    public static final class ServerSocket implements Session.Listener.AutoDemanding {
        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
        private final BlockingQueue<ServerSocket> opened;
        volatile Session session;

        ServerSocket(BlockingQueue<ServerSocket> opened) {
            this.opened = opened;
        }

        @Override
        public void onWebSocketOpen(Session session) {
            this.session = session;
            opened.add(this);
        }

        @Override
        public void onWebSocketText(String message) {
            texts.add(message);
        }

        @Override
        public void onWebSocketClose(int statusCode, String reason, org.eclipse.jetty.websocket.api.Callback callback) {
            closed.add(statusCode + " " + reason);
            callback.succeed();
        }
    }
}
