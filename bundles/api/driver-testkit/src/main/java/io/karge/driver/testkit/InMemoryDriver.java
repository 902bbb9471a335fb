package io.karge.driver.testkit;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEventSink;
import io.karge.driver.StationDriver;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A driver without a wire: what {@link InMemoryHardware} does reaches the sink at once, on the caller's thread. */
public final class InMemoryDriver implements StationDriver {
    private final InMemoryHardware hardware;

    InMemoryDriver(InMemoryHardware hardware) {
        this.hardware = hardware;
    }

    /** The hardware that this driver drives, for tests to act on. */
    public InMemoryHardware hardware() {
        return hardware;
    }

    @Override
    public void start(HardwareEventSink sink) {
        hardware.attach(this, sink);
    }

    @Override
    public CompletionStage<CommandResult> execute(HardwareCommand command) {
        return hardware.execute(this, command);
    }

    @Override
    public void stop(Duration grace) {
        hardware.detach(this);
    }
}
