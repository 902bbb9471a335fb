package io.karge.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult.Accepted;
import io.karge.driver.CommandResult.LinkDown;
import io.karge.driver.CommandResult.Rejected;
import io.karge.driver.CommandResult.TimedOut;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.ReadMeter;
import io.karge.driver.HardwareCommand.SetAvailability;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.MeterSampled;
import io.karge.driver.polling.NotSentException;
import io.karge.driver.polling.Outcome;
import io.karge.driver.polling.PendingCommands;
import io.karge.driver.polling.Preparation;
import io.karge.driver.polling.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Commands that complete at once, later, never, or after work of the driver's own. */
class PolledCommandsTest extends PollingBench {
    private static final Outcome TAKEN_UP = new Outcome.Open(true);
    private static final Outcome NOT_TAKEN_UP = new Outcome.Open(false);

    // --- results that come later ---

    @Test
    void asksForTheResultUntilItIsThere() {
        start();
        hardware.outcome = TAKEN_UP;
        execute("availability", new SetAvailability(1, true));
        pass(50);
        hardware.outcome = Outcome.rejected("welded");
        pass(50);

        assertThat(hardware.log).containsExactly("0 SetAvailability 1", "20 ask", "40 ask", "60 ask");
        assertThat(answers).containsExactly("availability " + new Rejected("welded"));
    }

    @Test
    void givesNoOtherCommandMeanwhileAndGivesUpAfterTenSeconds() {
        start();
        hardware.outcome = TAKEN_UP;
        execute("availability", new SetAvailability(1, true));
        execute("allow", new AllowEnergy(1, null));
        pass(9990);
        assertThat(answers).isEmpty();
        assertThat(hardware.log).contains("1000 read").doesNotContain("0 AllowEnergy 1");

        pass(20);
        assertThat(answers).containsExactly("availability " + new TimedOut());
        assertThat(hardware.log).contains("10000 AllowEnergy 1");
    }

    @Test
    void doesStopEnergyAtOnceAlthoughAnotherCommandIsOpen() {
        start();
        hardware.outcome = NOT_TAKEN_UP;
        execute("allow", new AllowEnergy(1, null));
        execute("availability", new SetAvailability(2, true));
        time.runUntilIdle();
        execute("stop", new StopEnergy(1));
        time.runUntilIdle();

        assertThat(hardware.log).startsWith("0 AllowEnergy 1", "0 ask", "0 StopEnergy 1");
        assertThat(answers).containsExactly("allow " + new TimedOut());
    }

    @Test
    void answersTheOpenCommandWithTheResultThatIsThereWhenAStopEnergyComes() {
        start();
        hardware.outcome = TAKEN_UP;
        execute("allow", new AllowEnergy(1, null));
        time.runUntilIdle();
        hardware.outcome = Outcome.accepted();
        execute("stop", new StopEnergy(1));
        time.runUntilIdle();

        assertThat(answers).containsExactly("allow " + new Accepted(), "stop " + new Accepted());
    }

    @Test
    void neverWritesOverAStopEnergyThatWasNotTakenUp() {
        start();
        hardware.outcome = NOT_TAKEN_UP;
        execute("stop 1", new StopEnergy(1));
        execute("stop 2", new StopEnergy(2));
        pass(5000);
        assertThat(hardware.log).contains("0 StopEnergy 1").noneMatch(it -> it.endsWith("StopEnergy 2"));

        hardware.outcome = TAKEN_UP;
        pass(20);
        assertThat(hardware.log).contains("5020 StopEnergy 2");
        assertThat(answers).containsExactly("stop 1 " + new TimedOut());
    }

    @Test
    void goesBeforeAPollThatIsDue() {
        start();
        pass(999);
        execute("availability", new SetAvailability(1, true));
        execute("stop", new StopEnergy(1));
        pass(1);

        assertThat(hardware.log).startsWith("999 StopEnergy 1", "999 SetAvailability 1");
        assertThat(PendingCommands.OVERTAKEN).isInstanceOf(Rejected.class);
    }

