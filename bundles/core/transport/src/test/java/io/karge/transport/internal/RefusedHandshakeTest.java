package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.transport.WebSocketEndpoint;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A connection that became no WebSocket is not kept, one that may still become one is. */
class RefusedHandshakeTest {

    @Test
    void closesAConnectionThatTheServerKeepsOpenAfterItRefused() throws Exception {
        JettyWebSocketConnector connector = new JettyWebSocketConnector();
        RecordingListener listener = new RecordingListener();
        try (RawServer server = new RawServer(
                (out, key) -> RawServer.write(out, "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"))) {
            connector.connect(WebSocketEndpoint.of(server.url(), "CS1", null, null), listener);

            assertThat(listener.failure().httpStatus()).isEqualTo(401);
            assertThat(server.clientHasClosed()).isTrue();
        } finally {
            connector.close();
        }
    }

    @Test
    void isNotTakenForIdleWhileTheServerTakesItsTime() throws Exception {
        JettyWebSocketConnector connector = new JettyWebSocketConnector();
        RecordingListener listener = new RecordingListener();
        CountDownLatch never = new CountDownLatch(1);
        try (RawServer server = new RawServer((out, key) -> {
            try {
                if (!never.await(1_200, TimeUnit.MILLISECONDS)) {
                    RawServer.write(out, RawServer.switching(key, "ocpp2.0.1"));
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        })) {
            connector.connect(WebSocketEndpoint.of(server.url(), "CS1", null, null), listener);

            assertThat(listener.opened()).isNotNull();
        } finally {
            connector.close();
        }
    }
}
