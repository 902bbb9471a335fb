package io.karge.testsystem;

import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.time.TimeSource;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/** A CSMS: an OCPP-J server over WebSocket with security profile 1. Thread-safe. */
public final class CsmsServer implements AutoCloseable {
    private static final String SUBPROTOCOL = "ocpp2.0.1";
    private static final int MAX_MESSAGE = 32_000_000;

    private final Server server;
    private final ServerConnector connector;
    private final @Nullable String password;
    private final CsmsBehaviour behaviour;
    private final TimeSource time;
    private final OcppCodec codec = new OcppCodec(MAX_MESSAGE);
    private final Map<String, CsmsStation> stations = new ConcurrentSkipListMap<>();
    private final CsmsTransactions transactions = new CsmsTransactions();
    private final List<BiConsumer<String, OcppRequest>> observers = new CopyOnWriteArrayList<>();

    /**
     * Makes the server; it listens after {@link #start}.
     *
     * @param port 0 for a free one
     * @param password what every station must present, null when any will do
     */
    public CsmsServer(String host, int port, @Nullable String password, CsmsBehaviour behaviour, TimeSource time) {
        this.password = password;
        this.behaviour = behaviour;
        this.time = time;
        observers.add((station, request) -> {
            if (request instanceof TransactionEventRequest event) {
                transactions.add(station, event);
            }
        });
        QueuedThreadPool threads = new QueuedThreadPool(16, 2);
        threads.setName("csms");
        server = new Server(threads);
        connector = new ServerConnector(server, 1, 1);
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(WebSocketUpgradeHandler.from(server, container -> {
            container.setMaxTextMessageSize(MAX_MESSAGE);
            container.setIdleTimeout(Duration.ZERO);
            container.addMapping("/*", this::accept);
        }));
    }

    /**
     * Begins to listen.
     *
     * @throws Exception when the port is taken
     */
    public void start() throws Exception {
        server.start();
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(connector.getHost(), connector.getLocalPort());
    }

    /** The endpoint URL that a station's {@code csmsUrl} names. */
    public String url() {
        return "ws://" + connector.getHost() + ":" + connector.getLocalPort() + "/ocpp";
    }

    public List<CsmsStation> stations() {
        return List.copyOf(stations.values());
    }

    public Optional<CsmsStation> station(String stationId) {
        return Optional.ofNullable(stations.get(stationId));
    }

    public CsmsTransactions transactions() {
        return transactions;
    }

    /** Tells of each valid request of a station before it is answered, on the server's threads. */
    public void observe(BiConsumer<String, OcppRequest> observer) {
        observers.add(observer);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the CSMS on " + url() + " does not stop", e);
        }
    }

    private @Nullable Object accept(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        String path = request.getHttpURI().getPath();
        String stationId = URLDecoder.decode(
                path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
        if (stationId.isEmpty()) {
            Response.writeError(request, response, callback, 404, "the path ends with the identity of the station");
            return null;
        }
        if (!authenticated(stationId, request.getHeaders().get("Authorization"))) {
            Response.writeError(request, response, callback, 401, "unknown station or wrong password");
            return null;
        }
        if (request.hasSubProtocol(SUBPROTOCOL)) {
            response.setAcceptedSubProtocol(SUBPROTOCOL);
        }
        return new Endpoint(stationId);
    }

    private boolean authenticated(String stationId, @Nullable String authorization) {
        if (password == null) {
            return true;
        }
        String expected = "Basic "
                + Base64.getEncoder().encodeToString((stationId + ":" + password).getBytes(StandardCharsets.UTF_8));
        return expected.equals(authorization);
    }

    /** One WebSocket. A station that connects again takes the place of its older connection. */
    public final class Endpoint implements Session.Listener.AutoDemanding {
        private final String stationId;
        private @Nullable CsmsStation station;

        Endpoint(String stationId) {
            this.stationId = stationId;
        }

        @Override
        public void onWebSocketOpen(Session session) {
            CsmsStation opened = new CsmsStation(
                    stationId,
                    codec,
                    behaviour,
                    (id, request) -> observers.forEach(observer -> observer.accept(id, request)),
                    text -> session.sendText(text, org.eclipse.jetty.websocket.api.Callback.NOOP),
                    time);
            station = opened;
            stations.put(stationId, opened);
        }

        @Override
        public void onWebSocketText(String text) {
            if (station != null) {
                station.received(text);
            }
        }

        @Override
        public void onWebSocketClose(
                int statusCode, @Nullable String reason, org.eclipse.jetty.websocket.api.Callback callback) {
            if (station != null) {
                stations.remove(stationId, station);
                station.closed();
            }
            callback.succeed();
        }
    }
}
