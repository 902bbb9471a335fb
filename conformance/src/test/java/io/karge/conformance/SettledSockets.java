package io.karge.conformance;

import io.karge.conformance.lab.Traffic;
import io.karge.driver.testkit.VirtualTime;
import io.karge.time.TimeSource.Cancellable;
import io.karge.transport.WebSocketAttempt;
import io.karge.transport.WebSocketConnector;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketListener;
import io.karge.transport.WebSocketSession;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Real WebSockets on virtual time. What the sockets bring reaches the station when nothing is under way on either side any
 * more, in an order that is the same each time, and until then no time passes. The time that a handshake may take passes
 * only while a CSMS keeps the station waiting.
 */
final class SettledSockets implements WebSocketConnector, Traffic {
    /** Longer than any machine takes for what is under way: it fails the run, it does not hold it up. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration NEVER = Duration.ofHours(1);

    private final VirtualTime time;
    private final WebSocketConnector real;
    private final String host;
    private final String address;
    private final BiFunction<String, Connection, Wire> wires;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final List<Told> told = new ArrayList<>();
    private int connections;

    // What is under way; guarded by the lock.
    private int attempts;
    private int kept;
    private int clients;
    private int servers;
    private int closing;
    private int toCsms;
    private int toStation;
    private int pings;

    /** What becomes of the texts of a connection. On the driving thread. */
    interface Wire {
        /** What leaves for the CSMS instead. */
        List<String> fromStation(String text);

        /** What the station gets instead. */
        String fromCsms(String text);
    }

    private record Told(int connection, Runnable task) {}

    /**
     * @param host a name that stands for the address, as a DNS would tell
     * @param wires makes the wire of each connection of the station with this id
     */
    SettledSockets(
            VirtualTime time,
            WebSocketConnector real,
            String host,
            String address,
            BiFunction<String, Connection, Wire> wires) {
        this(time, real, host, address, wires, PATIENCE);
    }

    /** @param patience how long it waits for what is under way, before it fails the run; else as the other constructor */
    SettledSockets(
            VirtualTime time,
            WebSocketConnector real,
            String host,
            String address,
            BiFunction<String, Connection, Wire> wires,
            Duration patience) {
        this.patience = patience;
        this.time = time;
        this.real = real;
        this.host = host;
        this.address = address;
        this.wires = wires;
        time.passOnlyWhenSettled(this::settle);
    }

    @Override
    public WebSocketAttempt connect(WebSocketEndpoint endpoint, WebSocketListener listener) {
        Connection connection = new Connection(endpoint, listener);
        changing(() -> attempts++);
        connection.begin();
        return connection::cancel;
    }

    private WebSocketEndpoint resolved(WebSocketEndpoint endpoint) {
        URI uri = URI.create(endpoint.uri().toString().replaceFirst("//" + host + ":", "//" + address + ":"));
        return new WebSocketEndpoint(
                uri, endpoint.stationId(), endpoint.password(), endpoint.tls(), NEVER, endpoint.maxMessageBytes());
    }

