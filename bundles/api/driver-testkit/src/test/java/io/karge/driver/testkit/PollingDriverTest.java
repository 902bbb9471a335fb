package io.karge.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.driver.CommandResult;
import io.karge.driver.CommandResult.Accepted;
import io.karge.driver.CommandResult.Rejected;
import io.karge.driver.CommandResult.TimedOut;
import io.karge.driver.DriverContext;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.ReadMeter;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.StopRequested;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.driver.StationDriver;
import io.karge.driver.polling.Outcome;
import io.karge.driver.polling.PendingCommands;
import io.karge.driver.polling.Picture;
import io.karge.driver.polling.PolledHardware;
import io.karge.driver.polling.PollingDriver;
import io.karge.driver.polling.RefusedException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The driver that polls, through the contract: its hardware is the cabinet in memory, asked over a wire that blocks. */
class PollingDriverTest extends DriverContract {
    private final InMemoryDriverFactory factory = new InMemoryDriverFactory(TestModels.dc(2), "{}");
    private final Wire wire = new Wire();

    /** What tasks of the driver threw. */
    private final List<String> thrown = new ArrayList<>();

    @Override
    protected HardwareBench bench(VirtualTime time) {
        return new Bench();
    }

    @Test
    void findsAWireAgainThatWorksLessAndLessOften() {
        wire.cut = true;
        driver.start(sink);
        time.advance(Duration.ofMinutes(10));

        assertThat(sink.events()).hasSize(1);
        assertThat(wire.reads).as("tries in ten minutes").isBetween(100, 130);
    }

    @Test
    void closesTheWireAfterEveryFailureAndAtTheEnd() {
        start();
        assertThat(wire.closed).isZero();
        wire.cut = true;
        pass(reaction());
        assertThat(wire.closed).isPositive();
        wire.cut = false;
        pass(reconnection());

        int closed = wire.closed;
        driver.stop(Duration.ofSeconds(1));
        assertThat(wire.closed).isGreaterThan(closed);
    }

    @Test
    void goesOnAfterAReadOrACommandThatFailsInAWayItMustNot() {
        start();
        wire.bug = new IllegalStateException("a bug in the wire");
        assertThat(result(new StopEnergy(1))).isInstanceOf(TimedOut.class);
        pass(reaction());
        String bug = " failed: java.lang.IllegalStateException: a bug in the wire";
        assertThat(sink.last(LinkChanged.class))
                .extracting(LinkChanged::up, LinkChanged::detail)
                .containsExactly(false, "the command StopEnergy of EVSE 1" + bug);
        assertThat(thrown)
                .as("whoever runs the tasks hears of it")
                .startsWith("the command StopEnergy of EVSE 1" + bug, "a look at the hardware" + bug);

        wire.bug = null;
        pass(reconnection());
        assertThat(sink.last(LinkChanged.class).up()).isTrue();
    }

    @Test
    void goesOnWhenEvenWhatTellsOfAnOddityThrows() {
        start();
        wire.refusal = "no such register";
        wire.bug = new IllegalStateException("a bug in the words");
        pass(Duration.ofSeconds(30));
        assertThat(thrown).contains("a bug in the words");
        assertThat(wire.reads).as("it does not try all the time").isLessThan(200);

        wire.refusal = null;
        wire.bug = null;
        pass(reconnection());
        assertThat(result(new StopEnergy(1))).isInstanceOf(Accepted.class);
    }

    @Test
    void goesOnWhenTheConnectionCannotBeClosed() {
        start();
        wire.cut = true;
        wire.closing = new IllegalStateException("it is closed already");
        pass(reaction());
        assertThat(thrown)
                .contains("closing the connection failed: java.lang.IllegalStateException: it is closed already");

        wire.cut = false;
        wire.closing = null;
        pass(reconnection());
        assertThat(sink.last(LinkChanged.class).up()).isTrue();
    }

    @Test
    void answersTimedOutWhenTheMeterCannotBeRead() {
        start();
        wire.cut = true;

        assertThat(result(new ReadMeter(1))).isInstanceOf(TimedOut.class);
        assertThat(sink.last(LinkChanged.class).up()).isFalse();
    }

    @Test
    void handsOnWhatTheHardwareRefuses() {
        start();
        factory.hardware("TEST-1").answerBy(command -> new Rejected("welded"));

        assertThat(result(new StopEnergy(1))).isEqualTo(new Rejected("welded"));
    }

