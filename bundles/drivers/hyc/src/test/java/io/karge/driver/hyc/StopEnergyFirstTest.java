package io.karge.driver.hyc;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult.Accepted;
import io.karge.driver.CommandResult.Rejected;
import io.karge.driver.CommandResult.TimedOut;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.ReadMeter;
import io.karge.driver.HardwareCommand.SetAvailability;
import io.karge.driver.HardwareCommand.SetLimit;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.StationDriver;
import io.karge.driver.hyc.fixture.RegisterCabinet;
import io.karge.driver.testkit.RecordingSink;
import io.karge.driver.testkit.TestContext;
import io.karge.driver.testkit.TestModels;
import io.karge.driver.testkit.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** StopEnergy waits for nothing but the request that is under way. */
class StopEnergyFirstTest {
    private static final int BUSY = 0;
    private static final int ACCEPTED = 1;
    private static final Rejected OVERTAKEN = new Rejected("overtaken by StopEnergy");

    private final VirtualTime time = new VirtualTime();
    private final RegisterCabinet cabinet = new RegisterCabinet(time, 2);
    private final List<String> answers = new ArrayList<>();

    @TempDir
    Path staging;

    private StationDriver driver;

    @BeforeEach
    void start() {
        TestContext context = TestContext.in(time, staging).withUri("modbus-tcp://192.0.2.10");
        driver = HycDriver.over(cabinet, TestModels.dc(2), context, HycOptions.parse(context.uri()));
        driver.start(new RecordingSink());
        time.runUntilIdle();
    }

    @Test
    void goesBeforeEverythingThatWaitsAndDoesNotWaitForAnOpenCommand() {
        cabinet.result = BUSY;
        execute("allow 1", new AllowEnergy(1, null));
        execute("availability", new SetAvailability(2, false));
        execute("allow 2", new AllowEnergy(2, null));
        time.advance(Duration.ofSeconds(1));
        execute("stop", new StopEnergy(1));
        time.runUntilIdle();

        assertThat(cabinet.commands).containsExactly("1:1:0:", "2:1:0:");
        assertThat(answers).containsExactly("allow 1 " + new TimedOut());
        cabinet.result = ACCEPTED;
        time.advance(Duration.ofSeconds(1));
        assertThat(answers.subList(1, 4))
                .containsExactly(
                        "stop " + new Accepted(), "availability " + new Accepted(), "allow 2 " + new Accepted());
    }

    @Test
    void goesAheadAlsoWhenTheCabinetHasNotTakenTheOpenCommandUp() {
        cabinet.deaf(true);
        execute("allow", new AllowEnergy(1, null));
        time.advance(Duration.ofSeconds(1));
        cabinet.deaf(false);
        execute("stop", new StopEnergy(1));
        time.advance(Duration.ofSeconds(1));

        assertThat(answers).containsExactly("allow " + new TimedOut(), "stop " + new Accepted());
        assertThat(cabinet.commands).containsExactly("2:1:0:");
    }

    @Test
    void answersAnOpenCommandWithTheResultThatIsThere() {
        cabinet.result = BUSY;
        execute("allow", new AllowEnergy(1, null));
        time.runUntilIdle();
        cabinet.result = ACCEPTED;
        execute("stop", new StopEnergy(1));
        time.runUntilIdle();

        assertThat(answers).containsExactly("allow " + new Accepted(), "stop " + new Accepted());
    }

    @Test
    void voidsAnAllowEnergyForTheSameEvseThatWaits() {
        cabinet.result = BUSY;
        execute("availability", new SetAvailability(2, true));
        execute("allow 1", new AllowEnergy(1, 20_000));
        execute("allow 2", new AllowEnergy(2, null));
        time.runUntilIdle();
        execute("stop 1", new StopEnergy(1));
        execute("allow 1 anew", new AllowEnergy(1, null));
        time.runUntilIdle();
        cabinet.result = ACCEPTED;
        time.advance(Duration.ofSeconds(1));

        assertThat(answers)
                .containsExactly(
                        "allow 1 " + OVERTAKEN,
                        "availability " + new TimedOut(),
                        "stop 1 " + new Accepted(),
                        "allow 2 " + new Accepted(),
                        "allow 1 anew " + new Accepted());
        assertThat(cabinet.commands).containsExactly("3:2:1:", "2:1:0:", "1:2:0:", "1:1:0:");
        time.advance(Duration.ofSeconds(5));
        assertThat(cabinet.limits).as("the limit of the void session").isEmpty();
    }

    @Test
    void goesBeforeRequestsThatWaitForTheExecutor() {
        execute("limit", new SetLimit(1, 20_000));
        execute("meter", new ReadMeter(1));
        execute("stop", new StopEnergy(1));
        time.advance(Duration.ofSeconds(1));

        assertThat(answers)
                .containsExactly("stop " + new Accepted(), "limit " + new Accepted(), "meter " + new Accepted());
    }

    @Test
    void waitsUntilTheCabinetHasTakenAnotherStopUpAndNoLonger() {
        cabinet.deaf(true);
        execute("stop 1", new StopEnergy(1));
        execute("stop 2", new StopEnergy(2));
        time.advance(Duration.ofSeconds(9));
        assertThat(cabinet.received()).isEqualTo(1);
        cabinet.deaf(false);
        time.advance(Duration.ofSeconds(2));
        assertThat(answers).containsExactly("stop 1 " + new TimedOut(), "stop 2 " + new Accepted());

        answers.clear();
        cabinet.result = BUSY;
        execute("stop 1", new StopEnergy(1));
        execute("stop 2", new StopEnergy(2));
        time.advance(Duration.ofMillis(100));
        assertThat(answers).containsExactly("stop 1 " + new TimedOut());
        assertThat(cabinet.commands).endsWith("2:1:0:", "2:2:0:");
    }

    private void execute(String name, HardwareCommand command) {
        driver.execute(command).thenAccept(result -> answers.add(name + " " + result));
    }
}
