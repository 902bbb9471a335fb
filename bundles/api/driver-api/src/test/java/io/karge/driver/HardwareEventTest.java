package io.karge.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.karge.driver.HardwareEvent.CableChanged;
import io.karge.driver.HardwareEvent.FaultCleared;
import io.karge.driver.HardwareEvent.FaultRaised;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.MeterSampled;
import io.karge.driver.HardwareEvent.Metered;
import io.karge.driver.HardwareEvent.OperativeChanged;
import io.karge.driver.HardwareEvent.PowerPathChanged;
import io.karge.driver.HardwareEvent.StopRequested;
import io.karge.driver.HardwareEvent.ToldLate;
import io.karge.driver.HardwareEvent.VehicleStateChanged;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardwareEventTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final MeterReading READING = MeterReading.at(AT).withEnergyWh(5);
    private static final Fault FAULT = new Fault("GroundFailure", "");
    private static final List<Metered> METERED = List.of(
            new MeterSampled(AT, 1, READING),
            new CableChanged(AT, 1, 2, true, READING),
            new VehicleStateChanged(AT, 1, VehicleState.WAITING, READING),
            new PowerPathChanged(AT, 1, true, READING),
            new OperativeChanged(AT, 1, true, READING),
            new FaultRaised(AT, 1, FAULT, READING),
            new FaultCleared(AT, 1, FAULT, READING),
            new StopRequested(AT, 1, READING));

    @Test
    void changesTheReadingOfEveryEventThatHasOneAndNothingElse() {
        assertThat(METERED.stream().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Metered.class.getPermittedSubclasses()));
        List<Metered> changed = METERED.stream()
                .map(event -> event.withReading(reading -> reading.withEnergyWh(7)))
                .toList();

        assertThat(changed).extracting(event -> event.reading().energyWh()).containsOnly(7L);
        assertThat(changed.stream()
                        .map(event -> event.withReading(reading -> reading.withEnergyWh(5)))
                        .toList())
                .isEqualTo(METERED);
        Metered without = new StopRequested(AT, 1);
        assertThat(without.withReading(reading -> reading.withEnergyWh(7))).isSameAs(without);
    }

    @Test
    void refusesToTellLateWhatIsOfNow() {
        ToldLate late = new ToldLate(AT.minusSeconds(5), new StopRequested(AT, 1));
        assertThat(late.at()).isEqualTo(AT);
        assertThat(late.evseId()).isEqualTo(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ToldLate(AT.plusSeconds(1), new StopRequested(AT, 1)))
                .withMessageContaining("after it was told");
        assertThatIllegalArgumentException().isThrownBy(() -> new ToldLate(AT, late));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ToldLate(AT, new LinkChanged(AT, true, "")))
                .withMessageContaining("LinkChanged is never told late");
    }
}
