package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.testkit.VirtualTime;
import io.karge.transport.WebSocketConnector;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketListener;
import io.karge.transport.WebSocketSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Real sockets on virtual time: what the station hears, in which order, and when time passes. */
class SettledSocketsTest {
    private static final Duration HANDSHAKE = Duration.ofSeconds(20);

    private final VirtualTime time = new VirtualTime();
    private final Thread driving = Thread.currentThread();
    private final List<Real> real = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private Duration patience = Duration.ofSeconds(30);

    /** A connection as sockets would have it, played by the test. */
    private static final class Real implements WebSocketSession {
        private final WebSocketEndpoint endpoint;
        private final WebSocketListener listener;
        private final List<String> done = new ArrayList<>();

        Real(WebSocketEndpoint endpoint, WebSocketListener listener) {
            this.endpoint = endpoint;
            this.listener = listener;
        }

        @Override
        public void sendText(String text) {
            done.add("text " + text);
        }

        @Override
        public void sendPing() {
            done.add("ping");
        }

        @Override
        public void readNext() {}

        @Override
        public void close(int code, String reason) {
            done.add("close " + code);
        }

        @Override
        public void abort() {
            done.add("abort");
        }
    }

    /** What the station is told, with its name and the time. */
    private final class Station implements WebSocketListener {
        private final String name;
        private WebSocketSession session = new Real(endpoint("none"), this);

        Station(String name) {
            this.name = name;
        }

        private void tell(String what) {
            story.add(name + " " + what + " at " + seconds());
        }

        @Override
        public void onOpen(WebSocketSession opened) {
            session = opened;
            tell("open");
        }

        @Override
        public void onFailed(WebSocketFailure failure) {
            tell("failed " + failure.kind());
        }

        @Override
        public void onText(String text) {
            tell(text);
        }

        @Override
        public void onBinary() {
            tell("binary");
        }

        @Override
        public void onPong() {
            tell("pong");
        }

        @Override
        public void onClosed(int code, String reason) {
            tell("closed " + code);
        }
    }

    private long seconds() {
        return Duration.between(VirtualTime.DEFAULT_START, time.wallClock()).toSeconds();
    }

    private static WebSocketEndpoint endpoint(String id) {
        return WebSocketEndpoint.of("wss://csms.test:1234/ocpp", id, null, null).withHandshakeTimeout(HANDSHAKE);
    }

    private SettledSockets sockets() {
        WebSocketConnector connector = (endpoint, listener) -> {
            Real begun = new Real(endpoint, listener);
            real.add(begun);
            return () -> begun.done.add("cancelled");
        };
        return new SettledSockets(time, connector, "csms.test", "127.0.0.1", (id, connection) -> new Plain(), patience);
    }

    /** Shouts on the way to the CSMS, and whispers on the way back. */
    private static final class Plain implements SettledSockets.Wire {
        @Override
        public List<String> fromStation(String text) {
            return text.equals("lost") ? List.of() : List.of(text + "!");
        }

        @Override
        public String fromCsms(String text) {
            return "(" + text + ")";
        }
    }

    private void timerAt(int second) {
        time.schedule(Duration.ofSeconds(second), () -> story.add("timer at " + seconds()));
    }

    /** Once the driving thread waits, or has ended without. */
    private CompletableFuture<Void> whileItWaits(CompletableFuture<Void> driven, Runnable task) {
        return CompletableFuture.runAsync(() -> {
            while (driving.getState() != Thread.State.TIMED_WAITING && !driven.isDone()) {
                Thread.onSpinWait();
            }
            task.run();
        });
    }

    private void advanceWhile(Duration by, Runnable task) throws Exception {
        CompletableFuture<Void> driven = new CompletableFuture<>();
        CompletableFuture<Void> played = whileItWaits(driven, task);
        time.advance(by);
        driven.complete(null);
        played.get(15, TimeUnit.SECONDS);
    }

    /** The connection opens on both sides. */
    private static void open(SettledSockets sockets, Real connection) {
        connection.listener.onOpen(connection);
        sockets.opened();
    }

    private Station online(SettledSockets sockets) {
        Station station = new Station("one");
        sockets.connect(endpoint("one"), station);
        open(sockets, real.get(real.size() - 1));
        time.runUntilIdle();
        return station;
    }

    // --- connecting ---

    @Test
    void connectsToTheAddressThatTheNameStandsFor() {
        sockets().connect(endpoint("CS1"), new Station("one"));
        assertThat(real.get(0).endpoint.uri()).hasToString("wss://127.0.0.1:1234/ocpp/CS1");
    }

    @Test
    void noTimePassesUntilAnAttemptHasAnOutcome() throws Exception {
        SettledSockets sockets = sockets();
        timerAt(5);
        sockets.connect(endpoint("one"), new Station("one"));
        advanceWhile(Duration.ofSeconds(10), () -> open(sockets, real.get(0)));
        assertThat(story).containsExactly("one open at 0", "timer at 5");
    }

    /** A side that knows of a connection before the other does is no rest. */
    @Test
    void waitsUntilBothSidesKnowOfAConnection() throws Exception {
        SettledSockets sockets = sockets();
        timerAt(5);
        sockets.connect(endpoint("one"), new Station("one"));
        real.get(0).listener.onOpen(real.get(0));
        advanceWhile(Duration.ofSeconds(10), sockets::opened);
        assertThat(story).containsExactly("one open at 0", "timer at 5");
    }

