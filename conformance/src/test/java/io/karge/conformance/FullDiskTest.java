package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full for a while: what happens meanwhile is told afterwards as it was, with the times at which it was. */
class FullDiskTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @Test
    void aStopByCardWhileTheDiskIsFullIsToldAsItWas() {
        try (InProcessStation station = new InProcessStation(new Hyc400Eu(), folder)) {
            Bench bench = station.ready();
            charge(station, bench);
            bench.pause(Duration.ofMinutes(1));
            Instant failed = now(station);
            station.store().fail("No space left on device");
            bench.pause(SOON);
            station.presentToken(bench.validIdToken(), bench.evseId());
            bench.pause(Duration.ofSeconds(2));
            Instant stopped = now(station);
            station.unplug(bench.evseId());
            bench.pause(Duration.ofSeconds(8));
            station.store().repair();
            bench.pause(Duration.ofMinutes(2));

            List<TransactionEventRequest> events = events(bench);
            TransactionEventRequest ended = events.get(events.size() - 1);
            assertThat(ended.eventType()).isEqualTo(TransactionEventEnumType.Ended);
            assertThat(ended.triggerReason()).isEqualTo(TriggerReasonEnumType.StopAuthorized);
            assertThat(ended.transactionInfo().stoppedReason()).isEqualTo(ReasonEnumType.Local);
            assertThat(ended.timestamp()).isBetween(failed.plusSeconds(4), stopped);
            assertThat(ended.offline()).isTrue();
            assertThat(bench.csms().came(BootNotificationRequest.class, any -> true))
                    .as("no reboot")
                    .isEmpty();
            assertServes(station, bench);
        }
    }

    @Test
    void metersGoOnAndAreToldWithTheirTimes() {
        try (InProcessStation station = new InProcessStation(new Hyc400Eu(), folder)) {
            Bench bench = station.ready();
            charge(station, bench);
            station.store().fail("No space left on device");
            Instant failed = now(station);
            bench.pause(Duration.ofMinutes(30));
            Instant repaired = now(station);
            station.store().repair();
            bench.pause(Duration.ofMinutes(1));
            stop(station, bench);

            assertThat(events(bench).stream()
                            .filter(event -> event.triggerReason() == TriggerReasonEnumType.MeterValuePeriodic)
                            .filter(event -> event.timestamp().isAfter(failed)
                                    && event.timestamp().isBefore(repaired))
                            .count())
                    .isGreaterThan(1);
            assertServes(station, bench);
        }
    }

    /** The disk gets full as the station has just sent its first message of a session, its second ... */
    @TestFactory
    Stream<DynamicTest> whereverInASessionTheDiskGetsFull() {
        int undisturbed = new Session(0).run();
        assertThat(undisturbed).as("messages of an undisturbed session").isGreaterThan(6);
        return IntStream.rangeClosed(1, undisturbed)
                .mapToObj(n -> DynamicTest.dynamicTest("at message " + n, () -> new Session(n).run()));
    }

    private final class Session {
        private final int number;
        private final InProcessStation station;
        private int messages;

        Session(int number) {
            this.number = number;
            station = new InProcessStation(new Hyc400Eu(), folder, Breakage.onWire(text -> {
                if (++messages == this.number) {
                    station().store().fail("No space left on device");
                }
                return List.of(text);
            }));
        }

        private InProcessStation station() {
            return station;
        }

        /** Gives how many messages were sent. */
        int run() {
            try (station) {
                Bench bench = station.ready();
                messages = 0;
                charge(station, bench);
                station.store().repair();
                bench.pause(Duration.ofMinutes(1));
                if (station.view().transactions().isEmpty()) { // it takes no session while the disk is full
                    station.presentToken(bench.validIdToken(), bench.evseId());
                }
                bench.pause(Duration.ofMinutes(1));
                stop(station, bench);
                station.store().repair();
                int sent = messages;
                bench.pause(Duration.ofMinutes(3));
                assertThat(bench.csms().came(BootNotificationRequest.class, any -> true))
                        .as("no reboot")
                        .isEmpty();
                assertThat(events(bench)).last().satisfies(ended -> {
                    assertThat(ended.eventType()).isEqualTo(TransactionEventEnumType.Ended);
                    assertThat(ended.meterValue()).as("its energy").isNotEmpty();
                    assertThat(ended.transactionInfo().stoppedReason()).isEqualTo(ReasonEnumType.Local);
                });
                assertServes(station, bench);
                return sent;
            }
        }
    }

    private static void charge(InProcessStation station, Bench bench) {
        station.plugIn(bench.evseId());
        bench.pause(SOON);
        station.presentToken(bench.validIdToken(), bench.evseId());
        bench.pause(SOON);
    }

    private static void stop(InProcessStation station, Bench bench) {
        assertThat(station.view().transactions()).hasSize(1);
        station.presentToken(bench.validIdToken(), bench.evseId());
        bench.pause(SOON);
        station.unplug(bench.evseId());
        bench.pause(SOON);
    }

    /** The only transaction: complete and in order, each event as it came the first time. */
    private static List<TransactionEventRequest> events(Bench bench) {
        TransactionLog log = bench.csms().transactions();
        log.verify();
        assertThat(log.transactionIds()).hasSize(1);
        return log.events(log.transactionIds().get(0));
    }

    private static void assertServes(InProcessStation station, Bench bench) {
        assertThat(station.view().transactions()).isEmpty();
        assertThat(station.view().queue().length()).isZero();
        assertThat(station.view().problems()).isEmpty();
        List<TestCsms.Received<StatusNotificationRequest>> told =
                bench.csms().came(StatusNotificationRequest.class, status -> status.evseId() == bench.evseId());
        assertThat(told.get(told.size() - 1).request().connectorStatus()).isEqualTo(ConnectorStatusEnumType.Available);
        charge(station, bench);
        assertThat(station.view().transactions()).as("the next session").hasSize(1);
    }

    private static Instant now(InProcessStation station) {
        return station.time().wallClock();
    }
}
