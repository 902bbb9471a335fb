package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.StationView;
import io.karge.station.StationEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What a factory reset owes to hardware that it cannot reach. */
class HardwareReleaseTest {
    private static final String WHAT = "The hardware is not back in service since the factory reset";

    private final GatewayHarness h = new GatewayHarness().online();

    @Test
    void saysNothingWhenTheHardwareIsBackInService() {
        outOfService();

        assertThat(reset()).isEqualTo(FactoryReset.DONE);

        assertThat(h.cabinet().evseState(1).operative()).isTrue();
        assertThat(owed()).isEmpty();
        assertThat(problems()).isEmpty();
    }

    @Test
    void putsTheHardwareIntoServiceWhenTheLinkReturns() {
        outOfService();
        h.cabinet().cutLink();

        assertThat(reset().note()).contains("not back in service", "cannot be reached");
        assertThat(problems()).containsExactly(WHAT);
        assertThat(owed()).hasSize(1);

        h.cabinet().restoreLink();
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.cabinet().evseState(1).operative()).isTrue();
        assertThat(h.provisioning.context().hardware().evse(1).operative()).isTrue();
        assertThat(problems()).isEmpty();
        assertThat(owed()).isEmpty();
    }

    @Test
    void saysNothingOfHardwareThatHasNotHadTheTimeToShowItself() {
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        h.cabinet().cutLink();
        h.gateway.putStation(GatewayHarness.config());
        h.time.runUntilIdle();

        CompletionStage<FactoryReset> done = h.reset(true);
        h.time.advance(Duration.ofSeconds(1));
        assertThat(problems()).isEmpty();
        assertThat(done.toCompletableFuture()).isNotDone();
        h.cabinet().restoreLink();
        h.time.advance(Duration.ofSeconds(1));

        assertThat(done.toCompletableFuture()).isCompletedWithValue(FactoryReset.DONE);
        assertThat(problems()).isEmpty();
    }

    @Test
    void remembersItOverARestartOfTheGateway() {
        outOfService();
        h.cabinet().cutLink();
        reset();

        h.crashAndStart();
        assertThat(problems()).as("the hardware has its time to show itself").isEmpty();
        h.time.advance(Duration.ofSeconds(10));
        assertThat(problems()).contains(WHAT);
        h.cabinet().restoreLink();
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.cabinet().evseState(1).operative()).isTrue();
        assertThat(problems()).isEmpty();
        assertThat(owed()).isEmpty();
    }

    @Test
    void remembersItUntilTheDriverComes() {
        outOfService();
        h.now(h.gateway.removeDriver(h.driver));

        assertThat(reset().note()).contains("its driver is not there");
        h.time.advance(Duration.ofMinutes(1));
        h.gateway.addDriver("memory", h.driver, "test");
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.cabinet().evseState(1).operative()).isTrue();
        assertThat(problems()).isEmpty();
    }

    @Test
    void remembersItWhenTheModelWasNeverKnown() {
        outOfService();
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        h.now(h.gateway.removeDriver(h.driver));
        h.gateway.putStation(GatewayHarness.config());

        assertThat(reset().note()).contains("its driver is not there");
        h.gateway.addDriver("memory", h.driver, "test");
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.cabinet().evseState(1).operative()).isTrue();
        assertThat(owed()).isEmpty();
    }

    @Test
    void stopsTheEnergyThatStillFlowsWhenTheLinkReturns() {
        h.cabinet().plugIn(1);
        h.transactions.context().command(new HardwareCommand.AllowEnergy(1, null), result -> {});
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.cabinet().evseState(1).powerPathClosed()).isTrue();
        h.cabinet().cutLink();
        reset();

        h.cabinet().restoreLink();
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.cabinet().evseState(1).powerPathClosed()).isFalse();
    }

    /** What the fresh station wants of its hardware comes after what the reset wants. */
    @Test
    void leavesTheLastWordToTheStation() {
        h.cabinet().cutLink();
        reset();
        h.provisioning.onEvent = (context, event) -> {
            if (event instanceof StationEvent.EvseChanged changed && changed.snapshot() && changed.evseId() == 1) {
                context.command(new HardwareCommand.SetAvailability(1, false), result -> {});
            }
        };

        h.cabinet().restoreLink();
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.cabinet().evseState(1).operative()).isFalse();
        assertThat(h.cabinet().evseState(2).operative()).isTrue();
        assertThat(owed()).isEmpty();
    }

    @Test
    void triesAgainWhatTheHardwareRefusedAndNothingElse() {
        outOfService();
        h.cabinet().answerBy(command -> command.evseId() == 1 ? new CommandResult.Rejected("the door is open") : null);

        assertThat(reset().note()).contains("the door is open");
        assertThat(problems()).containsExactly(WHAT);

        h.cabinet().answerBy(command -> null);
        int before = h.cabinet().commands().size();
        h.cabinet().cutLink();
        h.cabinet().restoreLink();
        h.time.advance(Duration.ofSeconds(1));
        List<HardwareCommand> commands = h.cabinet().commands();
        assertThat(commands.subList(before, commands.size()))
                .containsExactly(new HardwareCommand.SetAvailability(1, true));
        assertThat(problems()).isEmpty();
    }

    @Test
    void answersAlsoWhenTheHardwareDoesNot() {
        h.cabinet().deaf(true);

        CompletionStage<FactoryReset> done = h.reset(true);
        h.time.advance(Duration.ofSeconds(11));

        assertThat(done.toCompletableFuture()).isCompleted();
        assertThat(done.toCompletableFuture().join().note()).contains("not back in service");
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        assertThat(h.time.pendingTimers()).isZero();
    }

    @Test
    void aWipeThatFailsOwesNothing() {
        h.cabinet().cutLink();
        h.store.holdCommits();
        h.reset(true);
        h.time.runUntilIdle();
        h.store.fail("disk full");
        h.time.runUntilIdle();
        h.store.releaseCommits();
        h.store.repair();
        h.time.advance(Duration.ofSeconds(2));

        assertThat(problems()).doesNotContain(WHAT);
    }

    private void outOfService() {
        h.provisioning.context().command(new HardwareCommand.SetAvailability(1, false), result -> {});
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.cabinet().evseState(1).operative()).isFalse();
    }

    private FactoryReset reset() {
        CompletionStage<FactoryReset> done = h.reset(true);
        h.time.advance(Duration.ofSeconds(11));
        assertThat(done.toCompletableFuture()).isCompleted();
        return done.toCompletableFuture().join();
    }

    private List<String> owed() {
        return List.copyOf(h.store.load("station/CS-1/hardware/").keySet());
    }

    private List<String> problems() {
        return h.view().problems().stream()
                .map(StationView.Problem::what)
                .filter(what -> !what.equals("The hardware is away"))
                .toList();
    }
}
