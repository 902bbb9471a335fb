package io.karge.driver.hyc;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand.SetLimit;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.VendorEvent;
import io.karge.driver.StationDriver;
import io.karge.driver.hyc.fixture.RegisterCabinet;
import io.karge.driver.testkit.RecordingSink;
import io.karge.driver.testkit.TestContext;
import io.karge.driver.testkit.TestModels;
import io.karge.driver.testkit.VirtualTime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver that polls outlives its defects and tells of them: what is told once is told again when it comes again. */
class PollDefectTest {
    private final VirtualTime time = new VirtualTime();
    private final RegisterCabinet cabinet = new RegisterCabinet(time, 2);
    private final RecordingSink sink = new RecordingSink();

    /** What tasks of the driver threw. */
    private final List<String> thrown = new ArrayList<>();

    @TempDir
    Path staging;

    private StationDriver driver;

    @BeforeEach
    void start() {
        TestContext context = new TestContext(
                "TEST-1",
                URI.create("modbus-tcp://192.0.2.10"),
                Map.of(),
                time,
                task -> time.computing().execute(() -> run(task)),
                staging);
        driver = HycDriver.over(cabinet, TestModels.dc(2), context, HycOptions.parse(context.uri()));
        driver.start(sink);
        time.runUntilIdle();
    }

    @AfterEach
    void end() {
        driver.stop(Duration.ZERO);
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            thrown.add(String.valueOf(e.getMessage()));
        }
    }

    @Test
    void leavesEveryDefectToWhoeverRunsItsTasks() {
        failPolls(new IllegalStateException("first defect"));
        failPolls(new IllegalStateException("second defect"));

        assertThat(thrown)
                .contains("a look at the hardware failed: java.lang.IllegalStateException: first defect")
                .endsWith("a look at the hardware failed: java.lang.IllegalStateException: second defect");
    }

    @Test
    void leavesADefectToThemThatComesWhileTheLinkIsDown() {
        cabinet.reachable(false);
        time.advance(Duration.ofSeconds(5));
        assertThat(thrown).isEmpty();
        failPolls(new IllegalStateException("a defect"));

        assertThat(thrown).contains("a look at the hardware failed: java.lang.IllegalStateException: a defect");
    }

    @Test
    void answersTheCommandAtWhichARequestFailedInAWayThatCannotBe() {
        cabinet.onRequest = () -> {
            throw new IllegalStateException("a bug");
        };
        CompletionStage<CommandResult> stop = driver.execute(new StopEnergy(1));
        time.advance(Duration.ofSeconds(1));
        assertThat(stop).isCompletedWithValue(new CommandResult.TimedOut());
        assertThat(sink.last(LinkChanged.class).up()).isFalse();

        cabinet.onRequest = () -> {};
        time.advance(Duration.ofSeconds(10));
        assertThat(sink.last(LinkChanged.class).up()).isTrue();
        CompletionStage<CommandResult> next = driver.execute(new StopEnergy(1));
        time.runUntilIdle();
        assertThat(next).isCompletedWithValue(new CommandResult.Accepted());
    }

    @Test
    void goesOnPollingAfterAnError() {
        failPolls(new NoClassDefFoundError("its bundle has gone"));

        assertThat(sink.events(LinkChanged.class)).extracting(LinkChanged::up).containsExactly(true, false, true);
    }

    @Test
    void tellsOfARefusedLimitAgainAfterTheLinkWasLost() {
        driver.execute(new SetLimit(1, 20_000));
        time.runUntilIdle();
        cabinet.refusesWrites = true;
        time.advance(Duration.ofSeconds(10));
        assertThat(sink.events(VendorEvent.class)).hasSize(1);

        cabinet.reachable(false);
        time.advance(Duration.ofSeconds(5));
        cabinet.reachable(true);
        time.advance(Duration.ofSeconds(10));
        assertThat(sink.events(VendorEvent.class)).hasSize(2);
    }

    /** Polls fail for a while, and succeed again. */
    private void failPolls(Throwable defect) {
        cabinet.onRequest = () -> {
            if (defect instanceof RuntimeException e) {
                throw e;
            }
            throw (Error) defect;
        };
        time.advance(Duration.ofSeconds(20));
        cabinet.onRequest = () -> {};
        cabinet.reachable(true);
        time.advance(Duration.ofSeconds(20));
        assertThat(sink.last(LinkChanged.class).up()).isTrue();
    }
}
