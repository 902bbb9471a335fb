package io.karge.block.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.HeartbeatResponse;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.VariableType;
import io.karge.station.StationEvent;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** G02, and the heartbeat of B04. */
class HeartbeatsTest {
    private static final Instant CSMS_TIME = Instant.parse("2026-02-03T04:05:06Z");

    private final BlockTester station = BlockTester.of(new ProvisioningBlockFactory());

    @BeforeEach
    void start() {
        station.deviceModel().preset(Heartbeats.INTERVAL, "10");
        station.start();
    }

    private int beats() {
        return station.calls(HeartbeatRequest.class).size();
    }

    private void answer() {
        station.lastCall().answer(HeartbeatResponse.of(CSMS_TIME));
    }

    @Test
    void beatsAtTheInterval() { // G02.FR.02, G02.FR.07
        station.advance(Duration.ofMillis(9_999));
        assertThat(beats()).isZero();
        for (int beat = 1; beat <= 3; beat++) {
            station.advance(Duration.ofMillis(beat == 1 ? 1 : 10_000));
            assertThat(beats()).isEqualTo(beat);
            answer();
        }
    }

    @Test
    void bringsTheTime() { // G02.FR.06
        station.advance(Duration.ofSeconds(10));
        answer();
        assertThat(station.lifeCycle().timesReceived()).containsExactly(CSMS_TIME);
    }

    @Test
    void takesNoTimeOfTheCsmsWhenThatIsNoSource() { // effect: ClockCtrlr.TimeSource
        station.deviceModel().preset(VariableKey.of("ClockCtrlr", "TimeSource"), "RealTimeClock");
        station.advance(Duration.ofSeconds(10));
        answer();
        assertThat(station.lifeCycle().timesReceived()).isEmpty();
    }

    @Test
    void anotherIntervalHoldsAtOnce() { // effect: OCPPCommCtrlr.HeartbeatInterval
        station.advance(Duration.ofSeconds(9));
        station.deviceModel()
                .set(SetVariableDataType.of(
                        "3", ComponentType.of("OCPPCommCtrlr"), VariableType.of("HeartbeatInterval")));
        station.tell(new StationEvent.VariableChanged(Heartbeats.INTERVAL, "3"));
        station.advance(Duration.ofSeconds(2));
        assertThat(beats()).isZero();
        station.advance(Duration.ofSeconds(1));
        assertThat(beats()).isEqualTo(1);
    }

    @Test
    void oneIsOpenAtATime() {
        station.advance(Duration.ofSeconds(35));
        assertThat(beats()).isEqualTo(1);
        station.lastCall().timeOut();
        station.advance(Duration.ofSeconds(10));
        assertThat(beats()).isEqualTo(2);
    }

    @Test
    void restsWhileOfflineAndBeatsOnTheWayBack() { // B04
        station.goOffline();
        station.advance(Duration.ofMinutes(10));
        assertThat(beats()).isZero();
        station.goOnline(Duration.ofMinutes(10));
        station.advance(Duration.ZERO);
        assertThat(beats()).isEqualTo(1);
        answer();
        station.advance(Duration.ofSeconds(10));
        assertThat(beats()).isEqualTo(2);
    }
}
