package io.karge.testsystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.driver.testkit.VirtualTime;
import io.karge.shell.table.Printed;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.support.CommandException;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands against a station that answers by itself over a real WebSocket. */
class CsmsCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final VirtualTime time = new VirtualTime();
    private final WebSocketClient client = new WebSocketClient();
    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private TestSystem testSystem;
    private WireStation station;

    @BeforeEach
    void start() throws Exception {
        testSystem = new TestSystem(time, new TestSystem.Settings("127.0.0.1", 0, null, 300, Set.of()));
        client.start();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() throws Exception {
        System.setOut(console);
        client.stop();
        testSystem.stop();
    }

    @Test
    void listsWhoIsConnected() throws Exception {
        CsmsListCommand list = new CsmsListCommand();
        list.testSystem = testSystem;
        assertThat(run(list)).contains("No station is connected to ws://127.0.0.1:");

        connect("{}");
        list.json = true;

        assertThat(JSON.readTree(run(list)).at("/0/stationId").asText()).isEqualTo("CS-1");
    }

    @Test
    void callsAStation() throws Exception {
        connect("{\"status\":\"Accepted\"}");
        CsmsCallCommand call = new CsmsCallCommand();
        call.testSystem = testSystem;
        call.stationId = "CS-1";
        call.action = "TriggerMessage";
        call.payload = "{\"requestedMessage\":\"Heartbeat\"}";

        assertThat(run(call)).isEqualTo("{\"status\":\"Accepted\"}\n");
        assertThat(station.asked().get(2).asText()).isEqualTo("TriggerMessage");
        assertThat(station.asked().at("/3/requestedMessage").asText()).isEqualTo("Heartbeat");
    }

    @Test
    void saysWhatIsWrongWithACall() throws Exception {
        CsmsCallCommand call = new CsmsCallCommand();
        call.testSystem = testSystem;
        call.stationId = "CS-1";
        call.action = "TriggerMessage";

        assertThatThrownBy(call::execute).hasMessageContaining("'CS-1' is not connected");
        call.payload = "{requested";
        assertThatThrownBy(call::execute).hasMessageContaining("no JSON");
        call.payload = "[]";
        assertThatThrownBy(call::execute).hasMessageContaining("no JSON object");
        call.payload = "";
        assertThatThrownBy(call::execute).hasMessageContaining("no JSON object");
    }

    @Test
    void printsWhyAStationRefused() throws Exception {
        connect(null);
        CsmsCallCommand call = new CsmsCallCommand();
        call.testSystem = testSystem;
        call.stationId = "CS-1";
        call.action = "Reset";

        assertThatThrownBy(call::execute)
                .isInstanceOf(CommandException.class) // for which the shell writes no stack trace into the log
                .hasMessage("NotSupported: not here");
    }

    @Test
    void startsATransactionWithAnIdOfItsOwn() throws Exception {
        connect("{\"status\":\"Accepted\"}");
        CsmsStartCommand start = new CsmsStartCommand();
        start.testSystem = testSystem;
        start.stationId = "CS-1";
        start.idToken = "04A2B3C4";
        start.evseId = 2;

        run(start);
        JsonNode first = station.asked();
        run(start);
        JsonNode second = station.asked();

        assertThat(first.get(2).asText()).isEqualTo("RequestStartTransaction");
        assertThat(first.at("/3/evseId").asInt()).isEqualTo(2);
        assertThat(first.at("/3/idToken")).isEqualTo(JSON.readTree("{\"idToken\":\"04A2B3C4\",\"type\":\"Central\"}"));
        assertThat(second.at("/3/remoteStartId").asInt())
                .isEqualTo(first.at("/3/remoteStartId").asInt() + 1);
    }

    @Test
    void aStartThatTheStationRefusesIsNoSuccess() throws Exception {
        connect(
                "{\"status\":\"Rejected\",\"statusInfo\":{\"reasonCode\":\"TxInProgress\",\"additionalInfo\":\"it charges\"}}");
        CsmsStartCommand start = new CsmsStartCommand();
        start.testSystem = testSystem;
        start.stationId = "CS-1";
        start.idToken = "04A2B3C4";
        start.evseId = 2;

        assertThatThrownBy(() -> run(start))
                .isInstanceOf(CommandException.class)
                .hasMessage("station 'CS-1' answers RequestStartTransaction with Rejected, TxInProgress: it charges");
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("\"Rejected\"");
    }

    @Test
    void printsNothingBesideTheAnswerForPrograms() throws Exception {
        connect("{\"status\":\"Rejected\"}");
        CsmsStopCommand stop = new CsmsStopCommand();
        stop.testSystem = testSystem;
        stop.stationId = "CS-1";
        stop.transactionId = "TX-1";
        stop.json = true;

        assertThatThrownBy(() -> run(stop))
                .isInstanceOfSatisfying(Printed.CommandException.class, refusal -> assertThat(refusal.getNiceHelp())
                        .isEmpty());
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("{\"status\":\"Rejected\"}\n");
    }

    @Test
    void stopsATransaction() throws Exception {
        connect("{\"status\":\"Accepted\"}");
        CsmsStopCommand stop = new CsmsStopCommand();
        stop.testSystem = testSystem;
        stop.stationId = "CS-1";
        stop.transactionId = "TX-1";

        run(stop);

        assertThat(station.asked().get(2).asText()).isEqualTo("RequestStopTransaction");
        assertThat(station.asked().at("/3/transactionId").asText()).isEqualTo("TX-1");
    }

    @Test
    void listsTransactions() throws Exception {
        CsmsTransactionsCommand transactions = new CsmsTransactionsCommand();
        transactions.testSystem = testSystem;
        assertThat(run(transactions)).contains("No station has told of a transaction yet");

        connect("{}");
        station.send("[2,\"1\",\"TransactionEvent\",{\"eventType\":\"Started\",\"timestamp\":\"2026-01-01T00:00:00Z\","
                + "\"triggerReason\":\"Authorized\",\"seqNo\":0,\"transactionInfo\":{\"transactionId\":\"TX-1\"}}]");
        station.next();

        assertThat(run(transactions)).contains("TX-1", "Started/Authorized", "false");
        transactions.json = true;
        assertThat(JSON.readTree(run(transactions)).at("/0/seqNos").toString()).isEqualTo("[0]");
    }

    /** Connects a station that answers every call with the payload, or refuses it when there is none. */
    private void connect(String payload) throws Exception {
        station = WireStation.connect(client, testSystem.server().url() + "/CS-1", null, "ocpp2.0.1");
        station.answerCalls(id -> payload == null
                ? "[4,\"" + id + "\",\"NotSupported\",\"not here\",{}]"
                : "[3,\"" + id + "\"," + payload + "]");
        await().until(() -> testSystem.server().station("CS-1").isPresent());
    }

    private String run(Action command) throws Exception {
        printed.reset();
        command.execute();
        return printed.toString(StandardCharsets.UTF_8);
    }
}
