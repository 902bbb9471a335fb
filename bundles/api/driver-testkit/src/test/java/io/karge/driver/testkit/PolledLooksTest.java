package io.karge.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.DriverData;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.MeterSampled;
import io.karge.driver.HardwareEvent.SensorsRead;
import io.karge.driver.HardwareEvent.Snapshot;
import io.karge.driver.HardwareEvent.VendorEvent;
import io.karge.driver.SensorReading;
import io.karge.driver.polling.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Looks that make no sense, what is written again after each, and meters. */
class PolledLooksTest extends PollingBench {
    @Test
    void tellsOfSensorsSeldomHoweverOftenItLooks() {
        model = TestModels.dc(2);
        hardware.sensors = List.of(new SensorReading("inlet", 200));
        start();
        assertThat(sink.last(Snapshot.class).cabinet().sensors()).isEqualTo(hardware.sensors);
        for (int value = 201; value <= 225; value++) {
            hardware.sensors = List.of(new SensorReading("inlet", value));
            pass(1_000);
        }

        assertThat(sink.events(SensorsRead.class))
                .extracting(read -> read.readings().get(0).value())
                .containsExactly(210, 220);
        pass(60_000);
        assertThat(sink.last(SensorsRead.class).readings()).isEqualTo(hardware.sensors);
        assertThat(sink.events(SensorsRead.class)).as("nothing changes").hasSize(3);
    }

    @Test
    void bearsTwoLooksThatMakeNoSenseAndTellsOnce() {
        start();
        hardware.pluggedIn = false;
        pass(1000);
        sink.clear();
        hardware.failure = new RefusedException("register 7 is 99");
        pass(2000);
        hardware.failure = null;
        pass(5000);

        assertThat(sink.events()).hasSize(1);
        assertThat(sink.last(VendorEvent.class).name()).isEqualTo("ImplausibleAnswer");
        assertThat(sink.last(VendorEvent.class).details()).containsEntry("what", "register 7 is 99");
    }

    @Test
    void takesTheLinkForLostAtTheThirdInARow() {
        start();
        hardware.failure = new RefusedException("register 7 is 99");
        pass(3000);
        assertThat(sink.last(LinkChanged.class))
                .extracting(LinkChanged::up, LinkChanged::detail)
                .containsExactly(false, "register 7 is 99");

        hardware.failure = null;
        pass(10_000);
        assertThat(sink.events(LinkChanged.class)).extracting(LinkChanged::up).containsExactly(true, false, true);
    }

    @Test
    void tellsOfARefusedRenewalOnceUntilOneWasTaken() {
        start();
        hardware.renewalFailure = new RefusedException("limit refused");
        pass(5000);
        assertThat(sink.events(VendorEvent.class)).hasSize(1);

        hardware.renewalFailure = null;
        pass(5000);
        hardware.renewalFailure = new RefusedException("limit refused");
        pass(5000);
        assertThat(sink.events(VendorEvent.class)).as("nothing was due between").hasSize(1);

        hardware.renewalFailure = null;
        hardware.renews = true;
        pass(5000);
        hardware.renewalFailure = new RefusedException("limit refused");
        pass(5000);
        assertThat(sink.events(VendorEvent.class)).hasSize(2);
    }

    @Test
    void samplesOnlyTheMeterThatALookForAnEffectSaw() {
        hardware.closed = true;
        start();
        pass(1000);
        sink.clear();
        execute("stop", new StopEnergy(2));
        pass(1000);

        assertThat(sink.events(MeterSampled.class))
                .extracting(MeterSampled::evseId)
                .as("one each in a second")
                .containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void tellsEachMeterAsOftenAsTheModelSays() {
        model = DriverData.model(PolledLooksTest.class, "slow-meter.json");
        start();
        pass(1000);
        sink.clear();
        pass(60_000);
        assertThat(sampled()).containsExactlyInAnyOrderEntriesOf(Map.of(1, 60L, 2, 12L));

        sink.clear();
        hardware.powerW = 10_000;
        pass(1000);
        assertThat(sampled())
                .as("another power is told at once")
                .containsExactlyInAnyOrderEntriesOf(Map.of(1, 1L, 2, 1L));
    }

    private Map<Integer, Long> sampled() {
        return sink.events(MeterSampled.class).stream()
                .collect(Collectors.groupingBy(MeterSampled::evseId, Collectors.counting()));
    }
}
