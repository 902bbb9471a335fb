package io.karge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.TokenType;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HyperchargerTest {

    @ParameterizedTest
    @CsvSource({"hyc-400-us,4", "hyc-200-us,2", "hyc-400-eu,2", "hyc-200-eu,2"})
    void hasTheEvsesOfItsModel(String model, int evses) {
        assertThat(new Bench(model).cabinet.view().evses()).hasSize(evses);
    }

    @Test
    void closesTheContactorsASecondAfterEnergyIsAllowedAndRampsUp() {
        Bench bench = new Bench();
        bench.cabinet.plugIn(1, Vehicle.DEFAULT);
        assertThat(bench.evse(1).vehicle()).isEqualTo("waiting");
        bench.command(Bench.ALLOW, 1);
        bench.seconds(0.75);
        assertThat(bench.evse(1).contactors()).isEqualTo("open");
        bench.seconds(0.25);
        assertThat(bench.evse(1).contactors()).isEqualTo("closed");
        assertThat(bench.evse(1).powerW()).isBetween(1, 15_000);
        bench.seconds(10);
        assertThat(bench.evse(1).powerW()).isEqualTo(170_000);
        assertThat(bench.evse(1).vehicle()).isEqualTo("charging");
    }

    @Test
    void metersWhatFlows() {
        Bench bench = new Bench().charging();
        long before = bench.evse(1).meterWh();
        int soc = bench.evse(1).soc();
        bench.seconds(360);
        assertThat(bench.evse(1).meterWh() - before).isBetween(16_999L, 17_001L);
        assertThat(bench.evse(1).soc() - soc).isBetween(21, 23);
    }

    /** Each lets the energy of a running session stop at once. */
    static Stream<Arguments> conditions() {
        return Stream.of(
                condition("unplugged", bench -> bench.cabinet.unplug(1)),
                condition("not allowed", bench -> bench.command(Bench.STOP, 1)),
                condition("inoperative", bench -> bench.command(Bench.OPERATIVE, 1, 0, "")),
                condition("faulted", bench -> bench.cabinet.raiseFault(1, FaultCode.GROUND_FAILURE)),
                condition("without power", bench -> bench.cabinet.powerCycle(Duration.ofSeconds(3))),
                condition("station stopped", bench -> bench.command(Bench.STOP, 0)));
    }

    private static Arguments condition(String name, Consumer<Bench> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conditions")
    void opensTheContactorsAtOnceWhenAConditionIsGone(String name, Consumer<Bench> change) {
        Bench bench = new Bench().charging();
        change.accept(bench);
        assertThat(bench.evse(1).contactors()).isEqualTo("open");
        assertThat(bench.evse(1).powerW()).isZero();
        long meter = bench.evse(1).meterWh();
        bench.seconds(60);
        assertThat(bench.evse(1).meterWh()).isEqualTo(meter);
    }

    @Test
    void doesNotCloseTheContactorsUntilEverythingIsThere() {
        Bench bench = new Bench();
        bench.command(Bench.ALLOW, 1);
        bench.seconds(5);
        assertThat(bench.evse(1).contactors()).isEqualTo("open");
        bench.cabinet.plugIn(1, Vehicle.DEFAULT);
        bench.cabinet.suspendVehicle(1, true);
        bench.seconds(5);
        assertThat(bench.evse(1).contactors()).isEqualTo("open");
        bench.cabinet.suspendVehicle(1, false);
        bench.seconds(5);
        assertThat(bench.evse(1).contactors()).isEqualTo("closed");
    }

    @Test
    void continuesWhenAFaultIsGoneAndEnergyIsStillAllowed() {
        Bench bench = new Bench().charging();
        bench.cabinet.raiseFault(1, FaultCode.HIGH_TEMPERATURE);
        assertThat(bench.evse(1).faults()).containsExactly("HighTemperature");
        bench.cabinet.clearFault(1, FaultCode.HIGH_TEMPERATURE);
        bench.seconds(10);
        assertThat(bench.evse(1).powerW()).isEqualTo(170_000);
    }

    @Test
    void theVehicleSuspendsAndResumesWithTheContactorsClosed() {
        Bench bench = new Bench().charging();
        bench.cabinet.suspendVehicle(1, true);
        assertThat(bench.evse(1))
                .returns("suspended", EvseView::vehicle)
                .returns(0, EvseView::powerW)
                .returns("closed", EvseView::contactors);
        bench.seconds(600);
        bench.cabinet.suspendVehicle(1, false);
        assertThat(bench.evse(1).powerW()).isLessThanOrEqualTo(15_000);
        bench.seconds(10);
        assertThat(bench.evse(1).powerW()).isEqualTo(170_000);
    }

    @Test
    void theDemonstrationVehicleDrawsLessAndLessAndIsFullWithinTwoMinutes() {
        Bench bench = new Bench();
        bench.cabinet.plugIn(1, new Vehicle(2_000, 55, 170_000, "00A0B0C0D0E0"));
        bench.command(Bench.ALLOW, 1);
        bench.seconds(5);
        int atFirst = bench.evse(1).powerW();
        bench.seconds(25);
        int halfAMinuteLater = bench.evse(1).powerW();
        assertThat(atFirst).isGreaterThan(130_000);
        assertThat(halfAMinuteLater).isBetween(20_000, atFirst * 2 / 3);
        bench.seconds(90);
        assertThat(bench.evse(1))
                .returns("suspended", EvseView::vehicle)
                .returns(0, EvseView::powerW)
                .returns(100, EvseView::soc);
        assertThat(bench.evse(1).meterWh()).isEqualTo(900);
    }

    @Test
    void theEvsesShareThePowerOfTheCabinet() {
        Bench bench = new Bench("hyc-200-eu");
        bench.cabinet.plugIn(1, new Vehicle(77_000, 20, 40_000, "01"));
        bench.cabinet.plugIn(2, new Vehicle(77_000, 20, 190_000, "02"));
        bench.command(Bench.ALLOW, 1);
        bench.command(Bench.ALLOW, 2);
        bench.seconds(10);
        assertThat(bench.evse(1).powerW()).isEqualTo(40_000);
        assertThat(bench.evse(2).powerW()).isEqualTo(160_000);
        bench.cabinet.unplug(1);
        bench.cabinet.plugIn(1, new Vehicle(77_000, 20, 190_000, "03"));
        bench.command(Bench.ALLOW, 1);
        bench.seconds(10);
        assertThat(bench.evse(1).powerW()).isEqualTo(100_000);
        assertThat(bench.evse(2).powerW()).isEqualTo(100_000);
    }

    @Test
    void theCableLimitsTheCurrent() {
        Bench bench = new Bench();
        bench.cabinet.plugIn(1, new Vehicle(77_000, 20, 200_000, "01"));
        bench.command(Bench.ALLOW, 1);
        bench.seconds(10);
        assertThat(bench.input(103)).isBetween(49_990, 50_000);
        assertThat(bench.evse(1).powerW()).isLessThan(180_000);
    }

    @Test
    void aPowerCycleOpensTheContactorsAndCountsABoot() {
        Bench bench = new Bench().charging();
        bench.command(Bench.OPERATIVE, 2, 0, "");
        long meter = bench.evse(1).meterWh();
        var back = bench.cabinet.powerCycle(Duration.ofSeconds(3)).toCompletableFuture();
        bench.seconds(2.9);
        assertThat(bench.cabinet.isReachable()).isFalse();
        assertThat(back).isNotDone();
        bench.seconds(0.1);
        assertThat(bench.cabinet.isReachable()).isTrue();
        assertThat(back).isCompleted();
        assertThat(bench.cabinet.view().bootCounter()).isEqualTo(2);
        assertThat(bench.input(1003)).isZero();
        bench.seconds(60);
        assertThat(bench.evse(1))
                .returns("plugged", EvseView::cable)
                .returns("waiting", EvseView::vehicle)
                .returns("open", EvseView::contactors)
                .returns(meter, EvseView::meterWh);
        assertThat(bench.evse(2).operative()).isTrue();
    }

    @Test
    void aPowerCycleWhileWithoutPowerStartsTheWaitAgain() {
        Bench bench = new Bench();
        var first = bench.cabinet.powerCycle(Duration.ofSeconds(3)).toCompletableFuture();
        bench.seconds(2);
        bench.cabinet.powerCycle(Duration.ofSeconds(3));
        bench.seconds(2);
        assertThat(first).isNotDone();
        bench.seconds(1);
        assertThat(first).isCompleted();
        assertThat(bench.cabinet.view().bootCounter()).isEqualTo(2);
    }

    @Test
    void theMeterAndTheBatteryOutliveTheProcess() {
        Bench before = new Bench().charging();
        before.seconds(100);
        SavedState saved = before.cabinet.save();
        Bench after = new Bench("hyc-400-eu", "3.0.0", null, saved);
        assertThat(after.evse(1))
                .returns("plugged", EvseView::cable)
                .returns("open", EvseView::contactors)
                .returns(before.evse(1).meterWh(), EvseView::meterWh)
                .returns(before.evse(1).soc(), EvseView::soc);
        assertThat(after.cabinet.view().bootCounter()).isEqualTo(2);
        after.seconds(60);
        assertThat(after.evse(1).contactors()).isEqualTo("open");
    }

    @Test
    void anIdleCabinetNeedsNoTimers() {
        Bench bench = new Bench();
        assertThat(bench.time.pendingTimers()).isZero();
        bench.charging();
        assertThat(bench.time.pendingTimers()).isEqualTo(1);
        bench.cabinet.unplug(1);
        bench.seconds(1);
        assertThat(bench.time.pendingTimers()).isZero();
    }

    @Test
    void leavesNoTimerBehindWhenClosed() {
        Bench bench = new Bench().charging();
        var back = bench.cabinet.powerCycle(Duration.ofSeconds(3)).toCompletableFuture();
        bench.cabinet.close();
        assertThat(bench.time.pendingTimers()).isZero();
        assertThat(back).isCompleted();
        assertThatThrownBy(() -> bench.cabinet.unplug(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesWhatCannotBeDone() {
        Bench bench = new Bench();
        assertThatThrownBy(() -> bench.cabinet.unplug(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("EVSE 1");
        assertThatThrownBy(() -> bench.cabinet.suspendVehicle(2, true)).isInstanceOf(IllegalStateException.class);
        bench.cabinet.plugIn(1, Vehicle.DEFAULT);
        assertThatThrownBy(() -> bench.cabinet.plugIn(1, Vehicle.DEFAULT)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> bench.cabinet.plugIn(3, Vehicle.DEFAULT))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("1 to 2");
        assertThatThrownBy(() -> bench.cabinet.presentCard("CAFE", TokenType.ISO14443, 3))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> bench.cabinet.presentCard("no hex", TokenType.ISO14443, 0))
                .isInstanceOf(IllegalArgumentException.class);
        bench.cabinet.powerCycle(Duration.ofSeconds(3));
        for (Consumer<Hypercharger> action : List.<Consumer<Hypercharger>>of(
                cabinet -> cabinet.pressStopButton(1), cabinet -> cabinet.presentCard("CAFE", TokenType.ISO14443, 0))) {
            assertThatThrownBy(() -> action.accept(bench.cabinet)).hasMessageContaining("no power");
        }
    }
}