    @Test
    void tellsFailuresInTheOrderOfTheAttempts() {
        SettledSockets sockets = sockets();
        sockets.connect(endpoint("one"), new Station("one"));
        sockets.connect(endpoint("two"), new Station("two"));
        WebSocketFailure failure = WebSocketFailure.of(WebSocketFailure.Kind.UNREACHABLE, "no");
        real.get(1).listener.onFailed(failure);
        real.get(0).listener.onFailed(failure);
        time.runUntilIdle();
        assertThat(story).containsExactly("one failed UNREACHABLE at 0", "two failed UNREACHABLE at 0");
    }

    @Test
    void theTimeOfAHandshakePassesWhileACsmsKeepsTheStationWaiting() {
        SettledSockets sockets = sockets();
        sockets.connect(endpoint("one"), new Station("one"));
        sockets.kept(true);
        timerAt(19);
        time.advance(Duration.ofSeconds(19));
        assertThat(story).containsExactly("timer at 19");

        // The attempt ends on both sides once it is cancelled.
        real.get(0).done.clear();
        time.schedule(Duration.ofSeconds(1), () -> {
            sockets.kept(false);
            real.get(0).listener.onFailed(WebSocketFailure.of(WebSocketFailure.Kind.UNREACHABLE, "cancelled"));
        });
        time.advance(Duration.ofSeconds(10));
        assertThat(story.subList(1, story.size())).as("told once").containsExactly("one failed TIMEOUT at 20");
        assertThat(real.get(0).done).contains("cancelled");
    }

    @Test
    void aHandshakeThatIsOverIsNotTimedOut() {
        SettledSockets sockets = sockets();
        online(sockets);
        time.advance(HANDSHAKE.multipliedBy(2));
        assertThat(story).containsExactly("one open at 0");
    }

    // --- texts ---

    @Test
    void noTimePassesUntilATextWasTaken() throws Exception {
        SettledSockets sockets = sockets();
        Station station = online(sockets);
        timerAt(5);
        station.session.sendText("hello");
        assertThat(real.get(0).done).containsExactly("text hello!");
        advanceWhile(Duration.ofSeconds(10), () -> {
            story.add("taken at " + seconds());
            sockets.taken();
        });
        assertThat(story).containsExactly("one open at 0", "taken at 0", "timer at 5");
    }

    @Test
    void noTimePassesUntilATextHasCome() throws Exception {
        SettledSockets sockets = sockets();
        Station station = online(sockets);
        station.session.readNext();
        timerAt(5);
        sockets.sent();
        advanceWhile(Duration.ofSeconds(10), () -> real.get(0).listener.onText("answer"));
        assertThat(story).containsExactly("one open at 0", "one (answer) at 0", "timer at 5");
    }

    @Test
    void aTextThatTheWireLosesIsNotWaitedFor() {
        SettledSockets sockets = sockets();
        Station station = online(sockets);
        station.session.sendText("lost");
        time.advance(Duration.ofSeconds(1));
        assertThat(real.get(0).done).isEmpty();
    }

    /** The station has said that it can take one, and only then. */
    @Test
    void aTextReachesTheStationWhenItReads() {
        SettledSockets sockets = sockets();
        Station station = online(sockets);
        sockets.sent();
        sockets.sent();
        real.get(0).listener.onText("first");
        real.get(0).listener.onText("second");
        time.runUntilIdle();
        assertThat(story).containsExactly("one open at 0");
        station.session.readNext();
        time.runUntilIdle();
        assertThat(story).containsExactly("one open at 0", "one (first) at 0");
        station.session.readNext();
        time.runUntilIdle();
        assertThat(story).containsExactly("one open at 0", "one (first) at 0", "one (second) at 0");
    }

    @Test
    void noTimePassesUntilAPongHasCome() throws Exception {
        SettledSockets sockets = sockets();
        Station station = online(sockets);
        timerAt(5);
        station.session.sendPing();
        advanceWhile(Duration.ofSeconds(10), () -> real.get(0).listener.onPong());
        assertThat(story).containsExactly("one open at 0", "one pong at 0", "timer at 5");
    }

    // --- the end ---

    @Test
    void noTimePassesUntilAConnectionIsGoneOnBothSides() throws Exception {
        SettledSockets sockets = sockets();
        Station station = online(sockets);
        timerAt(5);
        station.session.close(1000, "done");
        assertThat(real.get(0).done).containsExactly("close 1000");
        advanceWhile(Duration.ofSeconds(10), () -> {
            real.get(0).listener.onClosed(1000, "done");
            sockets.closed();
        });
        assertThat(story).containsExactly("one open at 0", "one closed 1000 at 0", "timer at 5");
    }

    /** Whatever was on its way is lost with it: neither side waits for that. */
    @Test
    void whatWasOnItsWayIsLostWithTheConnection() {
        SettledSockets sockets = sockets();
        Station station = online(sockets);
        station.session.sendText("hello");
        station.session.sendPing();
        sockets.sent();
        station.session.abort();
        real.get(0).listener.onClosed(1006, "");
        sockets.closed();
        time.advance(Duration.ofSeconds(1));
        assertThat(story).containsExactly("one open at 0", "one closed 1006 at 0");
        assertThat(real.get(0).done).containsExactly("text hello!", "ping", "abort");

        station.session.sendText("late");
        station.session.sendPing();
        station.session.close(1000, "late");
        time.advance(Duration.ofSeconds(1));
        assertThat(real.get(0).done).as("nobody hears any more").hasSize(3);
    }

    @Test
    void failsTheRunWhenItDoesNotComeToRest() {
        patience = Duration.ofMillis(20);
        SettledSockets sockets = sockets();
        sockets.connect(endpoint("one"), new Station("one"));
        assertThatThrownBy(() -> time.advance(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("do not come to rest: attempts 1, kept waiting 0");
    }
}
