package io.karge.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent.Snapshot;
import io.karge.driver.StationDriver;
import io.karge.driver.StationModel;
import io.karge.driver.polling.PollingDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A polling driver over scripted hardware, polled every second unless a test says that it is idle. */
@SuppressWarnings("NullAway.Init") // JUnit and start() set up the fields
abstract class PollingBench {
    final VirtualTime time = new VirtualTime();
    final ScriptedHardware hardware = new ScriptedHardware(time);
    final RecordingSink sink = new RecordingSink();

    /** The answers to commands, as {@code name result}. */
    final List<String> answers = new ArrayList<>();

    @TempDir
    Path staging;

    /** What the hardware is said to be; two EVSEs. */
    StationModel model = TestModels.dc(2);

    /** How often it is polled while nothing happens. */
    Duration idlePeriod = Duration.ofSeconds(1);

    StationDriver driver;

    final void start() {
        start(TestContext.in(time, staging));
        time.runUntilIdle();
        assertThat(sink.events(Snapshot.class)).hasSize(1);
        hardware.log.clear();
    }

    final void start(TestContext context) {
        driver = new PollingDriver<>(model, context, hardware, Duration.ofSeconds(1), idlePeriod);
        driver.start(sink);
    }

    @AfterEach
    void stopsWithoutATimer() {
        driver.stop(Duration.ZERO);
        time.runUntilIdle();
        assertThat(time.pendingTimers()).isZero();
    }

    final void execute(String name, HardwareCommand command) {
        driver.execute(command).thenAccept(result -> answers.add(name + " " + result));
    }

    final void pass(long millis) {
        time.advance(Duration.ofMillis(millis));
    }
}
