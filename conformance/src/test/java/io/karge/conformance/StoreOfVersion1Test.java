package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.driver.testkit.VirtualTime;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.storage.MemoryStore;
import io.karge.storage.Write;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the version before stored records had versions of their own wrote in the middle of a charge, with events and a
 * security event that waited for the CSMS, is opened: what waits is delivered as it was, and the session goes on.
 */
class StoreOfVersion1Test {
    private static final String STORED = "store-before-epochs.json";
    private static final String TRANSACTION = "8a2367cd-7c10-420c-80e6-a4e43993a148";
    private static final Instant AFTERWARDS = Instant.parse("2026-11-29T14:50:00Z");
    private static final IdTokenType CARD = IdTokenType.of("04A2B3C4D5", IdTokenEnumType.ISO14443);

    @TempDir
    Path folder;

    @Test
    void theSessionGoesOnAndWhatWaitedIsDelivered() {
        try (InProcessStation station = new InProcessStation(
                new Hyc400Eu(), folder, Breakage.none(), new VirtualTime(AFTERWARDS), StoreOfVersion1Test::before)) {
            Bench bench = Bench.of(station, station.csms());
            bench.pause(Duration.ofMinutes(1));
            assertThat(station.view().transactions())
                    .singleElement()
                    .satisfies(running -> assertThat(running.transactionId()).isEqualTo(TRANSACTION));
            assertThat(station.view().queue().length()).isZero();
            assertThat(bench.csms().came(SecurityEventNotificationRequest.class, any -> true))
                    .first()
                    .satisfies(event -> {
                        assertThat(event.request().type()).isEqualTo("ResetOrReboot");
                        assertThat(event.request().timestamp()).isEqualTo("2026-11-29T14:46:06.988Z");
                    });

            station.presentToken(CARD, 1);
            bench.pause(Duration.ofSeconds(10));
            station.unplug(1);
            bench.pause(Duration.ofMinutes(1));
            List<TransactionEventRequest> events = bench.csms().transactions().events(TRANSACTION);
            assertThat(events)
                    .first()
                    .extracting(TransactionEventRequest::seqNo)
                    .isEqualTo(5);
            for (int i = 1; i < events.size(); i++) {
                assertThat(events.get(i).seqNo()).isEqualTo(events.get(i - 1).seqNo() + 1);
                assertThat(events.get(i).timestamp())
                        .isAfterOrEqualTo(events.get(i - 1).timestamp());
            }
            assertThat(events.subList(0, 6))
                    .allSatisfy(event -> assertThat(event.offline()).isTrue());
            assertThat(events.get(events.size() - 1).eventType()).isEqualTo(TransactionEventEnumType.Ended);
            assertThat(station.view().transactions()).isEmpty();
            assertThat(station.view().problems()).isEmpty();
        }
    }

    /** The vehicle of then is still there; of the cabinet's contactors nothing is known. */
    private static void before(InProcessStation station, MemoryStore store) {
        station.plugIn(1);
        List<Write> writes = new ArrayList<>();
        stored().properties()
                .forEach(entry -> writes.add(Write.put(
                        entry.getKey().replace("MIGRATE-1", station.stationId()),
                        entry.getValue().asText().getBytes(StandardCharsets.UTF_8))));
        store.newWriter().commit(writes, result -> {});
    }

    private static JsonNode stored() {
        try (InputStream in = StoreOfVersion1Test.class.getResourceAsStream(STORED)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
