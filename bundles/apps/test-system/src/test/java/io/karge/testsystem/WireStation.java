package io.karge.testsystem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.jspecify.annotations.Nullable;

/** A station's end of a real WebSocket, for tests: what it sends is up to the test. */
public final class WireStation implements Session.Listener.AutoDemanding {
    private static final int SECONDS = 10;

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private volatile @Nullable Session session;
    private volatile @Nullable UnaryOperator<String> answer;
    private volatile @Nullable JsonNode asked;

    /** Connects; fails as Jetty's client does when the handshake is refused. */
    static WireStation connect(WebSocketClient client, String url, @Nullable String password, String... subprotocols)
            throws Exception {
        WireStation station = new WireStation();
        ClientUpgradeRequest request = new ClientUpgradeRequest(URI.create(url));
        request.setSubProtocols(subprotocols);
        if (password != null) {
            String stationId = url.substring(url.lastIndexOf('/') + 1);
            request.setHeader(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString((stationId + ":" + password).getBytes(StandardCharsets.UTF_8)));
        }
        station.session = client.connect(station, request).get(SECONDS, TimeUnit.SECONDS);
        return station;
    }

    void send(String text) {
        session.sendText(text, Callback.NOOP);
    }

    /** The next text of the CSMS. */
    String next() throws InterruptedException {
        String text = texts.poll(SECONDS, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("the CSMS sent nothing");
        }
        return text;
    }

    /** The code with which the connection was closed, as soon as it is. */
    int closeCode() throws Exception {
        return closed.get(SECONDS, TimeUnit.SECONDS);
    }

    Session session() {
        return session;
    }

    /** From now on answers each CALL by itself; {@link #next} gives only the other texts. */
    void answerCalls(UnaryOperator<String> answerById) {
        answer = answerById;
    }

    /** The last CALL that was answered by itself. */
    JsonNode asked() {
        return asked;
    }

    @Override
    public void onWebSocketText(String text) {
        UnaryOperator<String> own = answer;
        if (own == null || !text.startsWith("[2,")) {
            texts.add(text);
            return;
        }
        try {
            asked = new ObjectMapper().readTree(text);
            send(own.apply(asked.get(1).asText()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A failed handshake is what {@link #connect} throws; whatever else ends the connection closes it too. */
    @Override
    public void onWebSocketError(Throwable cause) {}

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        closed.complete(statusCode);
        callback.succeed();
    }
}
