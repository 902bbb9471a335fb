package io.karge.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.polling.PollingDriver;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hardware is looked at every second while it is used, every five while nothing happens. */
class PolledPaceTest extends PollingBench {
    PolledPaceTest() {
        idlePeriod = Duration.ofSeconds(5);
    }

    @BeforeEach
    void noCable() {
        hardware.pluggedIn = false;
    }

    private long looksIn(long seconds) {
        hardware.log.clear();
        pass(seconds * 1000);
        return hardware.log.stream().filter(asked -> asked.endsWith(" read")).count();
    }

    @Test
    void isLookedAtSeldomWhenNothingHasHappenedForAWhile() {
        start();
        assertThat(looksIn(29)).isEqualTo(29);
        pass(5000);
        assertThat(looksIn(60)).isEqualTo(12);
    }

    @Test
    void isLookedAtOftenWhileACableIsPluggedInAndForAWhileAfterwards() {
        start();
        pass(60_000);
        hardware.pluggedIn = true;
        pass(5000);
        assertThat(looksIn(300)).isEqualTo(300);

        hardware.pluggedIn = false;
        assertThat(looksIn(30)).isEqualTo(30);
        pass(5000);
        assertThat(looksIn(60)).isEqualTo(12);
    }

    @Test
    void doesACommandAtOnceAndIsLookedAtOftenAfterwards() {
        start();
        pass(60_000);
        execute("stop", new StopEnergy(1));
        time.runUntilIdle();
        assertThat(answers).containsExactly("stop Accepted[]");
        pass(5000);
        assertThat(looksIn(20)).isEqualTo(20);
    }

    /** A meter that trembles is no reason. */
    @Test
    void isLookedAtSeldomThoughAnUnusedMeterMoves() {
        start();
        hardware.onRead = () -> hardware.powerW += 10_000;
        pass(40_000);
        assertThat(looksIn(60)).isEqualTo(12);
    }

    @Test
    void isTriedAgainAsSoonWhenTheLinkIsLostWhileIdle() {
        start();
        pass(60_000);
        hardware.failure = new IOException("no route");
        pass(5000);
        hardware.failure = null;
        assertThat(looksIn(3)).isPositive();
        assertThat(looksIn(20)).as("its return is something that happens").isEqualTo(20);
    }

    @Test
    void refusesToBeLookedAtMoreOftenWhileIdle() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PollingDriver<>(
                        model, TestContext.in(time, staging), hardware, Duration.ofSeconds(1), Duration.ofMillis(100)))
                .withMessageContaining("PT0.1S");
        start();
    }
}
