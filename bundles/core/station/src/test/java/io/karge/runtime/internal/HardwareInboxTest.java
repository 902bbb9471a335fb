package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.BootReason;
import io.karge.driver.Fault;
import io.karge.driver.FirmwareState;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.CableChanged;
import io.karge.driver.HardwareEvent.FaultCleared;
import io.karge.driver.HardwareEvent.FaultRaised;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.driver.HardwareEvent.MeterSampled;
import io.karge.driver.HardwareEvent.OperativeChanged;
import io.karge.driver.HardwareEvent.Rebooted;
import io.karge.driver.HardwareEvent.SensorsRead;
import io.karge.driver.HardwareEvent.StopRequested;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.driver.MeterReading;
import io.karge.driver.SensorReading;
import io.karge.driver.TokenType;
import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.StationView;
import io.karge.runtime.internal.loop.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A driver may tell as much as it likes: what waits has a bound, and what counts gets through. */
class HardwareInboxTest {
    private static final int FLOOD = 100_000;

    private final VirtualTime time = new VirtualTime();
    private final Instant now = time.wallClock();
    private final ProblemList problems = new ProblemList("station=CS-1", time);
    private final List<HardwareEvent> heard = new ArrayList<>();
    private final EventLoop loop = new EventLoop("CS-1", time.computing(), 1000);
    private final HardwareInbox inbox = new HardwareInbox("CS-1", loop, time, problems, heard::add);

    HardwareInboxTest() {
        inbox.from("driver memory 1.0.0");
    }

