package io.karge.transport.internal;

import java.nio.channels.ClosedChannelException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.jspecify.annotations.Nullable;

/** How far a handshake of TLS got, and why it failed. Thread-safe. */
final class TlsProgress {
    private static final String NOT_AGREED = "SSL_NULL_WITH_NULL_NULL";

    /** Of the handshakes that failed, as long as their connections are known to anybody. */
    private static final Map<SSLEngine, Throwable> FAILURES = Collections.synchronizedMap(new WeakHashMap<>());

    private TlsProgress() {}

    /** Remembers why the handshake of this connection fails, if it does. */
    static void watch(SslConnection connection) {
        connection.addHandshakeListener(new SslHandshakeListener() {
            @Override
            public void handshakeFailed(Event event, Throwable failure) {
                failed(event.getSSLEngine(), failure);
            }
        });
    }

    /** The handshake of this engine failed. */
    static void failed(SSLEngine engine, Throwable failure) {
        FAILURES.putIfAbsent(engine, failure);
    }

    /**
     * Why an attempt failed that Jetty says to have failed so. A handshake that fails closes the connection, and what waits to
     * be written on it may hear of that first.
     */
    static Throwable reason(@Nullable Request request, Throwable failure) {
        return engine(request).map(engine -> reason(engine, failure)).orElse(failure);
    }

    /** The same of the engine that the attempt had. */
    static Throwable reason(SSLEngine engine, Throwable failure) {
        Throwable known = failure instanceof ClosedChannelException ? FAILURES.get(engine) : null;
        return known == null ? failure : known;
    }

    /** Whether the server has chosen version and cipher suite for the connection of this request. JSSE's exceptions do not tell. */
    static boolean isAgreed(@Nullable Request request) {
        return engine(request)
                .filter(engine -> isAgreed(engine.getHandshakeSession()) || isAgreed(engine.getSession()))
                .isPresent();
    }

    private static Optional<SSLEngine> engine(@Nullable Request request) {
        return request != null
                        && request.getConnection() instanceof Connection connection
                        && connection.getEndPoint() instanceof SslConnection.SslEndPoint tls
                ? Optional.of(tls.getSslConnection().getSSLEngine())
                : Optional.empty();
    }

    private static boolean isAgreed(@Nullable SSLSession session) {
        return session != null && !session.getCipherSuite().equals(NOT_AGREED);
    }
}
