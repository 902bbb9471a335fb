package io.karge.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.failure.FailureWords;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.schema.UnicodeText;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of one station to its CSMS (OCPP 2.0.1 Part 4): keeps a WebSocket open, sends one CALL at a time and
 * waits for its answer, hands over the CALLs of the CSMS one after another and sends the answers.
 *
 * <p>It belongs to the station's loop: every method is called there, and there its listeners are told, always in a step
 * of their own. Nothing of an old WebSocket is told after a new one was asked for, except that it is gone.
 */
public final class OcppConnection {

    private static final Logger LOG = LoggerFactory.getLogger(OcppConnection.class);

    /** How long the other side may take to finish a closing handshake. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** After so many warnings about one WebSocket the rest goes to DEBUG. */
    private static final int MAX_WARNINGS = 20;

    static final int NORMAL_CLOSURE = 1000;
    static final int UNSUPPORTED_DATA = 1003;
    static final int NO_CLOSE_FRAME = 1006;

    private final ConnectionContext context;
    private final OcppConnectionListener listener;
    private final BackOff backOff;
    private final CallExchange exchange;
    private @Nullable CsmsEndpoints endpoints;
    private @Nullable Socket socket;
    private @Nullable Retry retry;
    private String lastFailure = "";

    public OcppConnection(ConnectionContext context, OcppConnectionListener listener, FrameTap tap) {
        this.context = context.sound();
        this.listener = listener;
        this.backOff = new BackOff(this.context.settings(), context.random());
        this.exchange = new CallExchange(this.context, listener, tap, new CurrentWire());
    }

    /**
     * Connects now, and again after each loss and each failure, until {@link #close}. Nothing that the endpoints, the
     * connector, the settings or a listener throw ends that: an attempt that cannot begin is a failed attempt.
     *
     * @throws IllegalStateException when it was opened before and not closed
     */
    public void open(CsmsEndpoints endpoints) {
        if (this.endpoints != null) {
            throw new IllegalStateException("The connection of " + context.stationId() + " is open already");
        }
        this.endpoints = endpoints;
        backOff.reset();
        attempt();
    }

    /** Closes the WebSocket and stays offline. Without effect when it is closed. */
    public void close(String reason) {
        endpoints = null;
        drop(reason);
    }

    /** Closes the WebSocket, if any, and connects again at once, for example to another endpoint. */
    public void reconnect(String reason) {
        if (endpoints != null) {
            try {
                drop(reason);
            } finally {
                backOff.reset();
                attempt();
            }
        }
    }

    /** Plans the next ping by the settings as they are now. */
    public void settingsChanged() {
        Socket open = socket;
        if (open != null && open.session != null) {
            open.pings.schedule();
        }
    }

    /** Whether the WebSocket is open. */
    public boolean connected() {
        return socket != null && socket.session != null;
    }

    /** How long it is until the next attempt; empty while none is planned: it is connected, trying or not wanted. */
    public Optional<Duration> untilNextAttempt() {
        return Optional.ofNullable(retry)
                .map(planned -> Duration.ofNanos(
                        Math.max(0, planned.dueNanos - context.time().nanoTime())));
    }

    /** Whether a CALL may be sent now: connected, and no CALL waits for its answer. */
    public boolean idle() {
        return exchange.idle();
    }

    /**
     * Sends a CALL.
     *
     * @throws IllegalStateException when the connection is not {@link #idle}
     */
    public void call(OutgoingCall call) {
        if (!idle()) {
            throw new IllegalStateException("The connection of " + context.stationId() + " is not idle");
        }
        exchange.call(call);
    }

    /** Answers a CALL of the CSMS. Without effect when it was answered before or came over an earlier WebSocket. */
    public void answer(String messageId, ObjectNode payload) {
        exchange.answer(messageId, payload);
    }

    /** Answers a CALL of the CSMS with a CALLERROR, else as {@link #answer}. */
    public void refuse(String messageId, RpcErrorCode code, String description) {
        exchange.refuse(messageId, code, description);
    }

    private void attempt() {
        CsmsEndpoints source = endpoints;
        if (source != null && socket == null) {
            Socket next = new Socket();
            socket = next;
            next.connect(source);
        }
    }

    private void opened(Socket opened, WebSocketSession session) {
        LOG.info("station={} connected url={}", context.stationId(), opened.url);
        opened.session = session;
        backOff.reset();
        lastFailure = "";
        opened.pings.schedule();
        session.readNext();
        listener.connected();
    }

    private void failed(WebSocketFailure failure) {
        socket = null;
        if (!failure.text().equals(lastFailure)) {
            lastFailure = failure.text();
            LOG.info("station={} cannot connect: {}", context.stationId(), printable(failure.text()));
        }
        try {
            listener.attemptFailed(failure);
        } finally {
            if (isNextAtOnce()) {
                attempt();
            } else {
                retryLater();
            }
        }
    }

    private void lost(String cause) {
        Socket gone = Objects.requireNonNull(socket);
        socket = null;
        gone.pings.stop();
        try {
            tellLost(cause, exchange.forget());
        } finally {
            retryLater();
        }
    }

    private void drop(String reason) {
        if (retry != null) {
            retry.cancel();
            retry = null;
        }
        Socket gone = socket;
        socket = null;
        if (gone != null && gone.close(reason)) {
            Runnable tellOpenCall = exchange.forget();
            context.loop().execute(() -> tellLost(reason, tellOpenCall));
        }
    }

    private void tellLost(String cause, Runnable tellOpenCall) {
        String text = printable(cause);
        LOG.info("station={} disconnected: {}", context.stationId(), text);
        try {
            tellOpenCall.run();
        } finally {
            listener.disconnected(text);
        }
    }

