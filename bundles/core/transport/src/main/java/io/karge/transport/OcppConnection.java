package io.karge.transport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.ocpp.Frame;
import io.karge.ocpp.FrameReading;
import io.karge.ocpp.RpcErrorCode;
import io.karge.time.TimeSource.Cancellable;
import io.karge.transport.FrameTap.Direction;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
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
    private final FrameTap tap;
    private final BackOff backOff;
    private final IncomingCalls incoming = new IncomingCalls();
    private @Nullable Supplier<WebSocketEndpoint> endpoints;
    private @Nullable Socket socket;
    private @Nullable Retry retry;
    private @Nullable OpenCall openCall;
    private String lastFailure = "";

    public OcppConnection(ConnectionContext context, OcppConnectionListener listener, FrameTap tap) {
        this.context = context;
        this.listener = listener;
        this.tap = tap;
        this.backOff = new BackOff(context.settings(), context.random());
    }

    /**
     * Connects now, and again after each loss and each failure, until {@link #close}.
     *
     * @param endpoints is asked before each attempt and must not throw
     * @throws IllegalStateException when it was opened before and not closed
     */
    public void open(Supplier<WebSocketEndpoint> endpoints) {
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
            drop(reason);
            backOff.reset();
            attempt();
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

    /** Whether a CALL may be sent now: connected, and no CALL waits for its answer. */
    public boolean idle() {
        return connected() && openCall == null;
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
        OpenCall sent = new OpenCall(call);
        openCall = sent;
        sent.timeout = after(context.settings().messageTimeout(), () -> {
            if (openCall == sent) {
                end(sent, new CallOutcome.TimedOut());
            }
        });
        send(
                new Frame.Call(call.messageId(), call.action().wire(), call.payload()),
                call.action().wire());
    }

    /** Answers a CALL of the CSMS. Without effect when it was answered before or came over an earlier WebSocket. */
    public void answer(String messageId, ObjectNode payload) {
        reply(new Frame.CallResult(messageId, payload));
    }

    /** Answers a CALL of the CSMS with a CALLERROR, else as {@link #answer}. */
    public void refuse(String messageId, RpcErrorCode code, String description) {
        reply(Frame.CallError.of(messageId, code, description));
    }

    private void reply(Frame answer) {
        Optional<String> action = incoming.answered(answer.messageId());
        if (action.isPresent()) {
            send(answer, action.get());
            context.loop().execute(this::handOverNext);
        } else {
            LOG.debug("station={} an answer without its CALL is dropped", context.stationId());
        }
    }

    private void attempt() {
        Supplier<WebSocketEndpoint> source = endpoints;
        if (source != null && socket == null) {
            Socket next = new Socket(source.get());
            socket = next;
            next.attempt = context.connector().connect(next.endpoint, next);
        }
    }

    private void opened(Socket opened, WebSocketSession session) {
        LOG.info("station={} connected url={}", context.stationId(), opened.endpoint.uri());
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
        listener.attemptFailed(failure);
        retryLater();
    }

    private void lost(String cause) {
        Socket gone = Objects.requireNonNull(socket);
        socket = null;
        gone.pings.stop();
        tellLost(cause, forgetCalls());
        retryLater();
    }

    private void drop(String reason) {
        if (retry != null) {
            retry.cancel();
            retry = null;
        }
        Socket gone = socket;
        socket = null;
        if (gone != null && gone.close(reason)) {
            OpenCall unanswered = forgetCalls();
            context.loop().execute(() -> tellLost(reason, unanswered));
        }
    }

    private @Nullable OpenCall forgetCalls() {
        OpenCall unanswered = openCall;
        openCall = null;
        incoming.clear();
        return unanswered;
    }

    private void tellLost(String cause, @Nullable OpenCall unanswered) {
        String text = printable(cause);
        LOG.info("station={} disconnected: {}", context.stationId(), text);
        if (unanswered != null) {
            unanswered.end(new CallOutcome.ConnectionLost());
        }
        listener.disconnected(text);
    }

    /** The listener may have closed or reconnected meanwhile. */
    private void retryLater() {
        if (endpoints != null && socket == null && retry == null) {
            Duration wait = backOff.next();
            LOG.debug("station={} connects again in {}", context.stationId(), wait);
            Retry planned = new Retry();
            planned.timer = after(wait, () -> {
                if (retry == planned) {
                    retry = null;
                    attempt();
                }
            });
            retry = planned;
        }
    }

    private void received(Socket from, String text) {
        FrameReading reading = context.codec().readFrame(text);
        Optional<Frame> frame = reading instanceof FrameReading.Ok ok ? Optional.of(ok.frame()) : Optional.empty();
        tap.passed(Direction.IN, text, frame, frame.map(this::actionOf).orElse(""));
        if (reading instanceof FrameReading.Ok ok) {
            received(ok.frame());
        } else if (reading instanceof FrameReading.Broken broken) {
            receivedBroken(broken);
        } else if (reading instanceof FrameReading.Ignored ignored) {
            from.warn("a message of the unknown type " + ignored.messageType() + " is ignored");
        }
    }

    private String actionOf(Frame frame) {
        if (frame instanceof Frame.Call call) {
            return call.action();
        }
        OpenCall open = openCall;
        return open != null && open.hasId(frame.messageId())
                ? open.call.action().wire()
                : "";
    }

    private void received(Frame frame) {
        if (frame instanceof Frame.Call call) {
            receivedCall(call);
        } else if (frame instanceof Frame.CallResult result) {
            receivedAnswer(result.messageId(), new CallOutcome.Answered(result));
        } else if (frame instanceof Frame.CallError error) {
            receivedAnswer(
                    error.messageId(), new CallOutcome.Refused(error.code(), error.description(), error.details()));
        }
    }

    /** A CALL is refused under its id; an answer counts as a refusal of ours; the rest is nobody's. */
    private void receivedBroken(FrameReading.Broken broken) {
        Optional<Frame.CallError> refusal = broken.answer();
        if (refusal.isPresent()) {
            send(refusal.get(), "");
        } else {
            receivedAnswer(
                    broken.messageId(),
                    new CallOutcome.Refused(broken.code(), broken.text(), JsonNodeFactory.instance.objectNode()));
        }
    }

    private void receivedCall(Frame.Call call) {
        if (incoming.isOpen(call.messageId())) {
            send(
                    Frame.CallError.of(
                            call.messageId(),
                            RpcErrorCode.RpcFrameworkError,
                            "a CALL with this message id is being handled already"),
                    call.action());
        } else if (incoming.isFull()) {
            send(
                    Frame.CallError.of(
                            call.messageId(), RpcErrorCode.InternalError, "too many CALLs wait for their answers"),
                    call.action());
        } else {
            incoming.add(call);
            handOverNext();
        }
    }

    /** A CALL that the station does not answer holds the next one up for the message timeout at most. */
    private void handOverNext() {
        Optional<Frame.Call> next = connected() ? incoming.takeNext() : Optional.empty();
        next.ifPresent(call -> {
            Socket from = Objects.requireNonNull(socket);
            incoming.holdUntil(after(context.settings().messageTimeout(), () -> {
                if (socket == from && incoming.release(call.messageId())) {
                    from.warn("the request " + call.action() + " was not answered in time; the next one goes ahead");
                    handOverNext();
                }
            }));
            listener.called(call);
        });
    }

    private void receivedAnswer(String messageId, CallOutcome outcome) {
        OpenCall open = openCall;
        if (open != null && open.hasId(messageId)) {
            end(open, outcome);
        } else if (socket != null) {
            socket.warn("an answer with message id " + messageId + " belongs to no open CALL and is ignored");
        }
    }

    private void end(OpenCall ended, CallOutcome outcome) {
        openCall = null;
        ended.end(outcome);
        if (idle()) {
            listener.idle();
        }
    }

    private void send(Frame frame, String action) {
        WebSocketSession session = socket == null ? null : socket.session;
        if (session != null) {
            String text = context.codec().write(frame);
            tap.passed(Direction.OUT, text, Optional.of(frame), action);
            session.sendText(text);
        }
    }

    private Cancellable after(Duration delay, Runnable task) {
        return context.time().schedule(delay, () -> context.loop().execute(task));
    }

    /** Texts of the other side go to the log on one line and not too long. */
    private static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= 300 ? line : line.substring(0, 300) + "...";
    }

    /** The next attempt, planned. */
    private static final class Retry {
        private @Nullable Cancellable timer;

        void cancel() {
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    /** The CALL that waits for its answer. */
    private static final class OpenCall {
        private final OutgoingCall call;
        private @Nullable Cancellable timeout;

        OpenCall(OutgoingCall call) {
            this.call = call;
        }

        boolean hasId(String messageId) {
            return call.messageId().equals(messageId);
        }

        void end(CallOutcome outcome) {
            if (timeout != null) {
                timeout.cancel();
            }
            call.listener().ended(outcome);
        }
    }

    /** One WebSocket from the attempt to the end; what it tells counts only while it is the current one. */
    private final class Socket implements WebSocketListener {
        private final WebSocketEndpoint endpoint;
        private final PingWatch pings;
        private @Nullable WebSocketAttempt attempt;
        private @Nullable WebSocketSession session;
        private @Nullable Cancellable linger;
        private int warnings;

        Socket(WebSocketEndpoint endpoint) {
            this.endpoint = endpoint;
            this.pings = new PingWatch(
                    context.settings(), (delay, task) -> after(delay, () -> ifCurrent(task)), this::ping, this::silent);
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
            context.loop().execute(() -> {
                try {
                    ifCurrent(() -> received(this, text));
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
                    lost("the CSMS sent a binary message");
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
