package io.karge.transport.internal;

import io.karge.transport.TlsSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.IdleTimeout;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one Jetty client of all stations, with one selector and one bounded pool of threads, however many TLS settings there
 * are. Jetty keeps connections by destination, and a destination is told apart by scheme, address and the tag of the
 * request: the tag of a station with TLS settings of its own is what speaks TLS for these settings. It is there while
 * somebody uses the settings.
 */
final class JettyClients {

    private static final Logger LOG = LoggerFactory.getLogger(JettyClients.class);

    private static final int MAX_THREADS = 64;

    private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

    /** Many stations connect to the same CSMS; one that does not answer must not hold up the others. */
    private static final int MAX_CONNECTIONS = 100_000;

    /** Octets of the headers of an answer; without a bound those of one CSMS could fill the memory. */
    private static final int MAX_HEADERS = 64 << 10;

    /**
     * A connection whose handshake failed is closed: the next try would have to wait for it if the other side had gone
     * without a word.
     */
    private static final int HANDSHAKES_OF_A_CONNECTION = 1;

    /**
     * How long a connection is kept on which nothing moves: its attempt has ended, or Jetty opened one too many. Longer than a
     * busy machine, to which many stations come back at once, takes from the connection to its first octet.
     */
    private static final Duration IDLE_HTTP = Duration.ofSeconds(3);

    /** How long a connection may take until there is TLS to speak on it: the first time on a small machine that is seconds. */
    private static final Duration BEGINNING = Duration.ofSeconds(30);