    /** What it throws must not end the attempts. */
    private boolean isNextAtOnce() {
        try {
            return endpoints != null && endpoints.atOnce();
        } catch (Throwable e) {
            LOG.error("station={} where the next attempt goes cannot be told", context.stationId(), e);
            return false;
        }
    }

    /** The listener may have closed or reconnected meanwhile. */
    private void retryLater() {
        if (endpoints != null && socket == null && retry == null) {
            Duration wait = backOff.next();
            LOG.debug("station={} connects again in {}", context.stationId(), wait);
            Retry planned = new Retry(context.time().nanoTime() + wait.toNanos());
            planned.timer = after(wait, () -> {
                if (retry == planned) {
                    retry = null;
                    attempt();
                }
            });
            retry = planned;
        }
    }

    private Cancellable after(Duration delay, Runnable task) {
        return context.time().schedule(delay, () -> context.loop().execute(task));
    }

    /** Texts of the other side go to the log on one line and not too long. */
    private static String printable(String text) {
        return UnicodeText.line(text, 300);
    }

    /** The next attempt, planned. */
    private static final class Retry {
        private final long dueNanos;
        private @Nullable Cancellable timer;

        Retry(long dueNanos) {
            this.dueNanos = dueNanos;
        }

        void cancel() {
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    /** What the exchange of CALLs sees of the WebSocket of the moment. */
    private final class CurrentWire implements CallExchange.Wire {
        @Override
        public boolean isOpen() {
            return connected();
        }

        @Override
        public void sendText(String text) {
            if (socket != null && socket.session != null) {
                socket.session.sendText(text);
            }
        }

        @Override
        public void warn(String text) {
            if (socket != null) {
                socket.warn(text);
            }
        }
    }

    /** One WebSocket from the attempt to the end; what it tells counts only while it is the current one. */
    private final class Socket implements WebSocketListener {
        private final PingWatch pings;
        private String url = "";
        private @Nullable WebSocketAttempt attempt;
        private @Nullable WebSocketSession session;
        private @Nullable Cancellable linger;
        private int warnings;

        Socket() {
            this.pings = new PingWatch(
                    context.settings(), (delay, task) -> after(delay, () -> ifCurrent(task)), this::ping, this::silent);
        }

        /** Begins the attempt. One that cannot begin, for whatever reason, ends like every other that fails. */
        void connect(CsmsEndpoints source) {
            try {
                WebSocketEndpoint endpoint = source.next();
                url = endpoint.uri().toString();
                attempt = context.connector().connect(endpoint, this);
            } catch (Throwable e) {
                LOG.debug("station={} an attempt could not begin", context.stationId(), e);
                String csms = url.isEmpty() ? "the CSMS" : "the CSMS at " + url;
                String why = FailureWords.of(e);
                onFailed(WebSocketFailure.of(
                        WebSocketFailure.Kind.NOT_ATTEMPTED, "no attempt to reach " + csms + " could begin: " + why));
            }
        }

        private void ifCurrent(Runnable task) {
            if (socket == this) {
                task.run();
            }
        }

        private void onLoop(Runnable task) {
            context.loop().execute(() -> ifCurrent(task));
        }

        @Override
        public void onOpen(WebSocketSession opened) {
            context.loop().execute(() -> {
                if (socket == this) {
                    opened(this, opened);
                } else {
                    opened.abort();
                }
            });
        }

        @Override
        public void onFailed(WebSocketFailure failure) {
            onLoop(() -> failed(failure));
        }

        @Override
        public void onText(String text) {
            context.entrance().execute(() -> {
                try {
                    ifCurrent(() -> exchange.received(text));
                } finally {
                    readNext();
                }
            });
        }

        /** Also when it is not the current one any more: the end of the closing handshake is to be read. */
        private void readNext() {
            if (session != null) {
                session.readNext();
            }
        }

        @Override
        public void onBinary() {
            context.loop().execute(() -> {
                ifCurrent(() -> {
                    beginClose(UNSUPPORTED_DATA, "OCPP-J messages are text");
                    try {
                        listener.receivedInvalid("a binary message");
                    } finally {
                        lost("the CSMS sent a binary message");
                    }
                });
                readNext();
            });
        }

        @Override
        public void onPong() {
            onLoop(pings::pong);
        }

        @Override
        public void onClosed(int code, String reason) {
            context.loop().execute(() -> {
                if (linger != null) {
                    linger.cancel();
                }
                ifCurrent(() -> lost(
                        code == NO_CLOSE_FRAME ? "connection lost: " + reason : "closed with " + code + ": " + reason));
            });
        }

        private void ping() {
            if (session != null) {
                session.sendPing();
            }
        }

        private void silent() {
            if (session != null) {
                session.abort();
            }
            lost("no pong within " + context.settings().messageTimeout().toSeconds() + " s");
        }

        /** Ends it, and says whether it was open. */
        boolean close(String reason) {
            pings.stop();
            if (session == null) {
                if (attempt != null) {
                    attempt.cancel();
                }
                return false;
            }
            beginClose(NORMAL_CLOSURE, reason);
            return true;
        }

        private void beginClose(int code, String reason) {
            WebSocketSession open = session;
            if (open != null) {
                open.close(code, reason);
                linger = context.time().schedule(CLOSE_TIMEOUT, open::abort);
            }
        }

        void warn(String text) {
            if (warnings++ < MAX_WARNINGS) {
                LOG.warn("station={} {}", context.stationId(), printable(text));
            } else {
                LOG.debug("station={} {}", context.stationId(), printable(text));
            }
        }
    }
}
