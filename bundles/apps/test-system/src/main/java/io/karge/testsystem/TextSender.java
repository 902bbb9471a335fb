package io.karge.testsystem;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends texts over one WebSocket, one after another in the order given: a session takes the next message only when the
 * one before has been sent. Callable on any thread; never blocks. Whatever fails ends the connection.
 */
final class TextSender extends IteratingCallback implements Consumer<String> {
    private static final Logger LOG = LoggerFactory.getLogger(TextSender.class);

    private final String stationId;
    private final Session session;
    private final Deque<String> texts = new ArrayDeque<>();

    TextSender(String stationId, Session session) {
        this.stationId = stationId;
        this.session = session;
    }

    @Override
    public void accept(String text) {
        synchronized (texts) {
            texts.add(text);
        }
        iterate();
    }

    @Override
    protected Action process() {
        String next = poll();
        if (next == null) {
            return Action.IDLE;
        }
        session.sendText(next, Callback.from(this::succeeded, this::failed));
        return Action.SCHEDULED;
    }

    @Override
    protected void onFailure(Throwable cause) {
        LOG.debug("station={} a message could not be sent, the connection ends", stationId, cause);
        session.disconnect();
    }

    private @Nullable String poll() {
        synchronized (texts) {
            return texts.poll();
        }
    }
}
