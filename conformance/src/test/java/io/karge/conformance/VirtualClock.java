package io.karge.conformance;

import io.karge.driver.testkit.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** A bench's clock on virtual time: waiting lets time pass. */
record VirtualClock(VirtualTime time) implements BenchClock {
    @Override
    public Instant now() {
        return time.wallClock();
    }

    @Override
    public boolean waitUntil(BooleanSupplier condition, Duration atMost) {
        return time.advanceUntil(condition, atMost);
    }

    @Override
    public void changed() {
        // whoever waits looks after every step of time
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Duration accuracy() {
        return Duration.ZERO;
    }

    @Override
    public Duration silence() {
        return Duration.ofSeconds(5);
    }
}
