package io.karge.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.Reboot;
import io.karge.driver.HardwareCommand.SetAvailability;
import io.karge.driver.HardwareCommand.SetLimit;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.PowerPathChanged;
import io.karge.driver.polling.Outcome;
import io.karge.driver.polling.RefusedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** After a command the hardware is looked at until its effect is seen. */
class PolledEffectsTest extends PollingBench {
    @Test
    void looksAtOnceAndEvery20MillisecondsUntilTheEffectShows() {
        hardware.closed = true;
        start();
        pass(100);
        execute("stop", new StopEnergy(1));
        pass(50);
        hardware.closed = false;
        pass(500);

        assertThat(hardware.log)
                .containsExactly("100 StopEnergy 1", "100 read 1", "120 read 1", "140 read 1", "160 read 1");
        assertThat(sink.last(PowerPathChanged.class).at()).isEqualTo(VirtualTime.DEFAULT_START.plusMillis(160));
    }

    @Test
    void looksOnceWhenTheEffectIsThereAlready() {
        start();
        pass(100);
        execute("stop", new StopEnergy(2));
        pass(500);

        assertThat(hardware.log).containsExactly("100 StopEnergy 2", "100 read 2");
    }

    @Test
    void goesOnPollingMeanwhileAndGivesUpAfterTwoSeconds() {
        start();
        execute("allow", new AllowEnergy(1, null));
        pass(10_500);

        assertThat(hardware.log.stream().filter(it -> it.endsWith("read 1"))).hasSize(100);
        assertThat(hardware.log.stream().filter(it -> it.endsWith(" read")))
                .hasSize(10)
                .startsWith("1000 read", "2000 read");
    }

    @Test
    void waitsForNoContactorThatCannotClose() {
        hardware.pluggedIn = false;
        start();
        execute("allow", new AllowEnergy(1, null));
        pass(500);

        assertThat(hardware.log).containsExactly("0 AllowEnergy 1", "0 read 1");
    }

    @Test
    void waitsForAnEvseToGoOutOfServiceAndForAllOfThem() {
        start();
        execute("out", new SetAvailability(1, false));
        pass(30);
        hardware.operative = false;
        pass(470);
        assertThat(hardware.log).containsExactly("0 SetAvailability 1", "0 read 1", "20 read 1", "40 read 1");

        hardware.log.clear();
        execute("in", new SetAvailability(0, true));
        pass(30);
        hardware.operative = true;
        pass(400);
        assertThat(hardware.log).containsExactly("500 SetAvailability 0", "500 read", "520 read", "540 read");
    }

    @Test
    void looksOnceForWhatNoPictureTells() {
        start();
        execute("limit", new SetLimit(1, 20_000));
        pass(500);
        assertThat(hardware.log).containsExactly("0 SetLimit 1", "0 read 1");

        hardware.log.clear();
        execute("reboot", new Reboot());
        pass(100);
        assertThat(hardware.log).containsExactly("500 Reboot 0");
    }

    @Test
    void looksForNothingThatWasRefused() {
        start();
        hardware.outcome = Outcome.rejected("welded");
        execute("allow", new AllowEnergy(1, null));
        pass(500);

        assertThat(hardware.log).containsExactly("0 AllowEnergy 1");
    }

    @Test
    void looksNoSoonerThanTheHardwareBears() {
        hardware.leastInterval = Duration.ofMillis(400);
        hardware.closed = true;
        start();
        pass(100);
        execute("stop", new StopEnergy(1));
        pass(2000);

        assertThat(hardware.log)
                .containsExactly(
                        "100 StopEnergy 1", "400 read 1", "800 read 1", "1200 read", "1600 read 1", "2000 read 1");
    }

    @Test
    void looksAtEachEvseThatHasACommand() {
        hardware.closed = true;
        start();
        execute("stop 1", new StopEnergy(1));
        execute("stop 2", new StopEnergy(2));
        pass(25);

        assertThat(hardware.log)
                .containsExactly("0 StopEnergy 1", "0 StopEnergy 2", "0 read 1", "0 read 2", "20 read 1", "20 read 2");
    }

    @Test
    void doesTheNextCommandBeforeItLooksForTheEffectOfTheLast() {
        start();
        HardwareCommand first = new SetAvailability(1, true);
        execute("first", first);
        execute("second", new SetAvailability(2, true));
        pass(10);

        assertThat(hardware.log).containsExactly("0 SetAvailability 1", "0 SetAvailability 2", "0 read 1", "0 read 2");
    }

    @Test
    void bearsALookForAnEffectThatIsRefused() {
        hardware.closed = true;
        start();
        execute("stop", new StopEnergy(1));
        time.runUntilIdle();
        hardware.failure = new RefusedException("busy");
        pass(500);
        assertThat(sink.events(LinkChanged.class)).hasSize(1);

        hardware.failure = null;
        hardware.closed = false;
        pass(20);
        assertThat(sink.last(PowerPathChanged.class).closed()).isFalse();
    }
}
