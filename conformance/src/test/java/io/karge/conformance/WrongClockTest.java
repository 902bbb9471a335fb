package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.driver.testkit.VirtualTime;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.VariableType;
import io.karge.storage.MemoryStore;
import io.karge.storage.Write;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process dies while a car charges, and starts on a machine whose clock is wrong. */
class WrongClockTest {
    private static final Duration YEAR = Duration.ofDays(365);

    @TempDir
    Path folder;

    @Test
    void noEventIsOlderThanTheOneBeforeWhenTheClockIsBehind() {
        Run before = new Run(VirtualTime.DEFAULT_START, new TreeMap<>(), false);
        before.online();
        before.charge();
        before.station.csms().refuseConnections();
        before.bench.pause(Duration.ofMinutes(5));
        SortedMap<String, byte[]> stored = before.dies();
        int sent = before.events().size();

        Run after = new Run(before.now().minusSeconds(3), stored, true);
        after.station.csms().refuseConnections();
        after.bench.pause(Duration.ofMinutes(5));
        after.stop();
        after.station.csms().acceptConnections();
        after.bench.pause(Duration.ofMinutes(10));

        List<TransactionEventRequest> all = new ArrayList<>(before.events());
        all.addAll(after.events());
        assertThat(all).hasSizeGreaterThan(sent + 2).last().satisfies(last -> assertThat(last.eventType())
                .isEqualTo(TransactionEventEnumType.Ended));
        assertInOrder(all);
    }

    @Test
    void whatWasStampedAYearAheadIsSentWithTheRightTimes() {
        Run before = new Run(VirtualTime.DEFAULT_START, new TreeMap<>(), false);
        before.online();
        before.set("AuthCtrlr", "OfflineTxForUnknownIdEnabled", "true");
        SortedMap<String, byte[]> stored = before.dies();
        Instant died = before.now();

        Run after = new Run(died.plus(YEAR), stored, false);
        after.station.csms().refuseConnections();
        after.bench.pause(Duration.ofMinutes(1));
        after.charge();
        after.bench.pause(Duration.ofMinutes(20));
        after.time.jumpWallClock(YEAR.negated()); // the clock of the CSMS; the station does not look at it any more
        Instant right = after.now();
        after.station.csms().acceptConnections();
        after.bench.pause(Duration.ofMinutes(10));
        after.stop();
        after.bench.pause(Duration.ofMinutes(10));

        List<TransactionEventRequest> events = after.events();
        assertThat(events.get(0).eventType()).isEqualTo(TransactionEventEnumType.Started);
        assertThat(events).last().satisfies(last -> assertThat(last.eventType())
                .isEqualTo(TransactionEventEnumType.Ended));
        assertThat(events).allSatisfy(event -> {
            assertThat(event.timestamp()).isBetween(died, right.plus(Duration.ofMinutes(30)));
            assertThat(stamps(event))
                    .allSatisfy(at -> assertThat(at).isBetween(died, right.plus(Duration.ofMinutes(30))));
        });
        assertThat(events.get(0).timestamp()).isBetween(right.minusSeconds(21 * 60), right.minusSeconds(19 * 60));
        assertInOrder(events);
        assertThat(after.bench.csms().came(SecurityEventNotificationRequest.class, any -> true))
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(event.request().timestamp()).isBetween(died, right.plus(Duration.ofMinutes(30))));
    }

    private static List<Instant> stamps(TransactionEventRequest event) {
        List<MeterValueType> values = event.meterValue();
        return values == null
                ? List.of()
                : values.stream().map(MeterValueType::timestamp).toList();
    }

    private static void assertInOrder(List<TransactionEventRequest> events) {
        for (int i = 1; i < events.size(); i++) {
            assertThat(events.get(i).seqNo()).isEqualTo(events.get(i - 1).seqNo() + 1);
            assertThat(events.get(i).timestamp())
                    .as("event " + i)
                    .isAfterOrEqualTo(events.get(i - 1).timestamp());
        }
    }

    /** One run of the process, with a CSMS of its own. */
    private final class Run {
        private final VirtualTime time;
        private final InProcessStation station;
        private final Bench bench;

        Run(Instant clock, SortedMap<String, byte[]> stored, boolean vehicle) {
            time = new VirtualTime(clock);
            station = new InProcessStation(new Hyc400Eu(), folder, Breakage.none(), time, (cabinet, store) -> {
                if (vehicle) {
                    cabinet.plugIn(1);
                }
                put(store, stored);
            });
            bench = Bench.of(station, station.csms());
        }

        private void put(MemoryStore store, SortedMap<String, byte[]> stored) {
            List<Write> writes = new ArrayList<>();
            stored.forEach((key, value) -> writes.add(Write.put(key, value)));
            store.newWriter().commit(writes, result -> {});
        }

        void online() {
            station.csms().awaitConnection("online");
            bench.pause(Duration.ofMinutes(1));
        }

        void charge() {
            station.plugIn(1);
            bench.pause(Duration.ofSeconds(5));
            station.presentToken(bench.validIdToken(), 1);
            bench.pause(Duration.ofSeconds(5));
            assertThat(station.view().transactions()).hasSize(1);
        }

        void stop() {
            station.presentToken(bench.validIdToken(), 1);
            bench.pause(Duration.ofSeconds(10));
            station.unplug(1);
            bench.pause(Duration.ofSeconds(10));
        }

        void set(String component, String variable, String value) {
            station.gateway()
                    .setVariable(
                            station.stationId(),
                            SetVariableDataType.of(value, ComponentType.of(component), VariableType.of(variable)));
            bench.pause(Duration.ofSeconds(5));
        }

        List<TransactionEventRequest> events() {
            TransactionLog log = station.csms().transactions();
            assertThat(log.transactionIds()).hasSizeLessThan(2);
            return log.transactionIds().isEmpty()
                    ? List.of()
                    : log.events(log.transactionIds().get(0));
        }

        Instant now() {
            return time.wallClock();
        }

        SortedMap<String, byte[]> dies() {
            station.close();
            time.runUntilIdle();
            return station.store().load("");
        }
    }
}
