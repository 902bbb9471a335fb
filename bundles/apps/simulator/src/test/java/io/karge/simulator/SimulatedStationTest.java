package io.karge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.TokenType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedStationTest {
    @TempDir
    Path folder;

    private SimulatorFixture fixture;

    @BeforeEach
    void open() {
        fixture = new SimulatorFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aChangeIsDoneAtOnceWithoutAMasterAndSavedThen() throws IOException {
        SimulatedStation station = fixture.start("demo");
        StationView after = fixture.done(station.plugIn(1, Vehicle.DEFAULT));
        assertThat(after.evses().get(0).cable()).isEqualTo("plugged");
        assertThat(fixture.stateFile("demo").load().evses().get(0).vehicle()).isEqualTo(Vehicle.DEFAULT);
        assertThat(fixture.done(station.unplug(1)).evses().get(0).cable()).isEqualTo("none");
        assertThat(fixture.stateFile("demo").load().evses().get(0).vehicle()).isNull();
    }

    @Test
    void everyActionShowsInWhatCanBeSeen() {
        SimulatedStation station = fixture.start("demo");
        fixture.done(station.plugIn(2, Vehicle.DEFAULT));
        assertThat(fixture.done(station.vehicle(2, "suspended")).evses().get(1).vehicle())
                .isEqualTo("suspended");
        assertThat(fixture.done(station.vehicle(2, "charging")).evses().get(1).vehicle())
                .isEqualTo("waiting");
        assertThat(fixture.done(station.fault(2, FaultCode.OVER_VOLTAGE))
                        .evses()
                        .get(1)
                        .faults())
                .containsExactly("OverVoltage");
        assertThat(fixture.done(station.clearFault(2, FaultCode.OVER_VOLTAGE))
                        .evses()
                        .get(1)
                        .faults())
                .isEmpty();
        assertThat(fixture.done(station.link(LinkMode.SILENT)).link()).isEqualTo("silent");
        assertThat(fixture.done(station.stopButton(1))).isNotNull();
        assertThat(fixture.done(station.presentToken("CAFE", TokenType.ISO14443, 0)))
                .isNotNull();
        assertThat(fixture.done(station.trap(Trap.LIMIT_WATCHDOG, true))).isNotNull();
        assertThat(fixture.done(station.firmware(FirmwareFailure.VERIFY, null))).isNotNull();
    }

    @Test
    void aPowerCycleIsDoneWhenTheCabinetIsBack() {
        SimulatedStation station = fixture.start("demo");
        var change = station.powerCycle(Duration.ofSeconds(3)).toCompletableFuture();
        fixture.time.advance(Duration.ofMillis(2_999));
        assertThat(change).isNotDone();
        fixture.time.advance(Duration.ofMillis(1));
        assertThat(change).isCompletedWithValueMatching(view -> view.bootCounter() == 2);
    }

    @Test
    void aRemovalIsAPowerFailureThatLeavesCableVehicleAndMeter() {
        SimulatedStation before = fixture.start("demo");
        fixture.done(before.plugIn(1, Vehicle.DEFAULT));
        EvseView left = before.view().evses().get(0);
        fixture.remove(before);
        StationView after = fixture.start("demo").view();
        assertThat(after.evses().get(0)).isEqualTo(left);
        assertThat(after.bootCounter()).isEqualTo(2);
    }

    @Test
    void aCrashLosesNothingThatWasSeen() {
        SimulatedStation crashed = fixture.start("demo");
        fixture.done(crashed.plugIn(1, Vehicle.DEFAULT));
        // no close: the process is gone
        assertThat(fixture.start("demo").view().evses().get(0).cable()).isEqualTo("plugged");
        assertThat(fixture.stations.get(1).view().bootCounter()).isEqualTo(2);
    }

    @Test
    void leavesNoTimerBehind() {
        SimulatedStation station = fixture.start("demo");
        fixture.done(station.plugIn(1, Vehicle.DEFAULT));
        station.powerCycle(Duration.ofSeconds(3));
        fixture.remove(station);
        fixture.time.runUntilIdle();
        assertThat(fixture.time.pendingTimers()).isZero();
    }
}
