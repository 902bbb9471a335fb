package io.karge.conformance;

import io.karge.time.TimeSource;
import io.karge.transport.WebSocketAttempt;
import io.karge.transport.WebSocketConnector;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketListener;
import io.karge.transport.WebSocketSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** WebSockets without sockets: a server in memory that stations connect to, on one thread and on virtual time. */
final class InMemoryWebSockets implements WebSocketConnector {
    private static final int NORMAL = 1000;
    private static final int ABNORMAL = 1006;

    private final TimeSource time;
    private final Runnable onAttempt;
    private final BiFunction<String, Connection, Consumer<String>> server;
    private @Nullable Connection open;
    private boolean admitted = true;

    /**
     * @param onAttempt told of each attempt to connect
     * @param server told of each station's connection, gives what takes its texts
     */
    InMemoryWebSockets(TimeSource time, Runnable onAttempt, BiFunction<String, Connection, Consumer<String>> server) {
        this.time = time;
        this.onAttempt = onAttempt;
        this.server = server;
    }

    /** Whether stations may connect; a connection that is open stays. */
    void admit(boolean stationsAdmitted) {
        admitted = stationsAdmitted;
    }

    @Override
    public WebSocketAttempt connect(WebSocketEndpoint endpoint, WebSocketListener listener) {
        Connection connection = new Connection(listener);
        soon(() -> {
            if (connection.ended) {
                return;
            }
            onAttempt.run();
            if (!admitted) {
                listener.onFailed(
                        WebSocketFailure.of(WebSocketFailure.Kind.UNREACHABLE, "the CSMS takes no connection"));
                return;
            }
            open = connection;
            connection.texts = server.apply(endpoint.stationId(), connection);
            listener.onOpen(connection);
        });
        return () -> connection.end(ABNORMAL, "given up");
    }

    private void soon(Runnable task) {
        time.schedule(Duration.ZERO, task);
    }

    /** One connection as both sides see it. */
    final class Connection implements WebSocketSession {
        private final WebSocketListener listener;
        private final Deque<String> toStation = new ArrayDeque<>();
        private @Nullable Consumer<String> texts;
        private @Nullable Runnable onEnd;
        private boolean wanted;
        private boolean ended;

        Connection(WebSocketListener listener) {
            this.listener = listener;
        }

        /** The server's side: sends a text to the station. */
        void sendToStation(String text) {
            toStation.add(text);
            deliver();
        }

        /** The server's side: called once when the connection ends. */
        void onEnd(Runnable task) {
            onEnd = task;
        }

        @Override
        public void sendText(String text) {
            soon(() -> {
                if (!ended && texts != null) {
                    texts.accept(text);
                }
            });
        }

        @Override
        public void sendPing() {
            soon(() -> {
                if (!ended) {
                    listener.onPong();
                }
            });
        }

        @Override
        public void readNext() {
            wanted = true;
            deliver();
        }

        @Override
        public void close(int code, String reason) {
            soon(() -> end(NORMAL, reason)); // behind the texts that were sent before
        }

        @Override
        public void abort() {
            end(ABNORMAL, "aborted");
        }

        private void deliver() {
            soon(() -> {
                if (wanted && !ended && !toStation.isEmpty()) {
                    wanted = false;
                    listener.onText(toStation.remove());
                }
            });
        }

        private void end(int code, String reason) {
            if (ended) {
                return;
            }
            ended = true;
            boolean wasOpen = open == this;
            if (wasOpen) {
                open = null;
            }
            if (onEnd != null) {
                onEnd.run();
            }
            if (texts != null) {
                soon(() -> listener.onClosed(code, reason));
            }
        }
    }
}
