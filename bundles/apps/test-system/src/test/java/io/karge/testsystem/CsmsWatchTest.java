package io.karge.testsystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.testkit.VirtualTime;
import io.karge.ocpp.messages.HeartbeatResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.eclipse.jetty.websocket.api.exceptions.UpgradeException;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who watches the connections of a CSMS, on real WebSockets. */
class CsmsWatchTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch asked = new CountDownLatch(1);
    private final WebSocketClient client = new WebSocketClient();
    private volatile boolean admitted = true;
    private volatile Runnable whileAnswering = () -> {};
    private final CsmsServer csms = new CsmsServer("127.0.0.1", 0, null, this::answer, time, new CsmsWatch() {
        @Override
        public int answer(CsmsHandshake handshake) {
            seen.add(handshake.stationId() + "?");
            return admitted ? ADMITTED : 503;
        }

        @Override
        public void taken(String stationId) {
            seen.add("taken");
        }

        @Override
        public void exchanged(String stationId, boolean fromStation, String text) {
            seen.add((fromStation ? "> " : "< ") + text);
        }
    });

    @BeforeEach
    void start() throws Exception {
        csms.start();
        client.start();
    }

    @AfterEach
    void stop() throws Exception {
        client.stop();
        csms.close();
    }

    private HeartbeatResponse answer(String stationId, Object request) {
        asked.countDown();
        whileAnswering.run();
        return HeartbeatResponse.of(time.wallClock());
    }

    private WireStation connect() throws Exception {
        return WireStation.connect(client, csms.url() + "/CS-1", null, "ocpp2.0.1");
    }

    @Test
    void seesEveryTextInItsOrder() throws Exception {
        WireStation station = connect();

        station.send("[2,\"1\",\"Heartbeat\",{}]");
        String answer = station.next();
        csms.send("CS-1", "anything");

        assertThat(station.next()).isEqualTo("anything");
        assertThat(seen).containsExactly("CS-1?", "> [2,\"1\",\"Heartbeat\",{}]", "< " + answer, "taken", "< anything");
    }

    @Test
    void keepsAStationOut() {
        admitted = false;

        assertThatThrownBy(this::connect)
                .hasCauseInstanceOf(UpgradeException.class)
                .hasMessageContaining("503");
        assertThat(seen).containsExactly("CS-1?");
    }

    /** What is sent because a request came must not overtake the answer to that request. */
    @Test
    void sendsNothingBetweenARequestAndItsAnswer() throws Exception {
        WireStation station = connect();
        FutureTask<Void> impatient = new FutureTask<>(() -> csms.send("CS-1", "at once"), null);
        whileAnswering = () -> {
            Thread sender = new Thread(impatient);
            sender.start();
            while (sender.getState() != Thread.State.WAITING && sender.isAlive()) {
                Thread.onSpinWait();
            }
        };

        station.send("[2,\"1\",\"Heartbeat\",{}]");
        asked.await();

        assertThat(station.next()).startsWith("[3,\"1\"");
        assertThat(station.next()).isEqualTo("at once");
        impatient.get();
    }

    @Test
    void endsAConnection() throws Exception {
        WireStation station = connect();
        station.send("[2,\"1\",\"Heartbeat\",{}]");
        station.next(); // a connection that the station has may not have begun at the CSMS yet

        csms.disconnect("CS-1");
        csms.disconnect("CS-2");

        assertThat(station.closeCode()).isEqualTo(1000);
    }
}
