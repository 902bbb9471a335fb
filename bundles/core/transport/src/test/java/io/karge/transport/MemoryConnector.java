package io.karge.transport;

import java.util.ArrayList;
import java.util.List;

/** Connections that the test completes, feeds and breaks by hand. */
final class MemoryConnector implements WebSocketConnector {

    final List<MemorySocket> sockets = new ArrayList<>();
    Throwable fault;

    @Override
    public WebSocketAttempt connect(WebSocketEndpoint endpoint, WebSocketListener listener) {
        OcppConnectionFixture.maybe(fault);
        MemorySocket socket = new MemorySocket(endpoint, listener);
        sockets.add(socket);
        return () -> socket.cancelled = true;
    }

    MemorySocket last() {
        return sockets.get(sockets.size() - 1);
    }

    /** Both ends of one WebSocket. */
    static final class MemorySocket implements WebSocketSession {
        final WebSocketEndpoint endpoint;
        final WebSocketListener listener;
        final List<String> sent = new ArrayList<>();
        boolean cancelled;
        boolean aborted;
        String closed = "";
        int pings;
        int reads;

        MemorySocket(WebSocketEndpoint endpoint, WebSocketListener listener) {
            this.endpoint = endpoint;
            this.listener = listener;
        }

        void accept() {
            listener.onOpen(this);
        }

        void refuse(int status) {
            listener.onFailed(
                    new WebSocketFailure(WebSocketFailure.Kind.REFUSED, status, "refused with status " + status));
        }

        /** What was sent since the last time. */
        List<String> takeSent() {
            List<String> taken = List.copyOf(sent);
            sent.clear();
            return taken;
        }

        @Override
        public void sendText(String text) {
            sent.add(text);
        }

        @Override
        public void sendPing() {
            pings++;
        }

        @Override
        public void readNext() {
            reads++;
        }

        @Override
        public void close(int code, String reason) {
            closed = code + " " + reason;
        }

        @Override
        public void abort() {
            aborted = true;
        }
    }
}