    /** Waits until nothing is under way and tells the station what came of it; whether that was anything. */
    private boolean settle() {
        List<Told> now;
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!isSettled()) {
                if (left <= 0) {
                    throw new IllegalStateException("the sockets do not come to rest: " + this);
                }
                left = change.awaitNanos(left);
            }
            now = new ArrayList<>(told);
            told.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            lock.unlock();
        }
        now.sort(Comparator.comparingInt(Told::connection));
        now.forEach(one -> one.task().run());
        return !now.isEmpty();
    }

    private boolean isSettled() {
        if (clients == 0 && servers == 0) { // what was on its way on a connection that broke is lost
            closing = 0;
            toCsms = 0;
            toStation = 0;
            pings = 0;
        }
        return attempts == kept && clients == servers && closing == 0 && toCsms == 0 && toStation == 0 && pings == 0;
    }

    private void changing(Runnable counts) {
        lock.lock();
        try {
            counts.run();
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void kept(boolean waiting) {
        changing(() -> kept += waiting ? 1 : -1);
    }

    @Override
    public void opened() {
        changing(() -> servers++);
    }

    @Override
    public void closing() {
        changing(() -> closing++);
    }

    @Override
    public void closed() {
        changing(() -> {
            servers--;
            closing = Math.max(0, closing - 1);
        });
    }

    @Override
    public void sent() {
        changing(() -> toStation++);
    }

    @Override
    public void taken() {
        changing(() -> toCsms--);
    }

    @Override
    public String toString() {
        return "attempts " + attempts + ", kept waiting " + kept + ", open here " + clients + " and there " + servers
                + ", closing " + closing + ", texts to the CSMS " + toCsms + " and to the station " + toStation
                + ", pings " + pings;
    }

    /** One connection: what the real one tells is kept until everything is settled. */
    final class Connection implements WebSocketListener, WebSocketSession {
        private final int number = ++connections;
        private final WebSocketEndpoint endpoint;
        private final WebSocketListener listener;
        private final Wire wire;
        private final Deque<String> arrived = new ArrayDeque<>();
        private @Nullable WebSocketAttempt attempt;
        private @Nullable Cancellable timeout;
        private volatile @Nullable WebSocketSession session;
        private boolean wanted;
        private boolean over;
        /** Guarded by the lock, as the real connection is on threads of its own. */
        private boolean open;

        Connection(WebSocketEndpoint endpoint, WebSocketListener listener) {
            this.endpoint = endpoint;
            this.listener = listener;
            this.wire = wires.apply(endpoint.stationId(), this);
        }

        void begin() {
            attempt = real.connect(resolved(endpoint), this);
            timeout = time.schedule(endpoint.handshakeTimeout(), this::timedOut);
        }

        private void timedOut() {
            cancel();
            over = true;
            listener.onFailed(WebSocketFailure.of(
                    WebSocketFailure.Kind.TIMEOUT,
                    "the CSMS at " + endpoint.uri() + " did not finish the handshake in time"));
        }

        private void cancel() {
            if (attempt != null) {
                attempt.cancel();
            }
        }

        private void decided() {
            if (timeout != null) {
                timeout.cancel();
            }
        }

        private void tell(Runnable task) {
            told.add(new Told(number, task));
        }

        // --- what the real one tells, on its threads

        @Override
        public void onOpen(WebSocketSession opened) {
            session = opened;
            changing(() -> {
                open = true;
                attempts--;
                clients++;
                tell(() -> {
                    decided();
                    listener.onOpen(this);
                });
            });
            opened.readNext();
        }

        @Override
        public void onFailed(WebSocketFailure failure) {
            changing(() -> {
                attempts--;
                tell(() -> {
                    decided();
                    if (!over) {
                        listener.onFailed(failure);
                    }
                });
            });
        }

        @Override
        public void onText(String text) {
            changing(() -> {
                toStation--;
                tell(() -> arrive(text));
            });
            readOn();
        }

        private void readOn() {
            WebSocketSession now = session;
            if (now != null) {
                now.readNext();
            }
        }

        @Override
        public void onBinary() {
            changing(() -> tell(listener::onBinary));
            readOn();
        }

        @Override
        public void onPong() {
            changing(() -> {
                pings--;
                tell(listener::onPong);
            });
        }

        @Override
        public void onClosed(int code, String reason) {
            changing(() -> {
                open = false;
                clients--;
                closing = Math.max(0, closing - 1);
                tell(() -> listener.onClosed(code, reason));
            });
        }

        // --- what the station does, on the driving thread

        /** A text has come for the station, from the wire or from somebody on it. */
        void arrive(String text) {
            arrived.add(wire.fromCsms(text));
            deliver();
        }

        private void deliver() {
            if (wanted && !arrived.isEmpty()) {
                wanted = false;
                listener.onText(arrived.remove());
            }
        }

        @Override
        public void sendText(String text) {
            wire.fromStation(text).forEach(one -> ifOpen(real -> real.sendText(one), () -> toCsms++));
        }

        @Override
        public void sendPing() {
            ifOpen(WebSocketSession::sendPing, () -> pings++);
        }

        @Override
        public void readNext() {
            wanted = true;
            time.schedule(Duration.ZERO, this::deliver);
        }

        @Override
        public void close(int code, String reason) {
            ifOpen(real -> real.close(code, reason), () -> closing++);
        }

        @Override
        public void abort() {
            ifOpen(WebSocketSession::abort, () -> closing++);
        }

        private void ifOpen(Consumer<WebSocketSession> act, Runnable count) {
            WebSocketSession now = session;
            boolean[] acting = {false};
            changing(() -> {
                if (open) {
                    count.run();
                    acting[0] = true;
                }
            });
            if (acting[0] && now != null) {
                act.accept(now);
            }
        }
    }
}
