package io.karge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.TokenType;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every address of the map. */
class HyperchargerRegistersTest {

    @Test
    void reportsTheStation() {
        Bench bench = new Bench("hyc-400-us", "3.2.1", null, null).charging();
        assertThat(bench.input32(0)).isEqualTo(bench.time.wallClock().getEpochSecond());
        assertThat(bench.input(2)).isEqualTo(4);
        assertThat(bench.input(3)).isZero();
        assertThat(bench.input32(4)).isEqualTo(170_000);
        assertThat(bench.inputText(6, 24)).isEqualTo("SIM-demo");
        assertThat(bench.input(18)).isZero();
        assertThat(bench.inputText(30, 32)).isEqualTo("CS-1");
        assertThat(bench.registers.readInput(46, 3)).containsExactly(3, 2, 1);
        assertThat(bench.input32(49)).isZero();
        assertThat(bench.input32(51)).isZero();
    }

    @Test
    void theStationIsUnavailableOrFaultedWhenAllEvsesAre() {
        Bench bench = new Bench();
        bench.command(Bench.OPERATIVE, 1, 0, "");
        assertThat(bench.input(3)).isZero();
        bench.command(Bench.OPERATIVE, 2, 0, "");
        assertThat(bench.input(3)).isEqualTo(8);
        bench.cabinet.raiseFault(1, FaultCode.EMERGENCY_STOP);
        bench.cabinet.raiseFault(2, FaultCode.EMERGENCY_STOP);
        assertThat(bench.input(3)).isEqualTo(10);
    }

