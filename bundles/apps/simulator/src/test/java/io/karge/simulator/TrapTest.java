package io.karge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Each trap, on and off. */
class TrapTest {
    private final Bench bench = new Bench();

    @Test
    void aLimitOfZeroIsAFaultUntilAUsefulLimitIsWritten() {
        bench.charging();
        bench.writeLimit(1, 0);
        assertThat(bench.input(100)).isEqualTo(5);
        assertThat(bench.input(153)).isZero();
        bench.cabinet.setTrap(Trap.ZERO_LIMIT_FAULT, true);
        bench.writeLimit(1, 0);
        assertThat(bench.input(100)).isEqualTo(10);
        assertThat(bench.input(153)).isEqualTo(128);
        assertThat(bench.evse(1).contactors()).isEqualTo("open");
        bench.writeLimit(1, 1_000);
        assertThat(bench.input(100)).isEqualTo(10);
        bench.writeLimit(1, 1_547);
        assertThat(bench.input(100)).isEqualTo(3);
        assertThat(bench.input(153)).isZero();
    }

    @Test
    void aLimitThatIsNotWrittenAgainFallsBackAfterFiveSeconds() {
        bench.charging();
        bench.writeLimit(1, 50_000);
        bench.seconds(60);
        assertThat(bench.evse(1).powerW()).isEqualTo(50_000);
        assertThat(bench.input(18)).isZero();
        bench.cabinet.setTrap(Trap.LIMIT_WATCHDOG, true);
        assertThat(bench.input(18)).isEqualTo(1);
        for (int i = 0; i < 5; i++) {
            bench.writeLimit(1, 50_000);
            bench.seconds(4);
            assertThat(bench.evse(1).powerW()).isEqualTo(50_000);
        }
        bench.seconds(1);
        assertThat(bench.evse(1).powerW()).isEqualTo(10_000);
        assertThat(bench.input32(110)).isEqualTo(10_000);
        bench.writeLimit(1, 50_000);
        bench.seconds(2);
        assertThat(bench.evse(1).powerW()).isEqualTo(50_000);
    }

    @Test
    void theLimitOfTheStationFallsBackToo() {
        bench.cabinet.setTrap(Trap.LIMIT_WATCHDOG, true);
        bench.writeLimit(0, 60_000);
        bench.seconds(5);
        assertThat(bench.input32(110)).isEqualTo(10_000);
        assertThat(bench.input32(210)).isEqualTo(10_000);
    }

    @Test
    void theOldCurrentRegisterSaturates() {
        bench.cabinet.setTrap(Trap.CURRENT_SATURATION, true);
        bench.charging();
        assertThat(bench.input(103)).isEqualTo(65_535);
        Bench newer = new Bench("hyc-400-eu", "3.1.0", null, null);
        newer.cabinet.setTrap(Trap.CURRENT_SATURATION, true);
        newer.charging();
        assertThat(newer.input(103)).isBetween(700, 1000);
        assertThat(new Bench().charging().input(103)).isLessThanOrEqualTo(50_000);
    }

    @Test
    void theConnectorTypeIsNumberedOtherwise() {
        assertThat(bench.input(109)).isEqualTo(1);
        bench.cabinet.setTrap(Trap.CONNECTOR_TYPE, true);
        assertThat(bench.input(109)).isEqualTo(3);
        bench.cabinet.setTrap(Trap.CONNECTOR_TYPE, false);
        assertThat(bench.input(109)).isEqualTo(1);
    }

    @Test
    void aTrapSurvivesAPowerCycle() {
        bench.cabinet.setTrap(Trap.CONNECTOR_TYPE, true);
        bench.cabinet.powerCycle(java.time.Duration.ofSeconds(1));
        bench.seconds(1);
        assertThat(bench.input(109)).isEqualTo(3);
    }

    @Test
    void trapsAreWrittenWithHyphens() {
        assertThat(Arrays.stream(Trap.values()).map(Trap::label))
                .containsExactly(
                        "zero-limit-fault", "limit-watchdog", "current-saturation", "connector-type", "single-master");
        assertThat(Labelled.parse(Trap.class, "trap", "limit-watchdog")).isEqualTo(Trap.LIMIT_WATCHDOG);
        assertThatThrownBy(() -> Labelled.parse(Trap.class, "trap", "x"))
                .hasMessageContaining("trap 'x'")
                .hasMessageContaining("zero-limit-fault");
    }
}
