package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.station.DiscardedMessage;
import io.karge.station.testkit.SentCall;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the first version stored of the events that wait is read and goes on. The entries are what it wrote: event 0 had
 * been given up, event 1 was under way a second time, the others waited; a slot had been used again.
 */
class StoredQueueTest {
    private static final String TRANSACTION = "b0368602-56b5-4042-9770-4fb3025140c7";
    private static final String DISCARDED_0 = """
            {"v":1,"data":{"order":0,"messageId":"cfdc3d01-f69a-4a60-8717-fbfeab796b15","sent":true,"failures":2,"event":\
            {"eventType":"Started","timestamp":"2026-01-01T00:00:00Z","triggerReason":"Authorized","seqNo":0,\
            "transactionInfo":{"transactionId":"b0368602-56b5-4042-9770-4fb3025140c7","chargingState":"EVConnected"},\
            "meterValue":[{"timestamp":"2026-01-01T00:00:00Z","sampledValue":[{"value":0,"context":"TransactionBegin"}]}],\
            "evse":{"id":1,"connectorId":1},"idToken":{"idToken":"04A2B3C4","type":"ISO14443"}}}}""";
    private static final String QUEUE_0 = """
            {"v":1,"data":{"order":2,"messageId":"a91e06f4-3172-44d7-a961-2b0a697c5598","sent":false,"failures":0,"event":\
            {"eventType":"Updated","timestamp":"2026-01-01T00:00:10Z","triggerReason":"MeterValuePeriodic","seqNo":2,\
            "transactionInfo":{"transactionId":"b0368602-56b5-4042-9770-4fb3025140c7"},"meterValue":[{"timestamp":\
            "2026-01-01T00:00:10Z","sampledValue":[{"value":1234.500},{"value":0.10}]}],"offline":true}}}""";
    private static final String QUEUE_1 = """
            {"v":1,"data":{"order":1,"messageId":"c49606f6-3df8-4e34-a519-35d78d16a7d3","sent":true,"failures":1,"event":\
            {"eventType":"Updated","timestamp":"2026-01-01T00:00:00Z","triggerReason":"ChargingStateChanged","seqNo":1,\
            "transactionInfo":{"transactionId":"b0368602-56b5-4042-9770-4fb3025140c7","chargingState":"Charging"}}}}""";
    private static final String QUEUE_2 = """
            {"v":1,"data":{"order":3,"messageId":"925cb046-464d-4013-8142-1471c047a986","sent":false,"failures":0,"event":\
            {"eventType":"Updated","timestamp":"2026-01-01T00:00:10Z","triggerReason":"MeterValuePeriodic","seqNo":3,\
            "transactionInfo":{"transactionId":"b0368602-56b5-4042-9770-4fb3025140c7"},"meterValue":[{"timestamp":\
            "2026-01-01T00:00:10Z","sampledValue":[{"value":12.0},{"value":1000}]}],"offline":true}}}""";

    private final TransactionsTester station =
            new TransactionsTester().with(TransactionVariables.MESSAGE_ATTEMPTS, "2");

    private void store() {
        station.tester.state().putStored("discarded/0", DISCARDED_0);
        station.tester.state().putStored("queue/0", QUEUE_0);
        station.tester.state().putStored("queue/1", QUEUE_1);
        station.tester.state().putStored("queue/2", QUEUE_2);
    }

    @Test
    void goesOnInTheSameOrderWithTheSameMessages() {
        store();
        station.start();
        station.confirmAll();

        assertThat(station.tester.calls())
                .extracting(SentCall::messageId)
                .containsExactly(
                        "c49606f6-3df8-4e34-a519-35d78d16a7d3",
                        "a91e06f4-3172-44d7-a961-2b0a697c5598",
                        "925cb046-464d-4013-8142-1471c047a986");
        List<TransactionEventRequest> events = station.tester.calls(TransactionEventRequest.class);
        assertThat(events).extracting(TransactionEventRequest::seqNo).containsExactly(1, 2, 3);
        assertThat(events)
                .allSatisfy(event ->
                        assertThat(event.transactionInfo().transactionId()).isEqualTo(TRANSACTION));
        assertThat(values(events.get(1))).as("to the last zero").containsExactly("1234.500", "0.10");
        assertThat(values(events.get(2))).containsExactly("12.0", "1000");
        assertThat(station.tester.state().keys()).containsExactly("accepted", "discarded/0");
    }

    private static List<String> values(TransactionEventRequest event) {
        return event.meterValue().get(0).sampledValue().stream()
                .map(sample -> sample.value())
                .map(BigDecimal::toPlainString)
                .toList();
    }

    @Test
    void tellsWhatWasSentAsOffline() { // E11.FR.07
        store();
        station.tester.lifeCycle().setConnected(false);
        station.start();
        station.tester.goOnline(Duration.ofHours(1));

        assertThat(station.tester
                        .lastCall()
                        .request(TransactionEventRequest.class)
                        .offline())
                .isTrue();
    }

    @Test
    void countsTheAttemptsOn() { // E13.FR.04
        store();
        station.start();
        station.tester.lastCall().timeOut();

        assertThat(station.tester
                        .lastCall()
                        .request(TransactionEventRequest.class)
                        .seqNo())
                .isEqualTo(2);
        assertThat(station.tester.state().all("discarded/", DiscardedMessage.class))
                .extractingByKeys("discarded/0", "discarded/1")
                .extracting(DiscardedMessage::messageId, DiscardedMessage::attempts)
                .containsExactly(
                        tuple("cfdc3d01-f69a-4a60-8717-fbfeab796b15", 2),
                        tuple("c49606f6-3df8-4e34-a519-35d78d16a7d3", 2));
    }

    @Test
    void storesWhatWaitsInItsOwnForm() {
        station.tester.state().putStored("queue/0", QUEUE_0.replace(",\"offline\":true", ""));
        station.tester.lifeCycle().setConnected(false);
        station.start();

        assertThat(station.tester.state().stored("queue/0"))
                .startsWith(
                        "{\"v\":2,\"data\":{\"order\":2,\"messageId\":\"a91e06f4-3172-44d7-a961-2b0a697c5598\",\"sent\":false,"
                                + "\"failures\":0,\"item\":{\"v\":1,\"data\":{\"event\":{\"eventType\":\"Updated\",")
                .endsWith("\"sampledValue\":[{\"value\":1234.500},{\"value\":0.10}]}],\"offline\":true}}},"
                        + "\"action\":\"TransactionEvent\"}}");
    }
}
