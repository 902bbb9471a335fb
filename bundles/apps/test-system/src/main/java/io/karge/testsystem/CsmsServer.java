package io.karge.testsystem;

import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A CSMS: an OCPP-J server over WebSocket with HTTP Basic authentication (Part 4, chapter 3). Thread-safe. */
public final class CsmsServer implements AutoCloseable {
    static final String SUBPROTOCOL = "ocpp2.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(CsmsServer.class);
    private static final int MAX_MESSAGE = 32_000_000;
    private static final int UNAUTHORIZED = 401;

    private final Server server;
    private final ServerConnector connector;
    private final boolean secure;
    private final @Nullable String password;
    private final CsmsBehaviour behaviour;
    private final TimeSource time;
    private final CsmsWatch watch;
    private final OcppCodec codec = new OcppCodec(MAX_MESSAGE);
    private final Map<String, Endpoint> connected = new ConcurrentSkipListMap<>();
    private final CsmsTransactions transactions = new CsmsTransactions();
    private final List<BiConsumer<String, OcppRequest>> observers = new CopyOnWriteArrayList<>();

    /**
     * Makes the server; it listens after {@link #start}.
     *
     * @param port 0 for a free one
     * @param password what every station must present, null when any will do
     */
    public CsmsServer(String host, int port, @Nullable String password, CsmsBehaviour behaviour, TimeSource time) {
        this(host, port, password, behaviour, time, CsmsWatch.NONE);
    }

    /** As the other, with somebody who sees the connections. */
    public CsmsServer(
            String host,
            int port,
            @Nullable String password,
            CsmsBehaviour behaviour,
            TimeSource time,
            CsmsWatch watch) {
        this(host, port, password, behaviour, time, watch, null);
    }

    /**
     * As the other, with TLS.
     *
     * @param tls how it speaks TLS; null for a server without
     */
    public CsmsServer(
            String host,
            int port,
            @Nullable String password,
            CsmsBehaviour behaviour,
            TimeSource time,
            CsmsWatch watch,
            SslContextFactory.@Nullable Server tls) {
        this.secure = tls != null;
        this.password = password;
        this.behaviour = behaviour;
        this.time = time;
        this.watch = watch;
        observers.add((station, request) -> {
            if (request instanceof TransactionEventRequest event) {
                transactions.add(station, event);
            }
        });
        QueuedThreadPool threads = new QueuedThreadPool(16, 2);
        threads.setName("csms");
        server = new Server(threads);
        connector = tls == null
                ? new ServerConnector(server, 1, 1)
                : new ServerConnector(server, 1, 1, secure(tls), new HttpConnectionFactory());
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(WebSocketUpgradeHandler.from(server, container -> {
            container.setMaxTextMessageSize(MAX_MESSAGE);
            container.setIdleTimeout(Duration.ZERO);
            container.setMaxOutgoingFrames(-1); // texts queue behind one another, whoever sends them
            container.addMapping("/*", this::accept);
        }));
    }

