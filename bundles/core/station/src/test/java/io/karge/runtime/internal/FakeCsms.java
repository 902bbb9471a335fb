package io.karge.runtime.internal;

import io.karge.driver.testkit.VirtualTime;
import io.karge.transport.WebSocketAttempt;
import io.karge.transport.WebSocketConnector;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketListener;
import io.karge.transport.WebSocketSession;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The wire and the CSMS in memory: what stations send is recorded as text, what a test sends arrives as text. */
final class FakeCsms implements WebSocketConnector {
    static final int SWITCHING_PROTOCOLS = 101;

    private final VirtualTime time;
    final List<WebSocketEndpoint> attempts = new ArrayList<>();
    final List<String> received = new ArrayList<>();
    private final Deque<String> unread = new ArrayDeque<>();
    private Function<String, String> answers = text -> "";
    private ToIntFunction<WebSocketEndpoint> handshake = endpoint -> SWITCHING_PROTOCOLS;
    private Function<WebSocketEndpoint, @Nullable WebSocketFailure> failures = endpoint -> null;
    private boolean reachable = true;
    private boolean reading;
    private int nextId = 1;

    @Nullable
    WebSocketListener open;

    FakeCsms(VirtualTime time) {
        this.time = time;
    }

    /** Answers what comes in; an empty text is no answer. */
    void answerBy(Function<String, String> function) {
        answers = function;
    }

    /** With which HTTP status it answers an attempt to connect. */
    void handshakeBy(ToIntFunction<WebSocketEndpoint> function) {
        handshake = function;
    }

    /** How an attempt to connect ends before HTTP; null when it does not. */
    void failBy(Function<WebSocketEndpoint, @Nullable WebSocketFailure> function) {
        failures = function;
    }

    void reachable(boolean now) {
        reachable = now;
    }

    @Override
    public WebSocketAttempt connect(WebSocketEndpoint endpoint, WebSocketListener listener) {
        attempts.add(endpoint);
        time.computing().execute(() -> {
            int status = handshake.applyAsInt(endpoint);
            WebSocketFailure failure = failures.apply(endpoint);
            if (failure != null) {
                listener.onFailed(failure);
            } else if (reachable && status != SWITCHING_PROTOCOLS) {
                listener.onFailed(new WebSocketFailure(
                        WebSocketFailure.Kind.REFUSED, status, "refused with HTTP status " + status));
            } else if (reachable) {
                open = listener;
                reading = false;
                unread.clear();
                listener.onOpen(new Session(listener));
            } else {
                listener.onFailed(WebSocketFailure.of(WebSocketFailure.Kind.UNREACHABLE, "no route"));
            }
        });
        return () -> {};
    }

    /** Sends a CALL and gives its id. */
    String call(String action, String payload) {
        String id = "csms-" + nextId++;
        send("[2,\"" + id + "\",\"" + action + "\"," + payload + "]");
        return id;
    }

    void send(String text) {
        unread.add(text);
        deliver();
        time.runUntilIdle();
    }

    /** The connection breaks. */
    void cut() {
        WebSocketListener gone = open;
        open = null;
        if (gone != null) {
            gone.onClosed(1006, "cut");
        }
        time.runUntilIdle();
    }

    /** The messages so far that contain the text. */
    List<String> received(String part) {
        return received.stream().filter(text -> text.contains(part)).toList();
    }

    /** What was answered to a CALL of the CSMS. */
    String answerTo(String id) {
        return received.stream()
                .filter(text -> text.startsWith("[3,\"" + id + "\"") || text.startsWith("[4,\"" + id + "\""))
                .findFirst()
                .orElse("");
    }

    static String password(WebSocketEndpoint endpoint) {
        return new String(endpoint.password(), StandardCharsets.UTF_8);
    }

    private void deliver() {
        if (reading && open != null && !unread.isEmpty()) {
            reading = false;
            open.onText(unread.remove());
        }
    }

    private final class Session implements WebSocketSession {
        private final WebSocketListener listener;

        Session(WebSocketListener listener) {
            this.listener = listener;
        }

        @Override
        public void sendText(String text) {
            if (open != listener) {
                return;
            }
            received.add(text);
            String answer = answers.apply(text);
            if (!answer.isEmpty()) {
                unread.add(answer);
                time.computing().execute(FakeCsms.this::deliver);
            }
        }

        @Override
        public void sendPing() {
            time.computing().execute(listener::onPong);
        }

        @Override
        public void readNext() {
            reading = true;
            deliver();
        }

        @Override
        public void close(int code, String reason) {
            if (open == listener) {
                open = null;
                time.computing().execute(() -> listener.onClosed(code, reason));
            }
        }

        @Override
        public void abort() {
            close(1006, "aborted");
        }
    }
}
