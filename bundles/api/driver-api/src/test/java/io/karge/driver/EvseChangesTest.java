package io.karge.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareEvent.CableChanged;
import io.karge.driver.HardwareEvent.FaultCleared;
import io.karge.driver.HardwareEvent.FaultRaised;
import io.karge.driver.HardwareEvent.OperativeChanged;
import io.karge.driver.HardwareEvent.PowerPathChanged;
import io.karge.driver.HardwareEvent.VehicleInfo;
import io.karge.driver.HardwareEvent.VehicleStateChanged;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvseChangesTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final MeterReading METER = new MeterReading(AT, 1_234, 0, 0, 0, 0, 0, null);
    private static final Fault GROUND = new Fault("GroundFailure", "");
    private static final EvseState IDLE = state(false, VehicleState.ABSENT, false, Set.of(), null);
    private static final EvseState CHARGING = state(true, VehicleState.CHARGING, true, Set.of(), "AABBCCDDEEFF");

    @Test
    void saysNothingWhenNothingHappened() {
        assertThat(EvseChanges.between(CHARGING, CHARGING, AT)).isEmpty();
    }

    @Test
    void tellsAPlugInBeforeTheContactorsClose() {
        assertThat(EvseChanges.between(IDLE, CHARGING, AT))
                .containsExactly(
                        new CableChanged(AT, 2, true, METER),
                        new VehicleInfo(AT, 2, "AABBCCDDEEFF"),
                        new PowerPathChanged(AT, 2, true, METER),
                        new VehicleStateChanged(AT, 2, VehicleState.CHARGING, METER));
    }

    @Test
    void tellsAnUnplugAfterTheContactorsOpened() {
        assertThat(EvseChanges.between(CHARGING, IDLE, AT))
                .containsExactly(
                        new PowerPathChanged(AT, 2, false, METER),
                        new CableChanged(AT, 2, false, METER),
                        new VehicleStateChanged(AT, 2, VehicleState.ABSENT, METER));
    }

    @Test
    void namesTheConnectorAndTellsThatAnotherOneIsUsed() {
        EvseState second = CHARGING.withConnectorId(2);

        assertThat(EvseChanges.between(IDLE, second, AT)).contains(new CableChanged(AT, 2, 2, true, METER));
        assertThat(EvseChanges.between(second, IDLE, AT)).contains(new CableChanged(AT, 2, 2, false, METER));
        assertThat(EvseChanges.between(CHARGING, second, AT))
                .containsExactly(new CableChanged(AT, 2, 1, false, METER), new CableChanged(AT, 2, 2, true, METER));
    }

    @Test
    void tellsAFaultBeforeWhatItCauses() {
        EvseState faulted = state(true, VehicleState.SUSPENDED_BY_STATION, false, Set.of(GROUND), "AABBCCDDEEFF");

        assertThat(EvseChanges.between(CHARGING, faulted, AT))
                .containsExactly(
                        new FaultRaised(AT, 2, GROUND, METER),
                        new PowerPathChanged(AT, 2, false, METER),
                        new VehicleStateChanged(AT, 2, VehicleState.SUSPENDED_BY_STATION, METER));
        assertThat(EvseChanges.between(faulted, CHARGING, AT))
                .containsExactly(
                        new FaultCleared(AT, 2, GROUND, METER),
                        new PowerPathChanged(AT, 2, true, METER),
                        new VehicleStateChanged(AT, 2, VehicleState.CHARGING, METER));
    }

    @Test
    void tellsThatAnEvseIsOutOfServiceAfterItsContactorsOpenedAndBackBeforeTheyClose() {
        EvseState out =
                CHARGING.withOperative(false).withPowerPathClosed(false).withVehicle(VehicleState.SUSPENDED_BY_STATION);

        assertThat(EvseChanges.between(CHARGING, out, AT))
                .containsExactly(
                        new PowerPathChanged(AT, 2, false, METER),
                        new OperativeChanged(AT, 2, false, METER),
                        new VehicleStateChanged(AT, 2, VehicleState.SUSPENDED_BY_STATION, METER));
        assertThat(EvseChanges.between(out, CHARGING, AT))
                .containsExactly(
                        new OperativeChanged(AT, 2, true, METER),
                        new PowerPathChanged(AT, 2, true, METER),
                        new VehicleStateChanged(AT, 2, VehicleState.CHARGING, METER));
    }

    @Test
    void saysNothingWhenOnlyTheMeterCounts() {
        EvseState later = CHARGING.withMeter(new MeterReading(AT, 1_235, 0, 0, 0, 0, 0, null));

        assertThat(EvseChanges.between(CHARGING, later, AT)).isEmpty();
    }

    private static EvseState state(
            boolean pluggedIn, VehicleState vehicle, boolean closed, Set<Fault> faults, String evccId) {
        return new EvseState(2, pluggedIn, vehicle, closed, true, faults, METER, evccId);
    }
}
