package io.karge.transport.internal;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.jspecify.annotations.Nullable;

/** How far a handshake of TLS got. JSSE's exceptions do not tell. */
final class TlsProgress {
    private static final String NOT_AGREED = "SSL_NULL_WITH_NULL_NULL";

    private TlsProgress() {}

    /** Whether the server has chosen version and cipher suite for the connection of this request. */
    static boolean isAgreed(@Nullable Request request) {
        if (request != null
                && request.getConnection() instanceof Connection connection
                && connection.getEndPoint() instanceof SslConnection.SslEndPoint tls) {
            SSLEngine engine = tls.getSslConnection().getSSLEngine();
            return isAgreed(engine.getHandshakeSession()) || isAgreed(engine.getSession());
        }
        return false;
    }

    private static boolean isAgreed(@Nullable SSLSession session) {
        return session != null && !session.getCipherSuite().equals(NOT_AGREED);
    }
}
