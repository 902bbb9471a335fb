package io.karge.testsystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.driver.testkit.VirtualTime;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.api.exceptions.UpgradeException;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real WebSockets on a free port; only the timeouts are virtual. */
class CsmsServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "0123456789abcdef";

    private final VirtualTime time = new VirtualTime();
    private final CsmsServer csms =
            new CsmsServer("127.0.0.1", 0, PASSWORD, new AcceptingBehaviour(time, 300, Set.of()), time);
    private final WebSocketClient client = new WebSocketClient();

    @BeforeEach
    void start() throws Exception {
        csms.start();
        client.setMaxTextMessageSize(32_000_000);
        client.start();
    }

    @AfterEach
    void stop() throws Exception {
        client.stop();
        csms.close();
    }

    @Test
    void acceptsTheBootOfAStation() throws Exception {
        WireStation station = connect("CS-1");

        station.send("[2,\"b1\",\"BootNotification\","
                + "{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"HYC\",\"vendorName\":\"Karge\"}}]");

        assertThat(station.session().getUpgradeResponse().getAcceptedSubProtocol())
                .isEqualTo("ocpp2.0.1");
        JsonNode answer = JSON.readTree(station.next());
        assertThat(answer.get(1).asText()).isEqualTo("b1");
        assertThat(answer.at("/2/status").asText()).isEqualTo("Accepted");
        assertThat(csms.stations()).extracting(CsmsStation::stationId).containsExactly("CS-1");
    }

    @Test
    void recordsTransactionsAndTellsItsObservers() throws Exception {
        List<OcppRequest> observed = Collections.synchronizedList(new ArrayList<>());
        csms.observe((id, request) -> observed.add(request));
        WireStation station = connect("CS-1");
        observed.clear();

        station.send(transactionEvent("Started", 0));
        station.send(transactionEvent("Ended", 1));
        station.next();
        station.next();

        assertThat(csms.transactions().all()).singleElement().satisfies(transaction -> {
            assertThat(transaction.transactionId()).isEqualTo("TX-1");
            assertThat(transaction.complete()).isTrue();
        });
        assertThat(observed).hasSize(2).allMatch(request -> request instanceof TransactionEventRequest);
    }

    @Test
    void callsAStationAndGetsItsAnswer() throws Exception {
        WireStation station = connect("CS-1");

        CompletableFuture<JsonNode> answer = call("CS-1", "{\"requestedMessage\":\"Heartbeat\"}");
        JsonNode call = JSON.readTree(station.next());
        station.send("[3,\"" + call.get(1).asText() + "\",{\"status\":\"Accepted\"}]");

        assertThat(call.get(2).asText()).isEqualTo("TriggerMessage");
        assertThat(call.at("/3/requestedMessage").asText()).isEqualTo("Heartbeat");
        await().untilAsserted(
                        () -> assertThat(answer).isCompletedWithValue(JSON.readTree("{\"status\":\"Accepted\"}")));
    }

    @Test
    void givesUpACallThatIsNotAnswered() throws Exception {
        WireStation station = connect("CS-1");

        CompletableFuture<JsonNode> answer = call("CS-1", "{}");
        station.next();
        time.advance(CsmsStation.CALL_TIMEOUT);

        assertThat(CsmsStationTest.failure(answer)).hasMessageContaining("did not answer");
    }

    @Test
    void sendsManyTextsAtOnceWholeAndInTheirOrder() throws Exception {
        WireStation station = connect("CS-1");
        String padding = "x".repeat(500_000);

        for (int i = 0; i < 20; i++) {
            station.send("[2,\"" + i + "\",\"DataTransfer\",{\"vendorId\":\"v\",\"data\":\"" + padding + "\"}]");
        }
        CompletableFuture<JsonNode> answer = call("CS-1", "{\"customData\":\"" + padding + "\"}");

        List<String> results = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            JsonNode frame = JSON.readTree(station.next());
            if (frame.get(0).asInt() == 3) {
                results.add(frame.get(1).asText());
            } else {
                assertThat(frame.at("/3/customData").asText()).hasSize(padding.length());
                station.send("[3,\"" + frame.get(1).asText() + "\",{}]");
            }
        }
        assertThat(results).hasSize(20).isSortedAccordingTo((a, b) -> Integer.parseInt(a) - Integer.parseInt(b));
        await().untilAsserted(() -> assertThat(answer).isCompleted());
    }

    @Test
    void takesABigMessage() throws Exception {
        WireStation station = connect("CS-1");

        station.send("[2,\"1\",\"DataTransfer\",{\"vendorId\":\"v\",\"data\":\"" + "x".repeat(5_000_000) + "\"}]");

        assertThat(station.next()).contains("UnknownVendorId");
    }

    @Test
    void answersABrokenFrameAndGoesOn() throws Exception {
        WireStation station = connect("CS-1");

        station.send("[2,\"1\",");
        station.send("[2,\"2\",\"Heartbeat\",{}]");

        assertThat(station.next()).startsWith("[4,\"");
        assertThat(station.next()).startsWith("[3,\"2\",");
    }

    @Test
    void closesTheOlderConnectionOfAStationThatConnectsAgain() throws Exception {
        WireStation older = connect("CS-1");
        CompletableFuture<JsonNode> open = call("CS-1", "{}");
        older.next();

        WireStation newer = connect("CS-1");

        assertThat(older.closeCode()).isEqualTo(StatusCode.POLICY_VIOLATION);
        await().untilAsserted(() -> assertThat(open).isCompletedExceptionally());
        assertThat(csms.stations()).hasSize(1);
        CompletableFuture<JsonNode> answer = call("CS-1", "{}");
        String id = JSON.readTree(newer.next()).get(1).asText();
        newer.send("[3,\"" + id + "\",{}]");
        await().untilAsserted(() -> assertThat(answer).isCompleted());
    }

    @Test
    void forgetsAStationThatDisconnects() throws Exception {
        WireStation station = connect("CS-1");
        CompletableFuture<JsonNode> open = call("CS-1", "{}");

        station.session().close();

        await().untilAsserted(() -> assertThat(csms.station("CS-1")).isEmpty());
        await().untilAsserted(() -> assertThat(open).isCompletedExceptionally());
    }

    @Test
    void refusesAWrongPasswordAndNone() {
        assertThatThrownBy(() -> WireStation.connect(client, csms.url() + "/CS-1", "wrong-password-1", "ocpp2.0.1"))
                .hasCauseInstanceOf(UpgradeException.class)
                .hasMessageContaining("401");
        assertThatThrownBy(() -> WireStation.connect(client, csms.url() + "/CS-1", null, "ocpp2.0.1"))
                .hasCauseInstanceOf(UpgradeException.class)
                .hasMessageContaining("401");
    }

    @Test
    void refusesAPathWithoutAStation() {
        assertThatThrownBy(() -> WireStation.connect(client, csms.url() + "/", PASSWORD, "ocpp2.0.1"))
                .hasCauseInstanceOf(UpgradeException.class)
                .hasMessageContaining("404");
    }

    @Test
    void closesTheConnectionOfAClientThatDoesNotSpeakOcpp201() throws Exception {
        WireStation other = WireStation.connect(client, csms.url() + "/CS-1", PASSWORD, "ocpp1.6");
        WireStation none = WireStation.connect(client, csms.url() + "/CS-1", PASSWORD);

        assertThat(other.closeCode()).isEqualTo(StatusCode.PROTOCOL);
        assertThat(none.closeCode()).isEqualTo(StatusCode.PROTOCOL);
        assertThat(other.session().getUpgradeResponse().getAcceptedSubProtocol())
                .isNull();
        assertThat(csms.stations()).isEmpty();
    }

    @Test
    void decodesTheIdentityOfAStation() throws Exception {
        CsmsServer open = new CsmsServer("127.0.0.1", 0, null, new AcceptingBehaviour(time, 300, Set.of()), time);
        open.start();
        try {
            WireStation.connect(client, open.url() + "/RDAM%7C12+3", null, "ocpp2.0.1");

            await().untilAsserted(() -> assertThat(open.station("RDAM|12+3")).isPresent());
        } finally {
            open.close();
        }
    }

    private WireStation connect(String stationId) throws Exception {
        WireStation station = WireStation.connect(client, csms.url() + "/" + stationId, PASSWORD, "ocpp2.0.1");
        station.send("[2,\"hello\",\"Heartbeat\",{}]");
        assertThat(station.next()).contains("hello");
        return station;
    }

    private CompletableFuture<JsonNode> call(String stationId, String payload) throws Exception {
        return csms.station(stationId)
                .orElseThrow()
                .call("TriggerMessage", JSON.readTree(payload))
                .toCompletableFuture();
    }

    private static String transactionEvent(String type, int seqNo) {
        return "[2,\"t" + seqNo + "\",\"TransactionEvent\",{\"eventType\":\"" + type
                + "\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"triggerReason\":\"Authorized\",\"seqNo\":" + seqNo
                + ",\"transactionInfo\":{\"transactionId\":\"TX-1\"}}]";
    }
}
