package io.karge.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.karge.driver.CommandResult.Rejected;
import io.karge.driver.FirmwareState;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.SetLimit;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.driver.HardwareEvent.LimitsChanged;
import io.karge.driver.HardwareEvent.MeterSampled;
import io.karge.driver.HardwareEvent.VehicleInfo;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InMemoryDriverTest extends DriverContract {
    private final InMemoryDriverFactory factory = new InMemoryDriverFactory(TestModels.dc(2), "{}");

    @Override
    protected HardwareBench bench(VirtualTime time) {
        return new InMemoryBench(factory);
    }

    @Test
    void metersWhatTheVehicleDraws() {
        start();
        hardware().demand(1, 60_000);
        charge(1);
        long before = hardware().evseState(1).meter().energyWh();

        pass(Duration.ofHours(1));

        assertThat(hardware().evseState(1).meter().energyWh() - before).isEqualTo(60_000);
        assertThat(sink.last(MeterSampled.class).reading().powerW()).isEqualTo(60_000);
        assertThat(sink.last(MeterSampled.class).reading().currentMa()).isEqualTo(150_000);
    }

    @Test
    void drawsNoMoreThanTheLimit() {
        start();
        charge(1);
        result(new SetLimit(1, 11_000));

        assertThat(sink.last(LimitsChanged.class).maxPowerW()).isEqualTo(11_000);
        assertThat(sink.last(MeterSampled.class).reading().powerW()).isEqualTo(11_000);
        assertThat(sink.last(MeterSampled.class).reading().offeredPowerW()).isEqualTo(11_000);
    }

    @Test
    void answersAsTheTestWants() {
        start();
        hardware().answerBy(command -> command instanceof StopEnergy ? new Rejected("welded") : null);

        assertThat(result(new StopEnergy(1))).isEqualTo(new Rejected("welded"));
        assertThat(hardware().commands()).containsExactly(new StopEnergy(1));
        result(new AllowEnergy(1, null));
        assertThat(hardware().commands()).containsExactly(new StopEnergy(1), new AllowEnergy(1, null));
    }

    @Test
    void tellsVehicleAndFirmware() {
        start();
        hardware().plugIn(1);
        hardware().identifyVehicle(1, "AABBCCDDEEFF");
        hardware().stateOfCharge(1, 40);
        hardware().firmwareProgress(FirmwareState.FAILED, 10, "the signature is wrong");

        assertThat(sink.last(VehicleInfo.class).evccId()).isEqualTo("AABBCCDDEEFF");
        assertThat(sink.last(MeterSampled.class).reading().socPercent()).isEqualTo(40);
        assertThat(sink.last(FirmwareProgress.class).failure()).isEqualTo("the signature is wrong");
    }

    @Test
    void knowsOnlyStationsThatADriverWasMadeFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> factory.hardware("NONE"))
                .withMessageContaining("NONE");
    }

    private InMemoryHardware hardware() {
        return factory.hardware("TEST-1");
    }
}