    @Test
    void doesStopEnergyFirstAndVoidsAnAllowEnergyThatItOvertakes() {
        start();
        List<String> answers = new ArrayList<>();
        driver.execute(new AllowEnergy(1, null)).thenAccept(result -> answers.add("allow 1 " + result));
        driver.execute(new AllowEnergy(2, null)).thenAccept(result -> answers.add("allow 2 " + result));
        driver.execute(new ReadMeter(1)).thenAccept(result -> answers.add("meter " + result));
        driver.execute(new StopEnergy(2)).thenAccept(result -> answers.add("stop 2 " + result));
        driver.execute(new StopEnergy(1)).thenAccept(result -> answers.add("stop 1 " + result));
        driver.execute(new AllowEnergy(1, null)).thenAccept(result -> answers.add("allow 1 anew " + result));
        pass(answer());

        assertThat(answers)
                .containsExactlyInAnyOrder(
                        "allow 1 " + PendingCommands.OVERTAKEN,
                        "allow 2 " + PendingCommands.OVERTAKEN,
                        "stop 2 " + new Accepted(),
                        "stop 1 " + new Accepted(),
                        "meter " + new Accepted(),
                        "allow 1 anew " + new Accepted())
                .containsSubsequence(
                        "stop 2 " + new Accepted(),
                        "stop 1 " + new Accepted(),
                        "meter " + new Accepted(),
                        "allow 1 anew " + new Accepted());
    }

    @Test
    void goesOnAfterAReadThatThrowsAnError() {
        start();
        wire.defect = new NoClassDefFoundError("its bundle has gone");
        pass(reaction());
        assertThat(sink.last(LinkChanged.class).up()).isFalse();
        assertThat(thrown)
                .contains("a look at the hardware failed: java.lang.NoClassDefFoundError: its bundle has gone");
        wire.defect = null;
        pass(reconnection());

        assertThat(sink.last(LinkChanged.class).up()).isTrue();
    }

    private record Seen(CabinetState cabinet, List<EvseState> evses, List<HardwareEvent> occurrences)
            implements Picture {}

    /** Requests that block, as a driver's wire would: here they take no time. */
    private final class Wire implements PolledHardware<Seen> {
        private final List<HardwareEvent> occurrences = new ArrayList<>();
        private final StationDriver cabinet = factory.create(TestContext.in(time, stagingFolder));
        private boolean cut;
        private boolean deaf;
        private int reads;
        private int closed;
        private long bootCounter = 1;
        private @Nullable RuntimeException bug;
        private @Nullable Error defect;
        private @Nullable RuntimeException closing;
        private @Nullable String refusal;

        Wire() {
            cabinet.start(event -> {
                if (event instanceof TokenPresented || event instanceof StopRequested) {
                    occurrences.add(event);
                }
            });
        }

        @Override
        public Seen read(@Nullable Seen before) throws IOException {
            reads++;
            check();
            InMemoryHardware hardware = factory.hardware("TEST-1");
            List<HardwareEvent> since = List.copyOf(occurrences);
            occurrences.clear();
            return new Seen(
                    new CabinetState("MEM-1", "1.0.0", bootCounter, BootReason.WATCHDOG),
                    List.of(hardware.evseState(1), hardware.evseState(2)),
                    since);
        }

        @Override
        public List<HardwareEvent> occurrences(Seen before, Seen now, Instant at) {
            return now.occurrences();
        }

        @Override
        public Outcome perform(HardwareCommand command) throws IOException {
            check();
            List<CommandResult> answers = new ArrayList<>();
            cabinet.execute(command).thenAccept(answers::add);
            if (deaf) {
                throw new SocketTimeoutException("no answer");
            }
            return new Outcome.Done(answers.get(0));
        }

        @Override
        public HardwareEvent oddity(String what, Instant at) {
            if (bug != null) {
                throw bug;
            }
            return PolledHardware.super.oddity(what, at);
        }

        private void check() throws IOException {
            if (refusal != null) {
                throw new RefusedException(refusal);
            }
            if (cut) {
                throw new IOException("no route to the cabinet");
            }
            if (bug != null) {
                throw bug;
            }
            if (defect != null) {
                throw defect;
            }
        }

        @Override
        public void close() {
            closed++;
            if (closing != null) {
                throw closing;
            }
        }
    }

    private final class Bench extends InMemoryBench {
        Bench() {
            super(factory);
        }

        @Override
        public StationDriver newDriver(DriverContext context) {
            return new PollingDriver<>(factory.model(), bearing(context), wire, Duration.ofMillis(250));
        }

        /** As in the gateway, a task that throws does not end the thread. */
        private DriverContext bearing(DriverContext context) {
            return new TestContext(
                    context.stationId(),
                    context.uri(),
                    context.properties(),
                    context.time(),
                    task -> context.executor().execute(() -> run(task)),
                    context.stagingFolder());
        }

        private void run(Runnable task) {
            try {
                task.run();
            } catch (RuntimeException e) {
                thrown.add(String.valueOf(e.getMessage()));
            }
        }

        @Override
        public void cutLink() {
            wire.cut = true;
        }

        @Override
        public void restoreLink() {
            wire.cut = false;
        }

        @Override
        public void deaf(boolean isDeaf) {
            wire.deaf = isDeaf;
            super.deaf(isDeaf);
        }

        @Override
        public void restart(Duration outage) {
            super.restart(Duration.ZERO);
            wire.bootCounter++;
            wire.cut = true;
            time.schedule(outage, () -> wire.cut = false);
        }
    }
}
