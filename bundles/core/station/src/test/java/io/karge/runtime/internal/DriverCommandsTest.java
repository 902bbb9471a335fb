package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.ReadMeter;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareEventSink;
import io.karge.driver.StationDriver;
import io.karge.driver.testkit.InMemoryDriverFactory;
import io.karge.driver.testkit.TestModels;
import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.DriverSource;
import io.karge.runtime.StationView;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The commands to a driver whose thread is this test's: a call hangs while time passes inside of it. */
class DriverCommandsTest implements DriverCalls.Watcher {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final CommandResult ACCEPTED = new CommandResult.Accepted();

    private final VirtualTime time = new VirtualTime();
    private final ProblemList problems = new ProblemList("station=CS-1", time);
    private final Deque<Runnable> thread = new ArrayDeque<>();
    private final List<HardwareCommand> given = new ArrayList<>();
    private final DriverCalls calls = new DriverCalls(thread::add, time, LONGEST, this);
    private final DriverDefects defects = new DriverDefects(
            "CS-1",
            DriverEntry.of(
                    "memory",
                    new InMemoryDriverFactory(TestModels.dc(1), "{}"),
                    new DriverSource("a bundle", "1.2.3", "")),
            problems,
            "driver",
            time);
    private Function<HardwareCommand, CompletionStage<CommandResult>> answers =
            command -> CompletableFuture.completedFuture(ACCEPTED);
    private Optional<StationDriver> driver = Optional.of(new Driver());
    private final DriverCommands commands = new DriverCommands(calls, () -> driver, time, defects);

    @Override
    public void hangs(DriverCalls.Overdue call) {
        commands.hangs(call);
    }

    @Override
    public void returned() {
        // nobody waits for it
    }

    @Test
    void answersWhatTheDriverAnswersAndLeavesNoTimer() {
        CompletionStage<CommandResult> read = commands.execute(new ReadMeter(1));
        assertThat(read.toCompletableFuture()).isNotDone();
        run();
        assertThat(read.toCompletableFuture()).isCompletedWithValue(ACCEPTED);
        assertThat(time.pendingTimers()).isZero();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void saysThatTheLinkIsDownWhenTheDriverHasGoneMeanwhile() {
        CompletionStage<CommandResult> read = commands.execute(new ReadMeter(1));
        driver = Optional.empty();
        run();
        assertThat(read.toCompletableFuture()).isCompletedWithValue(new CommandResult.LinkDown());
        assertThat(given).isEmpty();
    }

    @Test
    void stopEnergyTakesThePlaceOfWhatItOvertakes() {
        CompletionStage<CommandResult> allow = commands.execute(new AllowEnergy(1, 50_000));
        commands.execute(new StopEnergy(1));
        assertThat(allow.toCompletableFuture())
                .isCompletedWithValue(new CommandResult.Rejected("overtaken by StopEnergy"));
        run();
        assertThat(given).containsExactly(new StopEnergy(1));
    }

    @Test
    void refusesAtOnceWhileACallHangsAndGoesOnWhenItReturns() {
        List<CommandResult> results = new ArrayList<>();
        answers = command -> {
            if (given.size() == 1) {
                time.advance(LONGEST.plusSeconds(1));
                commands.execute(new ReadMeter(3)).thenAccept(results::add);
            }
            return CompletableFuture.completedFuture(ACCEPTED);
        };
        commands.execute(new ReadMeter(1)).thenAccept(results::add);
        commands.execute(new ReadMeter(2)).thenAccept(results::add);
        run();

        assertThat(results).hasSize(3);
        assertThat(results.get(0))
                .as("what waited")
                .isInstanceOfSatisfying(CommandResult.Rejected.class, this::hanging);
        assertThat(results.get(1)).as("nobody knows").isEqualTo(new CommandResult.TimedOut());
        assertThat(results.get(2)).as("what came").isInstanceOfSatisfying(CommandResult.Rejected.class, this::hanging);
        assertThat(given).containsExactly(new ReadMeter(1));

        assertThat(calls.hanging()).isEmpty();
        CompletionStage<CommandResult> after = commands.execute(new ReadMeter(4));
        run();
        assertThat(after.toCompletableFuture()).isCompletedWithValue(ACCEPTED);
    }

    private void hanging(CommandResult.Rejected rejected) {
        assertThat(rejected.reason())
                .startsWith("the driver hangs: StationDriver.execute(ReadMeter) has not returned since");
    }

    @Test
    void saysThatADriverDoesNotAnswerUntilItDoes() {
        answers = command -> new CompletableFuture<>();
        CompletionStage<CommandResult> silent = commands.execute(new ReadMeter(1));
        run();
        time.advance(Duration.ofMinutes(1));
        assertThat(silent.toCompletableFuture()).isCompletedWithValue(new CommandResult.TimedOut());
        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("The driver memory 1.2.3 does not answer");
            assertThat(problem.why()).contains("station CS-1", "ReadMeter for EVSE 1", "60 s");
        });

        answers = command -> CompletableFuture.completedFuture(ACCEPTED);
        commands.execute(new ReadMeter(1));
        run();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void saysThatADriverIsDefectiveUntilItDoesWhatItShould() {
        answers = command -> {
            throw new IllegalStateException("no");
        };
        CompletionStage<CommandResult> thrown = commands.execute(new ReadMeter(1));
        run();
        assertThat(thrown.toCompletableFuture())
                .isCompletedWithValueMatching(result -> result.toString().contains("IllegalStateException: no"));
        assertThat(problems.all())
                .extracting(StationView.Problem::what)
                .containsExactly("The driver memory 1.2.3 is defective");

        answers = command -> CompletableFuture.completedFuture(ACCEPTED);
        commands.execute(new ReadMeter(1));
        run();
        assertThat(problems.all()).isEmpty();
    }

    private void run() {
        while (!thread.isEmpty()) {
            thread.remove().run();
        }
    }

    private final class Driver implements StationDriver {
        @Override
        public void start(HardwareEventSink sink) {}

        @Override
        public CompletionStage<CommandResult> execute(HardwareCommand command) {
            given.add(command);
            return answers.apply(command);
        }

        @Override
        public void stop(Duration grace) {}
    }
}