    private final QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 2);
    private final Scheduler timer = new ScheduledExecutorScheduler("karge-websocket-timer", true);
    private final ByteBufferPool buffers = new ArrayByteBufferPool();
    private final Map<TlsSettings, Tls> byTls = new HashMap<>();
    private @Nullable WebSocketClient client;

    /** The use of the client by one attempt and the WebSocket that comes of it. */
    interface Lease {
        /** The tag for the handshake request, null for the TLS of the JVM. */
        @Nullable
        Object tag();

        /** Gives it back; without effect the second time. */
        void close();
    }

    void start() throws Exception {
        threads.setName("karge-websocket");
        threads.setDaemon(true);
        threads.setIdleTimeout(Math.toIntExact(IDLE_THREAD.toMillis()));
        threads.setMaxEvictCount(MAX_THREADS);
        threads.start();
        timer.start();
        client = newClient();
    }

    void stop() throws Exception {
        LifeCycle.stop(client);
        synchronized (byTls) {
            byTls.values().forEach(tls -> LifeCycle.stop(tls.factory));
            byTls.clear();
        }
        timer.stop();
        threads.stop();
    }

    void execute(Runnable task) {
        threads.execute(task);
    }

    WebSocketClient client() {
        WebSocketClient started = client;
        if (started == null) {
            throw new IllegalStateException("The WebSocket client was not started");
        }
        return started;
    }

    /** How many TLS settings are in use. */
    int tlsSettingsInUse() {
        synchronized (byTls) {
            return byTls.size();
        }
    }

    /** How many threads of the pool are kept for selectors, and not for work. */
    int leasedThreads() {
        return threads.getLeasedThreads();
    }

    /** How many addresses the client knows, each once per TLS settings. */
    int destinations() {
        return client().getHttpClient().getDestinations().size();
    }

    /** Throws when nothing that the settings allow is there to speak TLS with. */
    Lease lease(@Nullable TlsSettings settings) {
        if (settings == null) {
            return new OfTheJvm();
        }
        synchronized (byTls) {
            Tls tls = byTls.computeIfAbsent(settings, Tls::new);
            tls.users++;
            return new Counted(tls);
        }
    }

    private void release(Tls tls) {
        tls.users--;
        if (tls.users == 0) {
            byTls.remove(tls.settings);
            threads.execute(() -> end(tls));
        }
    }

    private void end(Tls tls) {
        HttpClient http = client().getHttpClient();
        for (Destination destination : http.getDestinations()) {
            if (destination.getOrigin().getTag() == tls) {
                http.removeDestination(destination);
                LifeCycle.stop(destination);
            }
        }
        LifeCycle.stop(tls.factory);
    }

    private WebSocketClient newClient() {
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        connector.setExecutor(threads);
        connector.setScheduler(timer);
        connector.setByteBufferPool(buffers);
        SslContextFactory.Client ofTheJvm = new SslContextFactory.Client();
        ofTheJvm.setEndpointIdentificationAlgorithm("HTTPS");
        connector.setSslContextFactory(ofTheJvm);
        HttpClient http = new HttpClient(new Transport(connector));
        http.setFollowRedirects(false);
        http.setMaxResponseHeadersSize(MAX_HEADERS);
        http.setMaxConnectionsPerDestination(MAX_CONNECTIONS);
        http.setMaxRequestsQueuedPerDestination(MAX_CONNECTIONS);
        try {
            http.start(); // first, or the WebSocket client makes threads and buffers of its own
            WebSocketClient made = new WebSocketClient(http);
            made.addBean(http, true);
            made.setIdleTimeout(Duration.ZERO);
            http.setIdleTimeout(BEGINNING.toMillis()); // after the above, which sets it too
            made.setStopTimeout(0);
            made.start();
            return made;
        } catch (Exception e) {
            LOG.error("The WebSocket client does not start", e);
            throw new IllegalStateException("The WebSocket client does not start", e);
        }
    }

    /** Gives each destination the TLS of its tag. */
    private static final class Transport extends HttpClientTransportOverHTTP {
        Transport(ClientConnector connector) {
            super(connector);
            setConnectionPoolFactory(destination -> {
                DuplexConnectionPool pool = new DuplexConnectionPool(destination, MAX_CONNECTIONS);
                pool.setMaxUsage(HANDSHAKES_OF_A_CONNECTION);
                return pool;
            });
        }

        /** The last that is made of a connection: from now on it counts as idle. */
        @Override
        public Connection newConnection(EndPoint endPoint, Map<String, Object> context) throws IOException {
            Connection made = super.newConnection(endPoint, context);
            EndPoint channel = endPoint;
            if (endPoint instanceof SslConnection.SslEndPoint tls) {
                TlsProgress.watch(tls.getSslConnection());
                channel = tls.getSslConnection().getEndPoint();
            }
            if (channel instanceof IdleTimeout beginning) {
                beginning.notIdle(); // or the time until now would count
            }
            channel.setIdleTimeout(IDLE_HTTP.toMillis());
            return made;
        }

        @Override
        public Destination newDestination(Origin origin) {
            return new HttpDestination(getHttpClient(), origin) {
                @Override
                public SslContextFactory.@Nullable Client resolveSslContextFactory() {
                    return isSecure() && getOrigin().getTag() instanceof Tls tls
                            ? tls.factory
                            : super.resolveSslContextFactory();
                }
            };
        }
    }

    /** What speaks TLS for the stations that use the same settings. */
    private static final class Tls {
        private final TlsSettings settings;
        private final SslContextFactory.Client factory = new ByItsTrustManager();
        private int users;

        Tls(TlsSettings settings) {
            this.settings = settings;
            factory.setSslContext(settings.context());
            factory.setEndpointIdentificationAlgorithm(null);
            factory.setExcludeProtocols();
            factory.setIncludeProtocols(settings.protocols().toArray(String[]::new));
            factory.setExcludeCipherSuites();
            factory.setIncludeCipherSuites(settings.cipherSuites().toArray(String[]::new));
            LifeCycle.start(factory);
        }
    }

    /** The trust manager of the context looks at the name of the server: that nothing else does is no mistake to warn of. */
    private static final class ByItsTrustManager extends SslContextFactory.Client {
        @Override
        protected void checkEndPointIdentificationAlgorithm() {}
    }

    private record OfTheJvm() implements Lease {
        @Override
        public @Nullable Object tag() {
            return null;
        }

        @Override
        public void close() {}
    }

    private final class Counted implements Lease {
        private final Tls tls;
        private boolean closed;

        Counted(Tls tls) {
            this.tls = tls;
        }

        @Override
        public Object tag() {
            return tls;
        }

        @Override
        public void close() {
            synchronized (byTls) {
                if (!closed) {
                    closed = true;
                    release(tls);
                }
            }
        }
    }
}
