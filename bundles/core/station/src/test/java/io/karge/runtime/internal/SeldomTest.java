package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeldomTest {
    private final VirtualTime time = new VirtualTime();

    @Test
    void tellsAFewInAPeriodAndCountsTheOthers() {
        Seldom<String> seldom = new Seldom<>(time, Duration.ofMinutes(1), 2);
        assertThat(seldom.happened("a")).hasValue(0);
        time.advance(Duration.ofSeconds(59));
        assertThat(seldom.happened("a")).hasValue(0);
        assertThat(seldom.happened("a")).isEmpty();
        assertThat(seldom.happened("a")).isEmpty();
        assertThat(seldom.happened("b")).as("another kind").hasValue(0);

        time.advance(Duration.ofSeconds(1));
        assertThat(seldom.happened("a")).as("what was not told").hasValue(2);
        assertThat(seldom.happened("a")).hasValue(0);
        assertThat(seldom.happened("a")).isEmpty();
    }

    @Test
    void forgetsTheOldestOfTooManyKinds() {
        Seldom<Integer> seldom = new Seldom<>(time, Duration.ofMinutes(1));
        for (int kind = 0; kind <= 100; kind++) {
            assertThat(seldom.happened(kind)).hasValue(0);
        }
        assertThat(seldom.happened(100)).isEmpty();
        assertThat(seldom.happened(0)).hasValue(0);
    }
}
