package io.karge.driver.hyc;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.hyc.fixture.RegisterCabinet;
import io.karge.driver.testkit.TestModels;
import io.karge.driver.testkit.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PowerLimitsTest {
    private final VirtualTime time = new VirtualTime();
    private final RegisterCabinet cabinet = new RegisterCabinet(time, 2);
    private final PowerLimits limits = new PowerLimits(TestModels.dc(2));

    @Test
    void writesNothingWhileNoLimitIsInForce() throws IOException {
        renew();

        assertThat(cabinet.limits).isEmpty();
    }

    @Test
    void writesALimitAgainEveryTwoSeconds() throws IOException {
        limits.set(2, 30_000);
        for (int i = 0; i < 40; i++) {
            renew();
            time.advance(Duration.ofMillis(250));
        }

        assertThat(cabinet.limits).hasSize(5).containsOnly("2:30000");
    }

    @Test
    void neverWritesLessThanTheLowestUsefulLimit() throws IOException {
        limits.set(1, 0);
        limits.setForSession(2, 1000);
        renew();

        assertThat(cabinet.limits).containsExactly("1:1547", "2:1547");
    }

    @Test
    void takesTheLowerOfTheStandingLimitAndThatOfTheSession() {
        limits.set(1, 30_000);
        limits.setForSession(1, 20_000);
        assertThat(limits.inForce(1)).isEqualTo(20_000);

        limits.setForSession(1, null);
        assertThat(limits.inForce(1)).isEqualTo(30_000);

        limits.set(1, null);
        assertThat(limits.inForce(1)).isNull();
    }

    @Test
    void writesTheMostThatIsPossibleOnceWhenALimitIsTakenAway() throws IOException {
        limits.set(1, 30_000);
        limits.set(0, 80_000);
        renew();
        cabinet.limits.clear();
        limits.set(1, null);
        limits.set(0, null);
        for (int i = 0; i < 40; i++) {
            renew();
            time.advance(Duration.ofMillis(250));
        }

        assertThat(cabinet.limits).containsExactly("0:300000", "1:150000");
    }

    private void renew() throws IOException {
        limits.renew(cabinet, time.nanoTime());
    }
}
