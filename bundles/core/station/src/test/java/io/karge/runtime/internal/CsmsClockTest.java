package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.internal.loop.UndoLog;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CsmsClockTest {
    private static final Instant CSMS = Instant.parse("2030-05-05T12:00:00Z");

    private final VirtualTime time = new VirtualTime();
    private final CsmsClock clock = new CsmsClock(time);

    @Test
    void isTheClockOfTheMachineBeforeTheFirstAnswer() {
        time.advance(Duration.ofSeconds(3));

        assertThat(clock.now()).isEqualTo(time.wallClock());
        assertThat(clock.synchronised()).isFalse();
    }

    @Test
    void isNeverEarlierThanTheLastTimeThatIsKnown() {
        clock.notBefore(CSMS);
        time.advance(Duration.ofSeconds(1));
        assertThat(clock.now()).isEqualTo(CSMS.plusSeconds(1));

        clock.notBefore(CSMS.minusSeconds(100));
        assertThat(clock.now()).isEqualTo(CSMS.plusSeconds(1));
    }

    @Test
    void carriesTheTimeOfTheCsmsForwardWhateverTheMachinesClockDoes() {
        clock.synchronise(CSMS, new UndoLog());
        time.jumpWallClock(Duration.ofDays(-10));
        time.advance(Duration.ofMillis(1_500));

        assertThat(clock.now()).isEqualTo(CSMS.plusMillis(1_500));
        assertThat(clock.synchronised()).isTrue();
    }

    @Test
    void translatesAMomentOfTheMachinesClock() {
        clock.synchronise(CSMS, new UndoLog());
        Instant event = time.wallClock();
        time.advance(Duration.ofSeconds(4));

        assertThat(clock.at(event)).isEqualTo(CSMS);
        assertThat(clock.at(time.wallClock().plusSeconds(60)))
                .as("no event comes from the future")
                .isEqualTo(CSMS.plusSeconds(4));
    }

    @Test
    void isToTheMillisecond() {
        time.advance(Duration.ofNanos(1_234_567));

        assertThat(clock.now()).isEqualTo(VirtualTime.DEFAULT_START.plusMillis(1));
    }
}
