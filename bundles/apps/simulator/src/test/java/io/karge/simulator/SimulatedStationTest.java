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

    private Site site;

    @BeforeEach
    void open() {
        site = new Site(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aChangeIsDoneAtOnceWithoutAMasterAndSavedThen() throws IOException {
        SimulatedStation station = site.start("demo");
        StationView after = site.done(station.plugIn(1, Vehicle.DEFAULT));
        assertThat(after.evses().get(0).cable()).isEqualTo("plugged");
        assertThat(site.stateFile("demo").load().evses().get(0).vehicle()).isEqualTo(Vehicle.DEFAULT);
        assertThat(site.done(station.unplug(1)).evses().get(0).cable()).isEqualTo("none");
        assertThat(site.stateFile("demo").load().evses().get(0).vehicle()).isNull();
    }

    @Test
    void everyActionShowsInWhatCanBeSeen() {
        SimulatedStation station = site.start("demo");
        site.done(station.plugIn(2, Vehicle.DEFAULT));
        assertThat(site.done(station.vehicle(2, "suspended")).evses().get(1).vehicle())
                .isEqualTo("suspended");
        assertThat(site.done(station.vehicle(2, "charging")).evses().get(1).vehicle())
                .isEqualTo("waiting");
        assertThat(site.done(station.fault(2, FaultCode.OVER_VOLTAGE))
                        .evses()
                        .get(1)
                        .faults())
                .containsExactly("OverVoltage");
        assertThat(site.done(station.clearFault(2, FaultCode.OVER_VOLTAGE))
                        .evses()
                        .get(1)
                        .faults())
                .isEmpty();
        assertThat(site.done(station.link(LinkMode.SILENT)).link()).isEqualTo("silent");
        assertThat(site.done(station.stopButton(1))).isNotNull();
        assertThat(site.done(station.presentToken("CAFE", TokenType.ISO14443, 0)))
                .isNotNull();
        assertThat(site.done(station.trap(Trap.LIMIT_WATCHDOG, true))).isNotNull();
        assertThat(site.done(station.firmware(FirmwareFailure.VERIFY, null))).isNotNull();
    }

    @Test
    void aPowerCycleIsDoneWhenTheCabinetIsBack() {
        SimulatedStation station = site.start("demo");
        var change = station.powerCycle(Duration.ofSeconds(3)).toCompletableFuture();
        site.time.advance(Duration.ofMillis(2_999));
        assertThat(change).isNotDone();
        site.time.advance(Duration.ofMillis(1));
        assertThat(change).isCompletedWithValueMatching(view -> view.bootCounter() == 2);
    }

    @Test
    void aRemovalIsAPowerFailureThatLeavesCableVehicleAndMeter() {
        SimulatedStation before = site.start("demo");
        site.done(before.plugIn(1, Vehicle.DEFAULT));
        EvseView left = before.view().evses().get(0);
        site.remove(before);
        StationView after = site.start("demo").view();
        assertThat(after.evses().get(0)).isEqualTo(left);
        assertThat(after.bootCounter()).isEqualTo(2);
    }

    @Test
    void aCrashLosesNothingThatWasSeen() {
        SimulatedStation crashed = site.start("demo");
        site.done(crashed.plugIn(1, Vehicle.DEFAULT));
        // no close: the process is gone
        assertThat(site.start("demo").view().evses().get(0).cable()).isEqualTo("plugged");
        assertThat(site.stations.get(1).view().bootCounter()).isEqualTo(2);
    }

    @Test
    void leavesNoTimerBehind() {
        SimulatedStation station = site.start("demo");
        site.done(station.plugIn(1, Vehicle.DEFAULT));
        station.powerCycle(Duration.ofSeconds(3));
        site.remove(station);
        site.time.runUntilIdle();
        assertThat(site.time.pendingTimers()).isZero();
    }
}