    @Test
    void reportsAChargingConnectorInTheOldScaling() {
        Bench bench = new Bench().charging();
        bench.seconds(360);
        assertThat(bench.input(100)).isEqualTo(3);
        long centivolts = bench.input32(101);
        assertThat(centivolts).isBetween(34_000L, 40_800L);
        assertThat((double) bench.input(103)).isCloseTo(170_000 * 1e4 / centivolts, within(5));
        assertThat(bench.input32(104)).isEqualTo(170_000);
        assertThat(bench.input(106)).isBetween(368, 370);
        assertThat((double) bench.input(107)).isCloseTo(bench.evse(1).meterWh() / 10.0, within(1));
        assertThat(bench.input(108) / 100).isEqualTo(bench.evse(1).soc());
        assertThat(bench.input(109)).isEqualTo(1);
        assertThat(bench.input32(110)).isEqualTo(400_000);
        assertThat(bench.input32(112)).isEqualTo(1_547);
        assertThat(bench.registers.readInput(118, 4)).containsExactly(0x00A0, 0xB0C0, 0xD0E0, 0);
        assertThat(bench.input64(132)).isEqualTo(bench.evse(1).meterWh()).isGreaterThan(17_000);
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    @Test
    void reportsCurrentEnergyAndPowerInTheNewScalingFrom310On() {
        Bench old = new Bench("hyc-400-eu", "3.0.9", null, null).charging();
        Bench now = new Bench("hyc-400-eu", "3.1.0", null, null).charging();
        old.seconds(360);
        now.seconds(360);
        assertThat(now.input(103)).isEqualTo(Math.round(old.input(103) / 100f));
        assertThat(now.input32(104)).isEqualTo(Math.round(170_000 / 0.95));
        assertThat(now.input(107)).isEqualTo(Math.round(old.input(107) / 10f));
        assertThat(now.input32(101)).isEqualTo(old.input32(101));
    }

    @ParameterizedTest
    @CsvSource({"1.7.1,0", "1.7.2,170000", "3.0.0,170000"})
    void reportsNoPowerBefore172(String firmware, long powerW) {
        assertThat(new Bench("hyc-400-eu", firmware, null, null).charging().input32(104))
                .isEqualTo(powerW);
    }

    @ParameterizedTest
    @CsvSource({"hyc-400-eu,1,1", "hyc-400-eu,2,1", "hyc-400-us,1,2", "hyc-400-us,2,7", "hyc-400-us,3,2"})
    void reportsTheConnectorType(String model, int evseId, int type) {
        assertThat(new Bench(model).input(evseId * 100 + 9)).isEqualTo(type);
    }

    /** The state register after what happened. */
    static Stream<Arguments> states() {
        return Stream.of(
                state(0, bench -> {}),
                state(1, bench -> bench.cabinet.presentCard("CAFE", TokenType.ISO14443, 1)),
                state(0, bench -> {
                    bench.cabinet.presentCard("CAFE", TokenType.ISO14443, 1);
                    bench.seconds(60);
                }),
                state(0, bench -> bench.cabinet.presentCard("CAFE", TokenType.ISO14443, 2)),
                state(2, bench -> bench.cabinet.plugIn(1, Vehicle.DEFAULT)),
                state(3, Bench::charging),
                state(4, bench -> bench.charging().cabinet.suspendVehicle(1, true)),
                state(4, bench -> {
                    bench.cabinet.plugIn(1, new Vehicle(1_000, 100, 50_000, "00"));
                    bench.command(Bench.ALLOW, 1);
                }),
                state(5, bench -> bench.charging().writeLimit(1, 1_546)),
                state(5, bench -> bench.charging().writeLimit(0, 0)),
                state(3, bench -> bench.charging().writeLimit(1, 1_547)),
                state(6, bench -> bench.charging().command(Bench.STOP, 1)),
                state(2, bench -> {
                    bench.cabinet.plugIn(1, Vehicle.DEFAULT);
                    bench.command(Bench.STOP, 1);
                }),
                state(0, bench -> {
                    bench.charging().command(Bench.STOP, 1);
                    bench.cabinet.unplug(1);
                }),
                state(8, bench -> bench.command(Bench.OPERATIVE, 1, 0, "")),
                state(0, bench -> {
                    bench.command(Bench.OPERATIVE, 1, 0, "");
                    bench.command(Bench.OPERATIVE, 1, 1, "");
                }),
                state(10, bench -> bench.charging().cabinet.raiseFault(1, FaultCode.OVER_VOLTAGE)));
    }

    private static Arguments state(int register, Consumer<Bench> happened) {
        return Arguments.of(register, happened);
    }

    @ParameterizedTest
    @MethodSource("states")
    void reportsTheConnectorState(int register, Consumer<Bench> happened) {
        Bench bench = new Bench();
        happened.accept(bench);
        assertThat(bench.input(100)).isEqualTo(register);
    }

    @Test
    void reportsTheIntegrationBlockOfAConnector() {
        Bench bench = new Bench();
        assertThat(bench.registers.readInput(150, 5)).containsExactly(0, 0, 0, 0, 0);
        assertThat(bench.input32(157)).isZero();
        bench.charging();
        assertThat(bench.registers.readInput(150, 3)).containsExactly(1, 1, 0);
        assertThat(bench.input32(157)).isEqualTo(50_000);
        bench.cabinet.pressStopButton(1);
        bench.cabinet.pressStopButton(1);
        assertThat(bench.input(154)).isEqualTo(2);
        assertThat(bench.input(254)).isZero();
        bench.cabinet.raiseFault(1, FaultCode.GROUND_FAILURE);
        bench.cabinet.raiseFault(1, FaultCode.EMERGENCY_STOP);
        assertThat(bench.input(153)).isEqualTo(257);
        assertThat(bench.input(151)).isZero();
        bench.cabinet.clearFault(1, FaultCode.EMERGENCY_STOP);
        assertThat(bench.input(153)).isEqualTo(1);
        assertThat(bench.input32(155)).isNotEqualTo(bench.input32(255)).isPositive();
        bench.cabinet.unplug(1);
        assertThat(bench.registers.readInput(118, 4)).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({
        "GroundFailure,1",
        "OverCurrentFailure,2",
        "OverVoltage,4",
        "UnderVoltage,8",
        "HighTemperature,16",
        "PowerSwitchFailure,32",
        "ConnectorLockFailure,64",
        "InternalError,128",
        "EmergencyStop,256"
    })
    void reportsEachFaultByItsBit(String code, int bit) {
        Bench bench = new Bench();
        bench.cabinet.raiseFault(2, FaultCode.parse(code));
        assertThat(bench.input(253)).isEqualTo(bit);
    }

    @Test
    void offersTheLimitedCurrent() {
        Bench bench = new Bench().charging();
        bench.writeLimit(1, 34_000);
        long volts = bench.input32(101) / 100;
        assertThat(bench.input32(157)).isBetween(34_000 * 100 / volts - 50, 34_000 * 100 / volts + 50);
        bench.command(Bench.STOP, 1);
        assertThat(bench.input32(157)).isZero();
    }

    @Test
    void reportsReaderAndBoot() {
        Bench bench = new Bench();
        assertThat(bench.input(1000)).isEqualTo(1);
        assertThat(bench.input32(1001)).isEqualTo(1);
        assertThat(bench.registers.readInput(1003, 2)).containsExactly(0, 0);
        assertThat(bench.registers.readInput(1015, 2)).containsExactly(0, 0);
        bench.cabinet.presentCard("04a2b3c4", TokenType.ISO14443, 0);
        assertThat(bench.input(1004)).isEqualTo(1);
        assertThat(bench.inputText(1005, 20)).isEqualTo("04A2B3C4");
        assertThat(bench.registers.readInput(1015, 2)).containsExactly(1, 0);
        bench.cabinet.presentCard("0102030405060708090A", TokenType.ISO15693, 2);
        assertThat(bench.input(1004)).isEqualTo(2);
        assertThat(bench.inputText(1005, 20)).isEqualTo("0102030405060708090A");
        assertThat(bench.registers.readInput(1015, 2)).containsExactly(2, 2);
        assertThat(bench.inputText(222, 20)).isEqualTo("0102030405060708090A");
        assertThat(bench.inputText(122, 20)).isEmpty();
    }

    @Test
    void whatElectronicsHeldIsForgottenWithoutPower() {
        Bench bench = new Bench();
        bench.cabinet.presentCard("CAFE", TokenType.ISO14443, 1);
        bench.cabinet.pressStopButton(1);
        bench.command(Bench.LAMPS, 0);
        bench.writeLimit(1, 20_000);
        bench.cabinet.powerCycle(Duration.ZERO);
        bench.seconds(0);
        assertThat(bench.input32(1001)).isEqualTo(2);
        assertThat(bench.input(1004)).isZero();
        assertThat(bench.inputText(1005, 20)).isEmpty();
        assertThat(bench.input(1020)).isZero();
        assertThat(bench.input(154)).isZero();
        assertThat(bench.input32(110)).isEqualTo(400_000);
    }

    @Test
    void readsBackWhatWasWritten() {
        Bench bench = new Bench();
        assertThat(bench.registers.readHolding(0, 4)).containsExactly(6, 0x1A80, 0, 0);
        bench.registers.writeHolding(0, new int[] {1, 0x86A0, 0xFFFF, 0xFC18});
        assertThat(bench.registers.readHolding(0, 4)).containsExactly(1, 0x86A0, 0xFFFF, 0xFC18);
        bench.writeLimit(2, 50_000);
        bench.registers.writeHolding(202, new int[] {0, 7});
        assertThat(bench.registers.readHolding(200, 4)).containsExactly(0, 50_000, 0, 7);
        assertThat(bench.input32(210)).isEqualTo(50_000);
        assertThat(bench.input32(110)).isEqualTo(100_000);
        bench.command(Bench.MESSAGE, 0, 0x12345, "Hi!");
        assertThat(bench.registers.readHolding(1100, 7))
                .containsExactly(1, 6, 0, 1, 0x2345, ('H' << 8) | 'i', '!' << 8);
    }

    @Test
    void limitsThePowerAndLiftsTheLimit() {
        Bench bench = new Bench().charging();
        bench.writeLimit(1, 50_000);
        assertThat(bench.evse(1).powerW()).isEqualTo(50_000);
        bench.writeLimit(0, 30_000);
        assertThat(bench.evse(1).powerW()).isEqualTo(30_000);
        bench.writeLimit(0, 0xFFFFFFFF);
        bench.writeLimit(1, 400_000);
        bench.seconds(5);
        assertThat(bench.evse(1).powerW()).isEqualTo(170_000);
    }

    @ParameterizedTest
    @CsvSource({
        "300,1", "399,1", "158,2", "159,1", "53,1", "99,1", "60,1", "1033,1", "1032,2", "500,1", "999,1", "65535,1",
        "1100,1"
    })
    void refusesInputRegistersThatAreNotThere(int address, int count) {
        assertThatThrownBy(() -> new Bench().registers.readInput(address, count))
                .satisfies(is(2));
    }

    @ParameterizedTest
    @CsvSource({"4,1", "3,2", "104,1", "300,2", "1000,1", "1124,2", "1125,1"})
    void refusesHoldingRegistersThatAreNotThere(int address, int count) {
        Bench bench = new Bench();
        assertThatThrownBy(() -> bench.registers.readHolding(address, count)).satisfies(is(2));
        assertThatThrownBy(() -> bench.registers.writeHolding(address, new int[count]))
                .satisfies(is(2));
    }

    @Test
    void refusesRequestsThatMakeNoSense() {
        Bench bench = new Bench();
        assertThatThrownBy(() -> bench.registers.readInput(0, 0)).satisfies(is(3));
        assertThatThrownBy(() -> bench.registers.readInput(0, 126)).satisfies(is(3));
        assertThatThrownBy(() -> bench.registers.writeHolding(100, new int[124]))
                .satisfies(is(3));
        assertThatThrownBy(() -> bench.registers.writeHolding(100, new int[1])).satisfies(is(3));
        assertThatThrownBy(() -> bench.registers.writeHolding(101, new int[2])).satisfies(is(3));
        assertThatThrownBy(() -> bench.registers.writeHolding(1100, new int[4])).satisfies(is(3));
        assertThatThrownBy(() -> bench.registers.writeHolding(1101, new int[5])).satisfies(is(3));
    }

    private static Consumer<Throwable> is(int code) {
        return failure -> assertThat(((ModbusExceptionResponse) failure).code()).isEqualTo(code);
    }
}
