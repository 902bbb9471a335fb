package io.karge.transport.internal;

import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketListener;
import io.karge.transport.WebSocketSession;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.JettyUpgradeListener;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket between Jetty and the listener: tells of one end exactly once, whatever Jetty reports, and refuses a
 * server that did not choose our subprotocol. Public only because Jetty calls it.
 */
public final class JettySocket implements Session.Listener, JettyUpgradeListener, WebSocketSession {

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int MAX_REASON_BYTES = 123;

    /** More than the answers and pings that wait at any time for a CSMS that reads. */
    private static final int MAX_OUTGOING_FRAMES = 128;

    private enum State {
        CONNECTING,
        OPEN,
        ENDED
    }

    private final WebSocketEndpoint endpoint;
    private final WebSocketListener listener;
    private final Runnable onEnd;
    private final AtomicReference<State> state = new AtomicReference<>(State.CONNECTING);
    private volatile boolean cancelled;
    private volatile int handshakeStatus;
    private volatile @Nullable String handshakeProtocol;
    private final AtomicReference<@Nullable Throwable> error = new AtomicReference<>();
    private volatile @Nullable Session session;
    private volatile @Nullable Request handshake;

    JettySocket(WebSocketEndpoint endpoint, WebSocketListener listener, Runnable onEnd) {
        this.endpoint = endpoint;
        this.listener = listener;
        this.onEnd = onEnd;
    }

    @Override
    public void onHandshakeRequest(Request request) {
        handshake = request;
        request.idleTimeout(endpoint.handshakeTimeout().toMillis(), TimeUnit.MILLISECONDS);
        if (cancelled) {
            abort(request);
        }
    }

    @Override
    public void onHandshakeResponse(Request request, Response response) {
        handshakeStatus = response.getStatus();
        handshakeProtocol = response.getHeaders().get("Sec-WebSocket-Protocol");
    }

    /** The attempt ended without a WebSocket. */
    void failed(Throwable failure) {
        if (state.compareAndSet(State.CONNECTING, State.ENDED)) {
            boolean agreed = TlsProgress.isAgreed(handshake);
            Throwable reason = TlsProgress.reason(handshake, failure);
            closeHandshake();
            onEnd.run();
            listener.onFailed(Failures.of(endpoint, handshakeStatus, handshakeProtocol, agreed, reason));
        }
    }

    /** When Jetty finds fault with the server's 101 it leaves the connection open. */
    private void closeHandshake() {
        Request failed = handshake;
        Connection connection = failed == null ? null : failed.getConnection();
        if (connection != null && session == null && handshakeStatus == SWITCHING_PROTOCOLS) {
            connection.close();
        }
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        opened.setMaxTextMessageSize(endpoint.maxMessageBytes());
        opened.setMaxBinaryMessageSize(endpoint.maxMessageBytes());
        opened.setMaxFrameSize(endpoint.maxMessageBytes());
        opened.setMaxOutgoingFrames(MAX_OUTGOING_FRAMES);
        if (!WebSocketEndpoint.SUBPROTOCOL.equals(handshakeProtocol)) {
            opened.close(PROTOCOL_ERROR, "the subprotocol is " + WebSocketEndpoint.SUBPROTOCOL, Callback.NOOP);
            failed(new IllegalStateException("wrong subprotocol"));
            opened.demand();
        } else if (cancelled) {
            opened.disconnect();
        } else if (state.compareAndSet(State.CONNECTING, State.OPEN)) {
            listener.onOpen(this);
        }
    }

    @Override
    public void onWebSocketText(String text) {
        listener.onText(text);
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        listener.onBinary();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        listener.onPong();
        readNext();
    }

    /** The first one says why; those after it say that the connection has gone. */
    @Override
    public void onWebSocketError(Throwable cause) {
        error.compareAndSet(null, cause);
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        callback.succeed();
        State before = state.getAndSet(State.ENDED);
        if (before != State.ENDED) {
            onEnd.run();
        }
        if (before == State.OPEN) {
            listener.onClosed(code, describe(reason));
        } else if (before == State.CONNECTING) {
            listener.onFailed(Failures.of(
                    endpoint,
                    handshakeStatus,
                    handshakeProtocol,
                    false,
                    new IllegalStateException("closed with code " + code)));
        }
    }

    private String describe(@Nullable String reason) {
        Throwable cause = error.get();
        if (reason != null && !reason.isEmpty()) {
            return reason;
        }
        return cause == null ? "" : Failures.describe(cause);
    }

    @Override
    public void sendText(String text) {
        Session open = session;
        if (open != null) {
            open.sendText(text, closeOnFailure());
        }
    }

    @Override
    public void sendPing() {
        Session open = session;
        if (open != null) {
            open.sendPing(ByteBuffer.allocate(0), closeOnFailure());
        }
    }

    private Callback closeOnFailure() {
        return Callback.from(() -> {}, failure -> {
            onWebSocketError(failure);
            abort();
        });
    }

    @Override
    public void readNext() {
        Session open = session;
        if (open != null && state.get() != State.ENDED) {
            open.demand();
        }
    }

    @Override
    public void close(int code, String reason) {
        Session open = session;
        if (open != null) {
            open.close(code, shortened(reason), Callback.NOOP);
        }
    }

    @Override
    public void abort() {
        cancelled = true;
        Request underWay = handshake;
        if (underWay != null && state.get() == State.CONNECTING) {
            abort(underWay);
        }
        Session open = session;
        if (open != null) {
            open.disconnect();
        }
    }

    private static void abort(Request handshake) {
        Future<Boolean> unused = handshake.abort(new CancellationException());
    }

    /** A close frame has room for so many bytes only (RFC 6455, 5.5). */
    private static String shortened(String reason) {
        String cut = reason;
        while (cut.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}
