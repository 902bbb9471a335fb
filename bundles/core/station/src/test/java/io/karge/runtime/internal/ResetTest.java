package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareCommand;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.VariableType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A factory reset in every state of the station, and beside what else is asked of it: one outcome, one answer each. */
class ResetTest {
    private final GatewayHarness h = new GatewayHarness();
    private final List<String> answers = new ArrayList<>();

    // --- in every state ---

    @Test
    void wipesWhileTheStationLoadsForTheFirstTime() {
        leaveAValueBehind();
        h.gateway.putStation(GatewayHarness.config());

        CompletionStage<?> done = h.reset(true);
        h.time.advance(Duration.ofSeconds(1));

        assertThat(done.toCompletableFuture()).isCompleted();
        assertThat(waitMinimum()).isEqualTo("10");
        assertThat(h.view().connection()).isEqualTo("online");
    }

    @Test
    void answersTwoResetsAtOnce() {
        h.online();
        setWait("77");

        CompletionStage<?> first = noted("first", h.reset(true));
        CompletionStage<?> second = noted("second", h.reset(true));
        h.time.advance(Duration.ofSeconds(1));

        assertThat(first.toCompletableFuture()).isCompleted();
        assertThat(second.toCompletableFuture()).isCompleted();
        assertThat(answers).containsExactlyInAnyOrder("first", "second");
        assertThat(waitMinimum()).isEqualTo("10");
        assertThat(h.boots()).hasSize(2);
    }

    @Test
    void wipesAgainWhenItIsAskedForAfterTheWipe() {
        h.online();
        h.now(h.reset(true));
        setWait("77");

        CompletionStage<?> done = h.reset(true);
        h.time.advance(Duration.ofSeconds(1));

        assertThat(done.toCompletableFuture()).isCompleted();
        assertThat(waitMinimum()).isEqualTo("10");
    }

