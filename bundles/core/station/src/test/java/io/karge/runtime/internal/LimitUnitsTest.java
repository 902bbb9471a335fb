package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.SetLimit;
import io.karge.driver.testkit.TestModels;
import io.karge.station.StationContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The core thinks in watts; hardware that takes amperes is given them, rounded down. */
class LimitUnitsTest {
    private final GatewayHarness station = new GatewayHarness(TestModels.wallbox());

    @Test
    void givesHardwareThatTakesAmperesBoth() {
        station.online();
        station.cabinet().plugIn(1);
        give(new AllowEnergy(1, 11_500));
        assertThat(station.cabinet().commands()).last().isEqualTo(new AllowEnergy(1, 11_500, 16_000));
        assertThat(station.cabinet().evseState(1).meter().powerW()).isEqualTo(11_040);

        give(new SetLimit(1, 4_000));
        assertThat(station.cabinet().commands()).last().isEqualTo(new SetLimit(1, 4_000, 0));
        assertThat(station.cabinet().evseState(1).meter().powerW()).isZero();

        give(new SetLimit(1, null));
        assertThat(station.cabinet().commands()).last().isEqualTo(new SetLimit(1, null, null));
        give(new SetLimit(0, 5_000));
        assertThat(station.cabinet().commands()).last().isEqualTo(new SetLimit(0, 5_000, null));
    }

    private void give(HardwareCommand command) {
        StationContext block = station.transactions.context();
        block.post(() -> block.command(command, result -> {}));
        station.time.advance(Duration.ofSeconds(1));
    }
}
