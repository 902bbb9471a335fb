package io.karge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatteryTest {
    @ParameterizedTest
    @CsvSource({"0,60000", "5,80000", "10,100000", "50,100000", "65,72500", "80,45000", "90,25000", "100,0"})
    void takesLessWhenNearlyEmptyAndFromTheMiddleOn(double soc, int acceptedW) {
        assertThat(new Battery(new Vehicle(50_000, soc, 100_000, "00")).acceptedPowerW())
                .isEqualTo(acceptedW);
    }

    @Test
    void storesWhatThereIsRoomForAndIsFullThen() {
        Battery battery = new Battery(new Vehicle(1_000, 99, 100_000, "00"));
        assertThat(battery.charge(20_000_000)).isEqualTo(20_000_000);
        assertThat(battery.isFull()).isFalse();
        assertThat(battery.charge(20_000_000)).isEqualTo(16_000_000);
        assertThat(battery.isFull()).isTrue();
        assertThat(battery.charge(1)).isZero();
    }

    @Test
    void risesInVoltageAndStrongOnesAreHighVoltage() {
        assertThat(new Battery(new Vehicle(50_000, 0, 170_000, "00")).voltageMv())
                .isEqualTo(340_000);
        assertThat(new Battery(new Vehicle(50_000, 100, 170_000, "00")).voltageMv())
                .isEqualTo(408_000);
        assertThat(new Battery(new Vehicle(50_000, 0, 300_000, "00")).voltageMv())
                .isEqualTo(680_000);
    }

    @Test
    void isRememberedWithItsChargeOfThatMoment() {
        Battery battery = new Battery(new Vehicle(1_000, 50, 100_000, "AB"));
        battery.charge(360_000_000);
        assertThat(battery.vehicle()).isEqualTo(new Vehicle(1_000, 60, 100_000, "AB"));
    }

    @Test
    void aVehicleThatCannotBeIsRefusedByTheNameOfItsField() {
        assertThatThrownBy(() -> new Vehicle(99, 20, 1000, "00")).hasMessageContaining("batteryKwh");
        assertThatThrownBy(() -> new Vehicle(1000, 101, 1000, "00")).hasMessageContaining("soc");
        assertThatThrownBy(() -> new Vehicle(1000, 20, 0, "00")).hasMessageContaining("maxKw");
        assertThatThrownBy(() -> new Vehicle(1000, 20, 1000, "xyz")).hasMessageContaining("evccId");
    }
}
