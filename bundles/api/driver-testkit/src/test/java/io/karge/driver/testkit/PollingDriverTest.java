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
        assertThat(sink.last(LinkChanged.class))
                .extracting(LinkChanged::up, LinkChanged::detail)
                .containsExactly(false, "a bug in the wire");

        wire.bug = null;
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

        private void check() throws IOException {
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
        }
    }

    private final class Bench extends InMemoryBench {
        Bench() {
            super(factory);
        }

        @Override
        public StationDriver newDriver(DriverContext context) {
            return new PollingDriver<>(factory.model(), context, wire, Duration.ofMillis(250));
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
