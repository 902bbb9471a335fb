package io.karge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandBlockTest {
    private static final int ACCEPTED = 1;
    private static final int REJECTED = 2;

    private final Bench bench = new Bench();

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, 1", // allow
        "1, 0, 0, 2",
        "1, 3, 0, 2",
        "2, 2, 0, 1", // stop
        "2, 0, 0, 1",
        "2, 9, 0, 2",
        "3, 1, 0, 1", // operative
        "3, 0, 1, 1",
        "3, 1, 2, 2",
        "4, 1, 0, 2", // unlock: fixed cables
        "5, 0, 0, 1", // reset
        "6, 0, 0, 1", // message
        "6, 3, 0, 2",
        "7, 0, 0, 2", // install without a transfer folder
        "8, 0, 0, 1", // lamp test
        "8, 3, 0, 2",
        "0, 0, 0, 2",
        "9, 0, 0, 2"
    })
    void acceptsOrRejects(int command, int evseId, long argument, int result) {
        assertThat(bench.command(command, evseId, argument, "")).isEqualTo(result);
        assertThat(bench.input(1020)).isEqualTo(bench.lastSequence());
    }

    @Test
    void executesACommandOncePerSequenceNumber() {
        bench.charging();
        int[] stop = {bench.lastSequence() + 1, Bench.STOP, 1, 0, 0};
        bench.registers.writeHolding(1100, stop);
        assertThat(bench.evse(1).contactors()).isEqualTo("open");
        bench.command(Bench.ALLOW, 1);
        bench.seconds(5);
        stop[0] = bench.lastSequence();
        bench.registers.writeHolding(1100, stop);
        assertThat(bench.evse(1).contactors()).isEqualTo("closed");
    }

    @Test
    void goesOnAfterTheLastSequenceNumber() {
        bench.registers.writeHolding(1100, new int[] {65_535, Bench.LAMPS, 0, 0, 0});
        assertThat(bench.input(1020)).isEqualTo(65_535);
        bench.registers.writeHolding(1100, new int[] {0, Bench.UNLOCK, 1, 0, 0});
        assertThat(bench.registers.readInput(1020, 2)).containsExactly(0, REJECTED);
    }

    @Test
    void allowsEnergyUpToALimitAndWithoutOne() {
        bench.cabinet.plugIn(1, Vehicle.DEFAULT);
        bench.command(Bench.ALLOW, 1, 70_000, "");
        bench.seconds(10);
        assertThat(bench.evse(1).powerW()).isEqualTo(70_000);
        assertThat(bench.input32(110)).isEqualTo(70_000);
        bench.command(Bench.ALLOW, 1, 0, "");
        bench.seconds(10);
        assertThat(bench.evse(1).powerW()).isEqualTo(170_000);
    }

    @Test
    void theLimitOfASessionEndsWithIt() {
        bench.cabinet.plugIn(1, Vehicle.DEFAULT);
        bench.command(Bench.ALLOW, 1, 70_000, "");
        bench.cabinet.unplug(1);
        assertThat(bench.input32(110)).isEqualTo(400_000);
    }

    @Test
    void allowsNoEnergyWhereNoneMayFlow() {
        bench.command(Bench.OPERATIVE, 1, 0, "");
        assertThat(bench.command(Bench.ALLOW, 1)).isEqualTo(REJECTED);
        bench.command(Bench.OPERATIVE, 1, 1, "");
        bench.cabinet.raiseFault(1, FaultCode.INTERNAL_ERROR);
        assertThat(bench.command(Bench.ALLOW, 1)).isEqualTo(REJECTED);
        bench.cabinet.clearFault(1, FaultCode.INTERNAL_ERROR);
        assertThat(bench.command(Bench.ALLOW, 1)).isEqualTo(ACCEPTED);
    }

    @Test
    void anAllowanceEndsWhenTheVehicleLeaves() {
        bench.charging();
        bench.cabinet.unplug(1);
        bench.cabinet.plugIn(1, Vehicle.DEFAULT);
        bench.seconds(10);
        assertThat(bench.evse(1).vehicle()).isEqualTo("waiting");
    }

    @Test
    void showsAMessage() {
        bench.command(Bench.MESSAGE, 0, 0, "Please wait");
        assertThat(bench.cabinet.message()).isEqualTo("Please wait");
        bench.command(Bench.MESSAGE, 0, 0, "");
        assertThat(bench.cabinet.message()).isEmpty();
    }

    @Test
    void resetsTheCabinetAMomentAfterItSaidSo() {
        bench.charging();
        assertThat(bench.command(Bench.RESET, 0)).isEqualTo(ACCEPTED);
        assertThat(bench.cabinet.isReachable()).isTrue();
        bench.seconds(1);
        assertThat(bench.cabinet.isReachable()).isFalse();
        assertThat(bench.evse(1).contactors()).isEqualTo("open");
        bench.seconds(2);
        assertThat(bench.cabinet.isReachable()).isTrue();
        assertThat(bench.input32(1001)).isEqualTo(2);
        assertThat(bench.input(1003)).isEqualTo(1);
    }
}
