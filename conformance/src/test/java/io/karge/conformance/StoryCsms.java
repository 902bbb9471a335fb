package io.karge.conformance;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.driver.testkit.VirtualTime;
import io.karge.transport.WebSocketAttempt;
import io.karge.transport.WebSocketConnector;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketListener;
import io.karge.transport.WebSocketSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The wire and a CSMS whose moods are the story's: what it gets is kept, with the moment. */
final class StoryCsms implements WebSocketConnector {
    /** How it treats TransactionEvents. */
    enum Mood {
        ANSWERS,
        SILENT,
        LATE,
        REFUSES
    }

    /**
     * A moment as the connection sees it.
     *
     * @param losses how often the connection was lost until then
     * @param changed when it came or went last
     */
    record Moment(long nanos, boolean connected, int losses, long changed) {}

    /** A TransactionEvent as it came. */
    record Received(String messageId, JsonNode event, Moment at, Mood mood) {}

    private static final Duration LATE_BY = Duration.ofSeconds(8);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Another request as it came; each one with its own id is answered.
     *
     * @param messageId the same when it was repeated
     */
    record Told(String messageId, String action, JsonNode payload) {}

    final List<Received> received = new ArrayList<>();
    /** All but TransactionEvents. */
    final List<Told> told = new ArrayList<>();
    /** What stations answered, by the id of the call. */
    final Map<String, JsonNode> answers = new LinkedHashMap<>();

    Mood mood = Mood.ANSWERS;
    /** Is given what a station asks to be certified (PKCS#10 in PEM); the request is accepted. */
    Consumer<String> authority = csr -> {};

    boolean reachable = true;
    Duration clockError = Duration.ZERO;

    private final VirtualTime time;
    private @Nullable Socket open;
    private int losses;
    private long changed;
    private int calls;

    StoryCsms(VirtualTime time) {
        this.time = time;
    }

    Moment now() {
        return new Moment(time.nanoTime(), open != null, losses, changed);
    }

    /** The connection is gone, whoever is at its other end. */
    void lose() {
        Socket gone = open;
        if (gone != null) {
            gone.end("lost");
        }
    }

    /** Sends a request, when a station is there; gives its id. */
    String call(String action, String payload) {
        String id = "csms-" + calls++;
        Socket to = open;
        if (to != null) {
            to.toStation("[2,\"" + id + "\",\"" + action + "\"," + payload + "]");
        }
        return id;
    }

    @Override
    public WebSocketAttempt connect(WebSocketEndpoint endpoint, WebSocketListener listener) {
        Socket socket = new Socket(listener);
        soon(() -> {
            if (socket.ended) {
                return;
            } else if (!reachable) {
                listener.onFailed(WebSocketFailure.of(WebSocketFailure.Kind.UNREACHABLE, "no route"));
                return;
            }
            open = socket;
            changed = time.nanoTime();
            listener.onOpen(socket);
        });
        return () -> socket.end("given up");
    }

    private void soon(Runnable task) {
        time.schedule(Duration.ZERO, task);
    }

    private void came(Socket from, String text) {
        JsonNode frame = read(text);
        String id = frame.path(1).asText();
        if (frame.path(0).asInt() != 2) {
            answers.put(id, frame.path(2));
            return;
        }
        String action = frame.path(2).asText();
        JsonNode payload = frame.path(3);
        String answer = "[3,\"" + id + "\"," + answer(action, payload) + "]";
        if (!action.equals("TransactionEvent")) {
            told.add(new Told(id, action, payload));
            from.toStation(answer);
            return;
        }
        received.add(new Received(id, payload, now(), mood));
        switch (mood) {
            case ANSWERS -> from.toStation(answer);
            case LATE -> time.schedule(LATE_BY, () -> from.toStation(answer));
            case REFUSES -> from.toStation("[4,\"" + id + "\",\"InternalError\",\"\",{}]");
            case SILENT -> {}
        }
    }

    private String answer(String action, JsonNode payload) {
        String now = "\"currentTime\":\"" + time.wallClock().plus(clockError) + "\"";
        return switch (action) {
            case "BootNotification" -> "{" + now + ",\"interval\":60,\"status\":\"Accepted\"}";
            case "Heartbeat" -> "{" + now + "}";
            case "Authorize" -> "{\"idTokenInfo\":{\"status\":\"Accepted\"}}";
            case "SignCertificate" -> {
                soon(() -> authority.accept(payload.path("csr").asText()));
                yield "{\"status\":\"Accepted\"}";
            }
            case "TransactionEvent" -> payload.has("idToken") ? "{\"idTokenInfo\":{\"status\":\"Accepted\"}}" : "{}";
            default -> "{}";
        };
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new AssertionError("the station sent what is no JSON: " + text, e);
        }
    }

    private final class Socket implements WebSocketSession {
        private final WebSocketListener listener;
        private final Deque<String> waiting = new ArrayDeque<>();
        private boolean wanted;
        private boolean ended;

        Socket(WebSocketListener listener) {
            this.listener = listener;
        }

        void toStation(String text) {
            waiting.add(text);
            deliver();
        }

        private void deliver() {
            soon(() -> {
                if (wanted && !ended && !waiting.isEmpty()) {
                    wanted = false;
                    listener.onText(waiting.remove());
                }
            });
        }

        void end(String reason) {
            if (ended) {
                return;
            }
            ended = true;
            if (open == this) {
                open = null;
                losses++;
                changed = time.nanoTime();
                soon(() -> listener.onClosed(1006, reason));
            }
        }

        @Override
        public void sendText(String text) {
            soon(() -> {
                if (!ended) {
                    came(this, text);
                }
            });
        }

        @Override
        public void sendPing() {
            soon(listener::onPong);
        }

        @Override
        public void readNext() {
            wanted = true;
            deliver();
        }

        @Override
        public void close(int code, String reason) {
            soon(() -> end(reason)); // behind the texts that were sent before
        }

        @Override
        public void abort() {
            end("aborted");
        }
    }
}