    @Test
    void leavesRoomForCommandsWhenALookTakesLongerThanItsPeriod() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        TestContext context = TestContext.in(time, staging);
        hardware.onRead = () -> tasks.add(() -> {}); // so that there is always a task
        start(new TestContext(context.stationId(), context.uri(), context.properties(), time, tasks::add, staging));
        tasks.remove().run();
        execute("availability", new SetAvailability(1, true));
        pass(5000); // as if the look had taken so long
        for (int i = 0; i < 4 && !tasks.isEmpty(); i++) {
            tasks.remove().run();
        }

        assertThat(hardware.log).contains("5000 SetAvailability 1");
    }

    // --- failures ---

    @Test
    void rejectsWhatTheHardwareRefusesOverALinkThatWorks() {
        start();
        hardware.failure = new RefusedException("no such register");
        execute("allow", new AllowEnergy(1, null));
        time.runUntilIdle();

        assertThat(answers).containsExactly("allow " + new Rejected("no such register"));
        assertThat(sink.events(LinkChanged.class)).hasSize(1);
    }

    @Test
    void tellsWhatWasNotSentFromWhatNobodyKnows() {
        start();
        hardware.failure = new NotSentException(new IOException("no route"));
        execute("allow", new AllowEnergy(1, null));
        execute("waiting", new SetAvailability(1, true));
        time.runUntilIdle();
        assertThat(answers).containsExactly("allow " + new LinkDown(), "waiting " + new LinkDown());
        assertThat(sink.last(LinkChanged.class).detail()).isEqualTo("no route");
        assertThat(hardware.log).endsWith("close");

        hardware.failure = null;
        answers.clear();
        pass(5000);
        hardware.failure = new IOException("no answer");
        execute("allow", new AllowEnergy(1, null));
        execute("waiting", new SetAvailability(1, true));
        time.runUntilIdle();
        assertThat(answers).containsExactly("allow " + new TimedOut(), "waiting " + new LinkDown());
    }

    @Test
    void answersAMeterFromTheLastLookWhereTheHardwareBearsNoOther() {
        hardware.leastInterval = Duration.ofMillis(500);
        start();
        sink.clear();
        pass(100);
        execute("meter", new ReadMeter(2));
        time.runUntilIdle();

        assertThat(hardware.log).isEmpty();
        assertThat(sink.last(MeterSampled.class).evseId()).isEqualTo(2);
        assertThat(answers).containsExactly("meter " + new Accepted());
    }

    // --- work of the driver's own ---

    @Test
    void preparesACommandInStepsBetweenLooksAndOtherCommands() {
        start();
        Work work = new Work(5);
        hardware.preparation = Optional.of(work);
        execute("prepared", new SetAvailability(1, false));
        execute("stop", new StopEnergy(2));
        execute("other", new SetAvailability(2, true));
        time.runUntilIdle();

        assertThat(answers)
                .containsExactly("stop " + new Accepted(), "other " + new Accepted(), "prepared " + new Accepted());
        assertThat(hardware.log).startsWith("0 StopEnergy 2", "0 SetAvailability 2");
        assertThat(work.closed).isEqualTo(1);
    }

    @Test
    void rejectsACommandThatCannotBePrepared() {
        start();
        Work work = new Work(1);
        work.failure = new IOException("the disk is full");
        hardware.preparation = Optional.of(work);
        execute("prepared", new SetAvailability(1, false));
        time.runUntilIdle();

        assertThat(answers).containsExactly("prepared " + new Rejected("the disk is full"));
        assertThat(hardware.log).isEmpty();
        assertThat(work.closed).isEqualTo(1);
    }

    @Test
    void givesUpAPreparationWhenItIsStopped() {
        start();
        Work work = new Work(Integer.MAX_VALUE);
        work.onStep = () -> {
            if (work.steps == 3) {
                driver.stop(Duration.ZERO);
            }
        };
        hardware.preparation = Optional.of(work);
        execute("prepared", new SetAvailability(1, false));
        time.runUntilIdle();

        assertThat(work.closed).isPositive();
        assertThat(answers).containsExactly("prepared " + new TimedOut());
    }

    private static final class Work implements Preparation {
        private final int needed;
        private int steps;
        private int closed;
        private @Nullable IOException failure;
        private Runnable onStep = () -> {};

        Work(int needed) {
            this.needed = needed;
        }

        @Override
        public boolean step() throws IOException {
            steps++;
            onStep.run();
            if (failure != null) {
                throw failure;
            }
            return steps < needed;
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