    @Test
    void wipesWhileTheStationWaitsForItsModel() {
        leaveAValueBehind();
        h.now(h.gateway.removeDriver(h.driver));
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));

        CompletionStage<?> done = h.reset(true);
        h.time.runUntilIdle();

        assertThat(done.toCompletableFuture())
                .as("there is nothing to wait for")
                .isCompleted();
        h.gateway.addDriver("memory", h.driver, "test");
        h.time.advance(Duration.ofSeconds(1));
        assertThat(waitMinimum()).isEqualTo("10");
    }

    @Test
    void wipesWhileTheStationWaitsForItsDriver() {
        h.online();
        setWait("77");
        h.now(h.gateway.removeDriver(h.driver));

        CompletionStage<?> done = h.reset(true);
        h.time.advance(Duration.ofSeconds(1));

        assertThat(done.toCompletableFuture()).isCompleted();
        assertThat(waitMinimum()).isEqualTo("10");
    }

    @Test
    void refusesInWordsWhileTheStoreIsClosedAndBeginsWhenItOpens() {
        leaveAValueBehind();
        h.store.fail("disk full");
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));

        CompletionStage<?> refused = h.reset(false);
        h.time.advance(Duration.ofSeconds(1));

        assertThat(why(refused)).contains("CS-1 is not reset", "disk full");
        h.store.repair();
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(waitMinimum()).isEqualTo("77");
    }

    @Test
    void leavesARunningStationAloneWhileTheStoreIsClosed() {
        h.online();
        h.store.fail("disk full");
        h.time.runUntilIdle();

        CompletionStage<?> refused = h.reset(false);
        h.time.advance(Duration.ofSeconds(1));

        assertThat(why(refused)).contains("disk full");
        assertThat(h.transactions.log).containsExactly("start");
        assertThat(h.view().connection()).isEqualTo("online");
    }

    // --- beside other requests ---

    @Test
    void answersWithTheReasonWhenTheStoreFailsDuringTheWipe() {
        h.online();
        setWait("77");
        h.store.holdCommits();
        CompletionStage<?> failed = h.reset(false);
        h.time.runUntilIdle();

        h.store.fail("disk full");
        h.time.advance(Duration.ofSeconds(1));
        assertThat(why(failed)).contains("CS-1 is not reset", "disk full");

        h.store.releaseCommits();
        h.store.repair();
        h.time.advance(Duration.ofSeconds(1));
        assertThat(waitMinimum()).isEqualTo("77");
        assertThat(h.view().connection())
                .as("a reset that failed takes nobody offline")
                .isEqualTo("online");
    }

    @Test
    void finishesTheWipeWhenTheStationIsRemovedMeanwhile() {
        h.online();
        setWait("77");
        h.store.holdCommits();
        CompletionStage<?> reset = noted("reset", h.reset(true));
        h.time.runUntilIdle();
        CompletionStage<?> removal = noted("removal", h.gateway.removeStation(GatewayHarness.ID));
        h.time.runUntilIdle();

        h.store.releaseCommits();
        h.time.runUntilIdle();

        assertThat(reset.toCompletableFuture()).isCompleted();
        assertThat(removal.toCompletableFuture()).isCompleted();
        assertThat(answers).containsExactly("reset", "removal");
        assertThat(h.time.pendingTimers()).isZero();
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));
        assertThat(waitMinimum()).isEqualTo("10");
    }

    @Test
    void isRefusedWhileTheStationIsRemoved() {
        h.online();
        h.store.holdCommits();
        CompletionStage<?> removal = h.gateway.removeStation(GatewayHarness.ID);

        CompletionStage<?> reset = h.reset(true);
        h.store.releaseCommits();
        h.time.runUntilIdle();

        assertThat(why(reset)).contains("there is no station 'CS-1'");
        assertThat(removal.toCompletableFuture()).isCompleted();
    }

    @Test
    void isAnsweredWhenTheGatewayStopsDuringTheWipe() {
        h.online();
        h.store.holdCommits();
        CompletionStage<?> reset = noted("reset", h.reset(true));
        h.time.runUntilIdle();

        h.gateway.close();
        h.store.releaseCommits();
        h.time.runUntilIdle();

        assertThat(reset.toCompletableFuture()).isCompletedExceptionally();
        assertThat(answers).containsExactly("reset");
    }

    @Test
    void aRestartThatWasAskedForBeforeIsNoSecondBoot() {
        h.online();
        h.gateway.restart(GatewayHarness.ID);
        CompletionStage<?> reset = h.reset(true);
        CompletionStage<?> restart = h.gateway.restart(GatewayHarness.ID);
        h.time.advance(Duration.ofSeconds(1));

        assertThat(reset.toCompletableFuture()).isCompleted();
        assertThat(restart.toCompletableFuture()).isDone();
        assertThat(h.boots()).containsExactly("PowerUp", "PowerUp");
    }

    @Test
    void aStationThatIsRemovedWhileItLoadsNeverBegins() {
        leaveAValueBehind();
        h.gateway.putStation(GatewayHarness.config());
        CompletionStage<?> removal = h.gateway.removeStation(GatewayHarness.ID);
        h.time.advance(Duration.ofSeconds(1));

        assertThat(removal.toCompletableFuture()).isCompleted();
        assertThat(h.transactions.log).containsExactly("start", "close");
        assertThat(h.time.pendingTimers()).isZero();
    }

    @Test
    void aStationThatHaltsWhileItIsRemovedIsLetGo() {
        h.online();
        h.store.holdCommits();
        CompletionStage<?> removal = h.gateway.removeStation(GatewayHarness.ID);
        h.gateway.putStation(GatewayHarness.config());
        h.time.runUntilIdle();

        h.gateway.close();
        h.store.releaseCommits();
        h.time.advance(Duration.ofSeconds(1));

        assertThat(removal.toCompletableFuture()).isDone();
        assertThat(h.gateway.stationIds()).isEmpty();
        assertThat(h.csms.attempts).hasSize(1);
        assertThat(h.time.pendingTimers()).isZero();
    }

    /** What was asked of the station before it restarted is answered too. */
    @Test
    void aCallThatIsOpenWhenTheStationRestartsIsAnswered() {
        h.csms.answerBy(text -> text.contains("BootNotification") ? h.answer(text) : "");
        h.online();
        CompletionStage<String> call = h.gateway.call(GatewayHarness.ID, "Heartbeat", "{}");
        h.time.runUntilIdle();

        h.gateway.restart(GatewayHarness.ID);
        h.time.advance(Duration.ofSeconds(1));

        assertThat(why(call)).contains("CS-1");
    }

    @Test
    void aStationThatCannotBeginLeavesNothingBehind() {
        h.provisioning.onStart = context -> context.after(Duration.ofHours(1), () -> {});
        h.transactions.onStart = context -> {
            throw new StackOverflowError("in a test");
        };
        h.online();

        h.now(h.gateway.removeStation(GatewayHarness.ID));
        h.csms.reachable(false);

        assertThat(h.csms.open).isNull();
        assertThat(h.time.pendingTimers()).isZero();
    }

    @Test
    void stopsEnergyAtOnceAlsoWhenTheWipeTakesItsTime() {
        h.online();
        h.cabinet().plugIn(1);
        h.transactions.context().command(new HardwareCommand.AllowEnergy(1, null), result -> {});
        h.time.advance(Duration.ofSeconds(1));
        h.store.holdCommits();

        h.reset(true);
        h.time.runUntilIdle();

        assertThat(h.cabinet().evseState(1).powerPathClosed()).isFalse();
    }

    private void leaveAValueBehind() {
        h.online();
        setWait("77");
        h.now(h.gateway.removeStation(GatewayHarness.ID));
    }

    private <T> CompletionStage<T> noted(String what, CompletionStage<T> stage) {
        return stage.whenComplete((done, failure) -> answers.add(what));
    }

    private String why(CompletionStage<?> stage) {
        h.time.runUntilIdle();
        assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
        try {
            stage.toCompletableFuture().join();
            return "";
        } catch (CompletionException e) {
            return String.valueOf(e.getCause().getMessage());
        }
    }

    private void setWait(String seconds) {
        h.now(h.gateway.setVariable(
                GatewayHarness.ID,
                SetVariableDataType.of(
                        seconds, ComponentType.of("OCPPCommCtrlr"), VariableType.of("RetryBackOffWaitMinimum"))));
    }

    private String waitMinimum() {
        return h.now(h.gateway.variables(GatewayHarness.ID, "OCPPCommCtrlr")).stream()
                .filter(item -> item.variable().name().equals("RetryBackOffWaitMinimum"))
                .findFirst()
                .orElseThrow()
                .variableAttribute()
                .get(0)
                .value();
    }
}
