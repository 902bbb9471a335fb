package io.karge.transport.internal;

import io.karge.transport.TlsSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ClientConnector;
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
 * The Jetty clients: one for all stations without TLS settings of their own, and one per TLS settings while somebody uses
 * it. All share one pool of threads, one timer and one pool of buffers.
 */
final class JettyClients {

    private static final Logger LOG = LoggerFactory.getLogger(JettyClients.class);

    private static final int MAX_THREADS = 64;

    /** Many stations connect to the same CSMS; one that does not answer must not hold up the others. */
    private static final int MAX_CONNECTIONS = 100_000;

    /**
     * How long a connection is kept that became no WebSocket: its handshake failed, or Jetty opened one too many. Shorter
     * than any wait before the next try, which it would hold up if the other side had gone without a word.
     */
    private static final Duration IDLE_HTTP = Duration.ofMillis(500);

    private final QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 2);
    private final Scheduler timer = new ScheduledExecutorScheduler("karge-websocket-timer", true);
    private final ByteBufferPool buffers = new ArrayByteBufferPool();
    private final Map<TlsSettings, Shared> byTls = new HashMap<>();
    private @Nullable WebSocketClient plain;

    /** A client in use. */
    interface Lease {
        WebSocketClient client();

        /** Gives it back; without effect the second time. */
        void close();
    }

    void start() throws Exception {
        threads.setName("karge-websocket");
        threads.setDaemon(true);
        threads.start();
        timer.start();
        plain = newClient(null);
    }

    void stop() throws Exception {
        LifeCycle.stop(plain);
        synchronized (byTls) {
            byTls.values().forEach(shared -> LifeCycle.stop(shared.client));
            byTls.clear();
        }
        timer.stop();
        threads.stop();
    }

    void execute(Runnable task) {
        threads.execute(task);
    }

    Lease lease(@Nullable TlsSettings tls) {
        WebSocketClient shared = plain;
        if (shared == null) {
            throw new IllegalStateException("The WebSocket client was not started");
        }
        return tls == null ? new Permanent(shared) : leaseFor(tls);
    }

    private Lease leaseFor(TlsSettings tls) {
        synchronized (byTls) {
            Shared shared = byTls.computeIfAbsent(tls, settings -> new Shared(settings, newClient(settings)));
            shared.users++;
            return new Counted(shared);
        }
    }

    private void release(Shared shared) {
        synchronized (byTls) {
            shared.users--;
            if (shared.users == 0) {
                byTls.remove(shared.tls);
                threads.execute(() -> LifeCycle.stop(shared.client));
            }
        }
    }

    private WebSocketClient newClient(@Nullable TlsSettings tls) {
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        connector.setExecutor(threads);
        connector.setScheduler(timer);
        connector.setByteBufferPool(buffers);
        connector.setSslContextFactory(sslContextFactory(tls));
        HttpClient http = new HttpClient(new HttpClientTransportOverHTTP(connector));
        http.setFollowRedirects(false);
        http.setMaxConnectionsPerDestination(MAX_CONNECTIONS);
        http.setMaxRequestsQueuedPerDestination(MAX_CONNECTIONS);
        try {
            http.start(); // first, or the WebSocket client makes threads and buffers of its own
            WebSocketClient client = new WebSocketClient(http);
            client.addBean(http, true);
            client.setIdleTimeout(Duration.ZERO);
            http.setIdleTimeout(IDLE_HTTP.toMillis()); // after the above, which sets it too
            client.setStopTimeout(0);
            client.start();
            return client;
        } catch (Exception e) {
            LOG.error("The WebSocket client does not start", e);
            throw new IllegalStateException("The WebSocket client does not start", e);
        }
    }

    private static SslContextFactory.Client sslContextFactory(@Nullable TlsSettings tls) {
        SslContextFactory.Client factory = new SslContextFactory.Client();
        factory.setEndpointIdentificationAlgorithm("HTTPS");
        if (tls != null) {
            factory.setSslContext(tls.context());
            factory.setExcludeProtocols();
            factory.setIncludeProtocols(tls.protocols().toArray(String[]::new));
            factory.setExcludeCipherSuites();
            factory.setIncludeCipherSuites(tls.cipherSuites().toArray(String[]::new));
        }
        return factory;
    }

    private record Permanent(WebSocketClient client) implements Lease {
        @Override
        public void close() {}
    }

    private static final class Shared {
        private final TlsSettings tls;
        private final WebSocketClient client;
        private int users;

        Shared(TlsSettings tls, WebSocketClient client) {
            this.tls = tls;
            this.client = client;
        }
    }

    private final class Counted implements Lease {
        private final Shared shared;
        private boolean closed;

        Counted(Shared shared) {
            this.shared = shared;
        }

        @Override
        public WebSocketClient client() {
            return shared.client;
        }

        @Override
        public void close() {
            synchronized (byTls) {
                if (!closed) {
                    closed = true;
                    release(shared);
                }
            }
        }
    }
}
