package io.karge.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.driver.testkit.VirtualTime;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import io.karge.ocpp.OcppCodec;
import io.karge.transport.MemoryConnector.MemorySocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A connection on virtual time with everything that it told. */
class OcppConnectionFixture implements ConnectionSettings, OcppConnectionListener, FrameTap {

    final VirtualTime time = new VirtualTime();
    final MemoryConnector connector = new MemoryConnector();
    final List<String> told = new ArrayList<>();
    final List<String> invalid = new ArrayList<>();
    final List<String> tapped = new ArrayList<>();
    final List<CallOutcome> outcomes = new ArrayList<>();
    Duration messageTimeout = Duration.ofSeconds(30);
    Duration pingInterval = Duration.ZERO;
    Duration waitMinimum = Duration.ofSeconds(10);
    Duration randomRange = Duration.ZERO;
    int repeatTimes = 3;
    long nextRandom;
    Runnable onAttemptFailed = () -> {};
    Runnable onConnected = () -> {};
    Runnable onDisconnected = () -> {};
    Throwable endpointFault;
    Throwable settingsFault;
    boolean atOnce;
    String csmsUrl = "ws://csms.example/ocpp";

    final OcppConnection connection = new OcppConnection(
            new ConnectionContext(
                    "CS1",
                    connector,
                    new OcppCodec(),
                    this,
                    time.computing(),
                    time.computing(),
                    time,
                    new FixedRandom()),
            this,
            this);

    void open() {
        connection.open(new CsmsEndpoints() {
            @Override
            public WebSocketEndpoint next() {
                maybe(endpointFault);
                return WebSocketEndpoint.of(csmsUrl, "CS1", null, null);
            }

            @Override
            public boolean atOnce() {
                maybe(endpointFault);
                return atOnce;
            }
        });
    }

    MemorySocket openAndAccept() {
        open();
        return accept();
    }

    MemorySocket accept() {
        MemorySocket socket = connector.last();
        socket.accept();
        time.runUntilIdle();
        return socket;
    }

    void receive(MemorySocket socket, String text) {
        socket.listener.onText(text);
        time.runUntilIdle();
    }

    void call(String messageId) {
        connection.call(
                new OutgoingCall(messageId, Action.Heartbeat, JsonNodeFactory.instance.objectNode(), outcomes::add));
    }

    /** The time until the next attempt begins. */
    Duration untilNextAttempt() {
        int before = connector.sockets.size();
        long start = time.nanoTime();
        time.advanceUntil(() -> connector.sockets.size() > before, Duration.ofDays(2));
        return Duration.ofNanos(time.nanoTime() - start);
    }

    void failAttempt() {
        connector.last().refuse(503);
        time.runUntilIdle();
    }

    List<String> takeTold() {
        List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    @Override
    public Duration messageTimeout() {
        maybe(settingsFault);
        return messageTimeout;
    }

    @Override
    public Duration pingInterval() {
        maybe(settingsFault);
        return pingInterval;
    }

    @Override
    public Duration retryBackOffWaitMinimum() {
        maybe(settingsFault);
        return waitMinimum;
    }

    @Override
    public Duration retryBackOffRandomRange() {
        maybe(settingsFault);
        return randomRange;
    }

    @Override
    public int retryBackOffRepeatTimes() {
        maybe(settingsFault);
        return repeatTimes;
    }

    @Override
    public void receivedInvalid(String what) {
        invalid.add(what);
    }

    @Override
    public void connected() {
        told.add("connected");
        onConnected.run();
    }

    @Override
    public void disconnected(String cause) {
        told.add("disconnected " + cause);
        onDisconnected.run();
    }

    @Override
    public void attemptFailed(WebSocketFailure failure) {
        told.add("failed " + failure);
        onAttemptFailed.run();
    }

    @Override
    public void called(Frame.Call call) {
        told.add("called " + call.messageId() + " " + call.action());
    }

    @Override
    public void idle() {
        told.add("idle");
    }

    @Override
    public void passed(Direction direction, String text, Optional<Frame> frame, String action) {
        tapped.add(
                direction + " " + frame.map(f -> f.getClass().getSimpleName()).orElse("?") + " " + action);
    }

    static JsonNode empty() {
        return emptyObject();
    }

    static ObjectNode emptyObject() {
        return JsonNodeFactory.instance.objectNode();
    }

    void broken() {
        throw new IllegalStateException("broken listener");
    }

    static void maybe(Throwable fault) {
        if (fault instanceof RuntimeException e) {
            throw e;
        } else if (fault instanceof Error e) {
            throw e;
        }
    }

    /** Gives the number that the test chose. */
    private final class FixedRandom implements RandomGenerator {
        @Override
        public long nextLong() {
            return nextRandom;
        }

        @Override
        public long nextLong(long bound) {
            return Math.min(nextRandom, bound - 1);
        }
    }
}