    /** Which name the certificate has to tell is the station's business: Jetty must not compare it with the request. */
    private static SslConnectionFactory secure(SslContextFactory.Server tls) {
        SslConnectionFactory factory = new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString());
        factory.setEnsureSecureRequestCustomizer(false);
        return factory;
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
        return (secure ? "wss://" : "ws://") + connector.getHost() + ":" + connector.getLocalPort() + "/ocpp";
    }

    /** The stations that are connected, sorted by id. */
    public List<CsmsStation> stations() {
        return connected.values().stream()
                .flatMap(endpoint -> endpoint.station().stream())
                .toList();
    }

    public Optional<CsmsStation> station(String stationId) {
        return Optional.ofNullable(connected.get(stationId)).flatMap(Endpoint::station);
    }

    /** Sends a text to the station as it is; nothing happens while it is not connected. */
    public void send(String stationId, String text) {
        Optional.ofNullable(connected.get(stationId)).ifPresent(endpoint -> endpoint.send(text));
    }

    /** Closes the station's connection; it may come again at once. */
    public void disconnect(String stationId) {
        Optional.ofNullable(connected.get(stationId))
                .ifPresent(endpoint -> endpoint.end(StatusCode.NORMAL, "closed by the CSMS"));
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
        String stationId = stationId(request.getHttpURI().getPath());
        if (stationId.isEmpty()) {
            Response.writeError(request, response, callback, 404, "the path ends with the identity of the station");
            return null;
        }
        String authorization = request.getHeaders().get("Authorization");
        int status = authenticated(stationId, authorization)
                ? watch.answer(new CsmsHandshake(
                        stationId, request.getHttpURI().getPath(), Optional.ofNullable(authorization), tls(request)))
                : UNAUTHORIZED;
        if (status != CsmsWatch.ADMITTED) {
            refuse(request, response, callback, status);
            return null;
        }
        if (!request.hasSubProtocol(SUBPROTOCOL)) {
            return new Refused();
        }
        response.setAcceptedSubProtocol(SUBPROTOCOL);
        return new Endpoint(stationId);
    }

    private static void refuse(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback, int status) {
        if (status == UNAUTHORIZED) {
            response.getHeaders().put("WWW-Authenticate", "Basic realm=\"csms\"");
            Response.writeError(request, response, callback, status, "unknown station or wrong password");
        } else {
            Response.writeError(request, response, callback, status, "this CSMS takes no connection now");
        }
    }

    private static Optional<CsmsHandshake.Tls> tls(ServerUpgradeRequest request) {
        EndPoint.SslSessionData session =
                request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData();
        if (session == null) {
            return Optional.empty();
        }
        X509Certificate[] certificates = session.peerCertificates();
        return Optional.of(new CsmsHandshake.Tls(
                session.sslSession().getProtocol(),
                session.cipherSuite(),
                certificates == null ? List.of() : List.of(certificates)));
    }

    /** The last segment of the path, decoded; empty when there is none that can be read. */
    private static String stationId(String path) {
        try {
            String last = path.substring(path.lastIndexOf('/') + 1);
            return URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private boolean authenticated(String stationId, @Nullable String authorization) {
        if (password == null) {
            return true;
        }
        String scheme = "Basic ";
        if (authorization == null || !authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
            return false;
        }
        byte[] expected = Base64.getEncoder().encode((stationId + ":" + password).getBytes(StandardCharsets.UTF_8));
        byte[] presented = authorization.substring(scheme.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, presented);
    }

    /** A client that does not speak OCPP 2.0.1: the handshake is completed and the connection closed (Part 4, 3.2). */
    public static final class Refused implements Session.Listener.AutoDemanding {
        @Override
        public void onWebSocketOpen(Session session) {
            session.close(
                    StatusCode.PROTOCOL,
                    "the subprotocol " + SUBPROTOCOL + " is needed",
                    org.eclipse.jetty.websocket.api.Callback.NOOP);
        }
    }

    /** One WebSocket. A station that connects again takes the place of its older connection, which is closed. */
    public final class Endpoint implements Session.Listener.AutoDemanding {
        private final String stationId;

        /** Held while a text is taken and answered: what somebody else sends then comes after the answer. */
        private final ReentrantLock oneAtATime = new ReentrantLock();

        private volatile @Nullable CsmsStation station;
        private volatile @Nullable Session session;

        Endpoint(String stationId) {
            this.stationId = stationId;
        }

        Optional<CsmsStation> station() {
            return Optional.ofNullable(station);
        }

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
            station = new CsmsStation(
                    stationId,
                    codec,
                    behaviour,
                    (id, request) -> observers.forEach(observer -> observer.accept(id, request)),
                    this::send,
                    time);
            Endpoint older = connected.put(stationId, this);
            if (older != null) {
                older.replaced();
            }
            watch.opened(stationId);
        }

        @Override
        public void onWebSocketText(String text) {
            oneAtATime.lock();
            try {
                watch.exchanged(stationId, true, text);
                station().ifPresent(open -> open.received(text));
                watch.taken(stationId);
            } finally {
                oneAtATime.unlock();
            }
        }

        void send(String text) {
            oneAtATime.lock();
            try {
                Session open = session;
                if (open != null) {
                    watch.exchanged(stationId, false, text);
                    open.sendText(text, org.eclipse.jetty.websocket.api.Callback.NOOP);
                }
            } finally {
                oneAtATime.unlock();
            }
        }

        void end(int code, String reason) {
            oneAtATime.lock();
            try {
                Session open = session;
                if (open != null) {
                    open.close(code, reason, org.eclipse.jetty.websocket.api.Callback.NOOP);
                }
            } finally {
                oneAtATime.unlock();
            }
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            if (cause instanceof IOException) {
                LOG.debug("station={} lost its connection", stationId, cause);
            } else {
                LOG.warn("station={} its connection ends: {}", stationId, cause.getMessage());
            }
        }

        @Override
        public void onWebSocketClose(
                int statusCode, @Nullable String reason, org.eclipse.jetty.websocket.api.Callback callback) {
            connected.remove(stationId, this);
            station().ifPresent(CsmsStation::closed);
            callback.succeed();
            if (session != null) {
                watch.closed(stationId);
            }
        }

        private void replaced() {
            station().ifPresent(CsmsStation::closed);
            end(StatusCode.POLICY_VIOLATION, "the station connected again");
        }
    }
}
