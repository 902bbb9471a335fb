package io.karge.conformance;

import io.karge.driver.testkit.VirtualTime;
import io.karge.security.testkit.Credentials;
import io.karge.transport.TlsSettings;
import io.karge.transport.WebSocketAttempt;
import io.karge.transport.WebSocketConnector;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketListener;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * The way to hosts of a CSMS that show a certificate each: both sides' TLS shakes hands in memory, and the CSMS gets the
 * stations that trust the host. A host without a certificate is not there for TLS.
 */
final class TlsHosts implements WebSocketConnector {
    private final VirtualTime time;
    private final Map<String, Credentials> hosts;
    private final WebSocketConnector csms;
    /** The URLs, attempt by attempt, to which a station was let. */
    final List<String> reached = new ArrayList<>();

    TlsHosts(VirtualTime time, Map<String, Credentials> hosts, WebSocketConnector csms) {
        this.time = time;
        this.hosts = hosts;
        this.csms = csms;
    }

    @Override
    public WebSocketAttempt connect(WebSocketEndpoint endpoint, WebSocketListener listener) {
        TlsSettings tls = endpoint.tls();
        Credentials host = hosts.get(endpoint.uri().getHost());
        try {
            if (tls != null && host != null) {
                shakeHands(station(tls), server(host));
            } else if (tls != null) {
                throw new SSLException("nobody is there");
            }
        } catch (SSLException e) {
            WebSocketFailure failure = WebSocketFailure.of(WebSocketFailure.Kind.CERTIFICATE, String.valueOf(e));
            time.schedule(Duration.ZERO, () -> listener.onFailed(failure));
            return () -> {};
        }
        reached.add(endpoint.uri().toString());
        return csms.connect(endpoint, listener);
    }

    private static SSLEngine station(TlsSettings tls) {
        SSLEngine engine = tls.context().createSSLEngine();
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(tls.protocols().toArray(String[]::new));
        engine.setEnabledCipherSuites(tls.cipherSuites().toArray(String[]::new));
        return engine;
    }

    private static SSLEngine server(Credentials host) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(host.keyStore(), Credentials.PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(false);
            return engine;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java speaks no TLS", e);
        }
    }

    private static void shakeHands(SSLEngine station, SSLEngine server) throws SSLException {
        station.beginHandshake();
        server.beginHandshake();
        ByteBuffer toServer = ByteBuffer.allocate(100_000);
        ByteBuffer toStation = ByteBuffer.allocate(100_000);
        while (isUnderWay(station) || isUnderWay(server)) {
            goOn(station, toStation, toServer);
            goOn(server, toServer, toStation);
        }
    }

    private static boolean isUnderWay(SSLEngine engine) {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void goOn(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
            case NEED_UNWRAP -> {
                in.flip();
                engine.unwrap(in, ByteBuffer.allocate(50_000));
                in.compact();
            }
            default -> {}
        }
    }
}