    @Test
    void handsOverInOrderWhatAStationCanTake() {
        for (int i = 0; i < 200; i++) {
            inbox.post(new OperativeChanged(now, 1, i % 2 == 0));
        }
        time.runUntilIdle();

        assertThat(heard).hasSize(200).last().isEqualTo(new OperativeChanged(now, 1, false));
        assertThat(problems.all()).isEmpty();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void keepsTheLatestOfEachLevelInAFlood() {
        for (int i = 0; i <= FLOOD; i++) {
            inbox.post(new OperativeChanged(now, 1 + i % 2, i < FLOOD - 1));
        }
        time.advance(Duration.ofSeconds(1));

        assertThat(heard).hasSizeLessThanOrEqualTo(HardwareInbox.MOST + 2);
        assertThat(heard.subList(heard.size() - 2, heard.size()))
                .containsExactly(new OperativeChanged(now, 2, false), new OperativeChanged(now, 1, false));
        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("The driver memory 1.0.0 floods its station with events");
            assertThat(problem.why())
                    .startsWith("station CS-1: more than 256 waited, most of them OperativeChanged of EVSE");
        });
    }

    @Test
    void keepsTheLatestOfEachSensorInAFlood() {
        for (int i = 0; i <= FLOOD; i++) {
            inbox.post(new SensorsRead(now, List.of(new SensorReading(i % 2 == 0 ? "inlet" : "top", i))));
        }
        time.advance(Duration.ofSeconds(1));

        assertThat(heard.subList(heard.size() - 2, heard.size()))
                .containsExactly(
                        new SensorsRead(now, List.of(new SensorReading("top", FLOOD - 1))),
                        new SensorsRead(now, List.of(new SensorReading("inlet", FLOOD))));
    }

    @Test
    void letsTokensAndButtonsThroughAFloodOfReadings() {
        for (int i = 0; i < FLOOD; i++) {
            inbox.post(new MeterSampled(now, 1, MeterReading.at(now).withEnergyWh(i)));
            if (i == FLOOD / 2) {
                inbox.post(new CableChanged(now, 1, false));
                inbox.post(new TokenPresented(now, 1, "ABCD", TokenType.ISO14443));
                inbox.post(new StopRequested(now, 2));
            }
        }
        time.advance(Duration.ofSeconds(1));

        assertThat(heard)
                .contains(
                        new CableChanged(now, 1, false),
                        new TokenPresented(now, 1, "ABCD", TokenType.ISO14443),
                        new StopRequested(now, 2))
                .last()
                .isEqualTo(new MeterSampled(now, 1, MeterReading.at(now).withEnergyWh(FLOOD - 1)));
    }

    @Test
    void saysThatItRefusesWhatCannotWait() {
        for (int i = 0; i < FLOOD; i++) {
            inbox.post(new TokenPresented(now, 1, "T" + i, TokenType.ISO14443));
            inbox.post(new FaultRaised(now, 1, new Fault("F" + i, "")));
        }
        time.advance(Duration.ofSeconds(1));

        assertThat(heard).hasSizeLessThanOrEqualTo(HardwareInbox.MOST);
        assertThat(problems.all())
                .singleElement()
                .extracting(StationView.Problem::why)
                .asString()
                .contains("tokens, buttons or faults among them were refused");
    }

    @Test
    void isAsBeforeWhenTheFloodIsOver() {
        for (int i = 0; i < FLOOD; i++) {
            inbox.post(new OperativeChanged(now, 1, i % 2 == 0));
        }
        time.advance(Duration.ofSeconds(3));
        heard.clear();
        inbox.post(new OperativeChanged(now, 1, true));
        time.runUntilIdle();
        assertThat(heard).hasSize(1);

        time.advance(Duration.ofMinutes(2));
        assertThat(problems.all()).isEmpty();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void saysNothingAnyMoreOfADriverThatWasReplaced() {
        flood(FLOOD);
        time.advance(Duration.ofMillis(200));
        assertThat(problems.all()).hasSize(1);
        inbox.from("driver memory 1.0.1");
        assertThat(problems.all()).isEmpty();

        flood(FLOOD);
        time.advance(Duration.ofMillis(200));
        assertThat(problems.all())
                .extracting(StationView.Problem::what)
                .singleElement()
                .asString()
                .contains("1.0.1");
        inbox.over();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void handsOverTenTimesASecondWhileTheFloodGoesOn() {
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 1_000; i++) {
                inbox.post(new OperativeChanged(now, 1, i % 2 == 0));
            }
            time.advance(Duration.ofMillis(100));
        }

        assertThat(heard).hasSizeLessThan(HardwareInbox.MOST + 20);
        inbox.close();
        assertThat(time.pendingTimers()).isZero();
    }

    /** Each level has parts that are told apart: what is the latest of one is not that of another. */
    @Test
    void tellsConnectorsAndFaultsApartInAFlood() {
        Fault one = new Fault("F", "", "", 1);
        Fault two = new Fault("F", "", "", 2);
        flood(FLOOD);
        inbox.post(new CableChanged(now, 1, 1, true, null));
        inbox.post(new CableChanged(now, 1, 2, true, null));
        inbox.post(new FaultRaised(now, 1, one));
        inbox.post(new FaultRaised(now, 1, two));
        inbox.post(new FaultRaised(now, 1, new Fault("G", "", "", 1)));
        inbox.post(new FaultRaised(now, 1, new Fault("G", "", "", 2)));
        inbox.post(new FaultCleared(now, 1, one));
        time.advance(Duration.ofSeconds(1));

        assertThat(heard)
                .contains(
                        new CableChanged(now, 1, 1, true, null),
                        new CableChanged(now, 1, 2, true, null),
                        new FaultRaised(now, 1, two),
                        new FaultRaised(now, 1, new Fault("G", "", "", 1)),
                        new FaultRaised(now, 1, new Fault("G", "", "", 2)),
                        new FaultCleared(now, 1, one))
                .doesNotContain(new FaultRaised(now, 1, one));
    }

    @Test
    void keepsTheLatestRestartAndProgressInAFlood() {
        flood(FLOOD);
        for (int i = 0; i <= 100; i++) {
            inbox.post(new Rebooted(now, i, BootReason.WATCHDOG));
            inbox.post(new FirmwareProgress(now, FirmwareState.INSTALLING, i, ""));
        }
        time.advance(Duration.ofSeconds(1));
        assertThat(heard)
                .filteredOn(event -> event instanceof Rebooted || event instanceof FirmwareProgress)
                .containsExactly(
                        new Rebooted(now, 100, BootReason.WATCHDOG),
                        new FirmwareProgress(now, FirmwareState.INSTALLING, 100, ""));
    }

    @Test
    void holdsBackWhatComesInAFloodUntilTheNextTenth() {
        flood(1_000);
        time.advance(Duration.ofMillis(100));
        heard.clear();
        inbox.post(new StopRequested(now, 1));
        time.runUntilIdle();
        assertThat(heard).isEmpty();
        time.advance(Duration.ofMillis(100));
        assertThat(heard).containsExactly(new StopRequested(now, 1));
    }

    @Test
    void saysItAnewWhenAFloodBeginsToCostTokensAndForgetsThatAfterwards() {
        flood(FLOOD);
        time.advance(Duration.ofMillis(100));
        assertThat(why()).doesNotContain("refused");
        for (int i = 0; i < 1_000; i++) {
            inbox.post(new TokenPresented(now, 1, "T" + i, TokenType.ISO14443));
        }
        time.advance(Duration.ofMillis(200));
        assertThat(why()).contains("tokens, buttons or faults among them were refused");

        time.advance(Duration.ofMinutes(3));
        assertThat(problems.all()).isEmpty();
        flood(FLOOD);
        time.advance(Duration.ofMillis(100));
        assertThat(why()).doesNotContain("refused");
    }

    @Test
    void isAProblemForAMinuteAfterTheLastFlood() {
        flood(FLOOD);
        time.advance(Duration.ofSeconds(50));
        flood(FLOOD);
        time.advance(Duration.ofSeconds(20));
        assertThat(problems.all()).hasSize(1);
    }

    /** The reading is lost, and what comes after it is not taken for it. */
    @Test
    void leavesOutAReadingThatAnOverloadedLoopDoesNotTake() {
        for (int i = 0; i < 1_000; i++) {
            loop.post(() -> {});
        }
        inbox.post(new MeterSampled(now, 1, MeterReading.at(now)));
        inbox.post(new StopRequested(now, 1));
        time.runUntilIdle();
        assertThat(heard).containsExactly(new StopRequested(now, 1));
    }

    @Test
    void handsOverNothingOnceItIsClosed() {
        inbox.post(new StopRequested(now, 1));
        inbox.close();
        time.runUntilIdle();
        assertThat(heard).isEmpty();
    }

    private void flood(int events) {
        for (int i = 0; i < events; i++) {
            inbox.post(new OperativeChanged(now, 1, i % 2 == 0));
        }
    }

    private String why() {
        return problems.all().get(0).why();
    }
}
