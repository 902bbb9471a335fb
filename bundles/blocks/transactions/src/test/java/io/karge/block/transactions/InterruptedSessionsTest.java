package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.MeterReading;
import io.karge.ocpp.Action;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TransactionType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import io.karge.station.DurableQueues;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What could not be read for a while comes back: its transactions end, whoever charges there now. */
class InterruptedSessionsTest {
    private static final Instant LAST = Instant.parse("2026-01-01T00:20:00Z");
    private static final String CHARGING = """
            {"v":1,"data":{"evseId":1,"levels":{"pluggedIn":true,"pathClosed":true,"vehicle":"CHARGING"},"energised":true,\
            "grant":{"state":"GRANTED","evseIds":[],"reported":true},"progress":{"transactionId":"TX-1",\
            "startedAt":"2026-01-01T00:00:00Z","nextSeqNo":11,"chargingState":"Charging",\
            "meteredSince":"2026-01-01T00:00:00Z","meterStartWh":0,"lastAt":"2026-01-01T00:10:00Z"}}}""";
    private static final String WITHOUT_TRANSACTION = """
            {"v":1,"data":{"evseId":2,"levels":{"pluggedIn":true,"pathClosed":false,"vehicle":"WAITING"},"energised":false,\
            "grant":{"state":"NONE","evseIds":[],"reported":false}}}""";

    private final Map<String, byte[]> before = entries("session/1", CHARGING, "session/2", WITHOUT_TRANSACTION);
    private final Map<String, byte[]> since = entries("session/1", WITHOUT_TRANSACTION);

    private static Map<String, byte[]> entries(String... keysAndValues) {
        Map<String, byte[]> entries = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entries.put(keysAndValues[i], keysAndValues[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return entries;
    }

    private List<TransactionEventRequest> rejoined(Map<String, MeterReading> readings) {
        Map<String, byte[]> now = new TransactionsFactory().rejoined(before, since, readings);
        assertThat(now).containsEntry("session/1", since.get("session/1")).doesNotContainKey("session/2");
        return DurableQueues.stored(now, "queue", QueuedEvent.class).stream()
                .map(QueuedEvent::event)
                .toList();
    }

    @Test
    void endsThemWithWhatWasReadLast() {
        List<TransactionEventRequest> told =
                rejoined(Map.of("TX-1", MeterReading.at(LAST).withEnergyWh(4_200)));
        assertThat(told).hasSize(1);
        TransactionEventRequest end = told.get(0);
        assertThat(end.eventType()).isEqualTo(TransactionEventEnumType.Ended);
        assertThat(end.transactionInfo().transactionId()).isEqualTo("TX-1");
        assertThat(end.transactionInfo().stoppedReason()).isEqualTo(ReasonEnumType.Other);
        assertThat(end.seqNo()).isEqualTo(11);
        assertThat(end.timestamp()).isEqualTo(LAST);
        assertThat(end.meterValue())
                .singleElement()
                .extracting(MeterValueType::timestamp)
                .isEqualTo(LAST);
        assertThat(end.meterValue().get(0).sampledValue().get(0).value()).isEqualByComparingTo("4200");
    }

    /** Nothing is made up where nothing is known. */
    @Test
    void endsThemAtTheirLastEventWhereNoReadingIsKnown() {
        TransactionEventRequest end = rejoined(Map.of()).get(0);
        assertThat(end.timestamp()).isEqualTo(Instant.parse("2026-01-01T00:10:00Z"));
        assertThat(end.meterValue()).isNull();
    }

    @Test
    void sendsWhatWaitedThenFirst() {
        since.putAll(DurableQueues.with(Map.of(), "queue", event("TX-2", 0), Action.TransactionEvent));
        before.putAll(DurableQueues.with(before, "queue", event("TX-1", 10), Action.TransactionEvent));
        Map<String, byte[]> now = new TransactionsFactory().rejoined(before, since, Map.of());
        TransactionsTester station = new TransactionsTester();
        now.forEach((key, value) -> station.tester.state().putStored(key, new String(value, StandardCharsets.UTF_8)));
        station.start();
        station.confirmAll();
        assertThat(station.events())
                .extracting(event -> event.transactionInfo().transactionId() + " " + event.seqNo())
                .startsWith("TX-1 10", "TX-1 11", "TX-2 0");
    }

    private static QueuedEvent event(String transactionId, int seqNo) {
        return new QueuedEvent(
                TransactionEventRequest.of(
                        TransactionEventEnumType.Updated,
                        LAST,
                        TriggerReasonEnumType.ChargingStateChanged,
                        seqNo,
                        TransactionType.of(transactionId)),
                null);
    }
}
