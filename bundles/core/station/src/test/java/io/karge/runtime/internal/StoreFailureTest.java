package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.HeartbeatResponse;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.ResetOrder;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.Reply;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.storage.Store;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A failed commit loses nothing while the process lives. */
class StoreFailureTest {
    record Note(String text) {}

    private final GatewayHarness h = new GatewayHarness();

    private boolean failsAtTheEndOfACore;

    @BeforeEach
    void online() {
        h.asked = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (failsAtTheEndOfACore && method.getName().equals("removeStateListener")) {
                        failsAtTheEndOfACore = false;
                        throw new OutOfMemoryError("a test wants it");
                    }
                    return method.invoke(h.store, arguments);
                });
        h.gateway = h.build();
        h.online();
        write("a", "stored");
    }

    @Test
    void goesOfflineAndTakesNoSessionsWhenACommitFails() {
        diskFull();

        assertThat(h.view().connection()).isEqualTo("offline");
        assertThat(h.view().problems()).singleElement().satisfies(problem -> assertThat(problem.why())
                .contains("disk full")
                .doesNotEndWith("."));
        assertThat(h.transactions.context().lifeCycle().takesNewSessions()).isFalse();
    }

    @Test
    void storesWhatHappenedMeanwhileAndGoesOnlineWithoutAReboot() {
        diskFull();
        write("a", "meanwhile");
        write("a", "last");
        step(context -> context.state().remove("before"));
        h.time.advance(Duration.ofSeconds(8));
        assertThat(h.csms.open).isNull();

        repair();

        assertThat(note("a")).contains(new Note("last"));
        assertThat(stored()).containsExactly("station/CS-1/transactions/a");
        assertThat(h.boots()).containsExactly("PowerUp");
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().problems()).isEmpty();
        assertThat(h.transactions.context().lifeCycle().takesNewSessions()).isTrue();
        h.crashAndStart();
        assertThat(note("a")).contains(new Note("last"));
    }

    @Test
    void storesTheWholeStateWhenAnotherStoreWasOpened() {
        write("b", "old");
        diskFull();
        h.store.replace();
        write("a", "last");

        repair();
        h.crashAndStart();

        assertThat(note("a")).contains(new Note("last"));
        assertThat(note("b")).contains(new Note("old"));
        assertThat(h.boots()).containsExactly("PowerUp", "ApplicationReset");
    }

    @Test
    void staysOfflineUntilItsBatchIsCommitted() {
        diskFull();
        h.store.holdCommits();
        repair();
        assertThat(h.view().connection()).isEqualTo("offline");
        assertThat(h.transactions.context().lifeCycle().takesNewSessions()).isFalse();

        h.store.fail("disk full again");
        h.time.advance(Duration.ofSeconds(3));
        write("a", "later");
        h.store.releaseCommits();
        repair();

        assertThat(h.view().connection()).isEqualTo("online");
        h.crashAndStart();
        assertThat(note("a")).contains(new Note("later"));
    }

    @Test
    void whatIsWrittenWhileItsBatchIsUnderWayWaitsForIt() {
        diskFull();
        h.store.holdCommits();
        repair();
        List<CallReply<HeartbeatResponse>> replies = new ArrayList<>();
        step(context -> {
            context.state().put("a", new Note("after"));
            heartbeat(context, replies::add);
        });
        h.store.releaseCommits();
        h.time.advance(Duration.ofSeconds(1));

        h.crashAndStart();
        assertThat(note("a")).contains(new Note("after"));
        assertThat(replies).singleElement().isInstanceOf(CallReply.NotSent.class); // no connection yet
    }

    @Test
    void everythingThatCannotLeaveSaysSo() {
        List<CommandResult> results = new ArrayList<>();
        List<CallReply<HeartbeatResponse>> replies = new ArrayList<>();
        List<Reply<String>> work = new ArrayList<>();
        h.store.fail("disk full");
        step(context -> {
            context.state().put("a", new Note("next"));
            heartbeat(context, replies::add);
            context.command(new HardwareCommand.AllowEnergy(1, null), results::add);
            context.async(() -> "done", work::add);
        });
        step(context -> heartbeat(context, replies::add));
        step(context -> context.command(new HardwareCommand.StopEnergy(1), results::add));

        assertThat(replies).hasSize(2).allMatch(CallReply.NotSent.class::isInstance);
        assertThat(work).singleElement().isInstanceOf(Reply.Failed.class);
        assertThat(results).containsExactly(new CommandResult.LinkDown(), new CommandResult.Accepted());
        assertThat(h.cabinet().commands()).containsExactly(new HardwareCommand.StopEnergy(1));
    }

    @Test
    void theBlocksLookAtTheHardwareAgainWhenTheStoreWorks() {
        diskFull();
        int before = h.transactions.events(StationEvent.EvseChanged.class).size();
        repair();

        List<StationEvent.EvseChanged> changes = h.transactions.events(StationEvent.EvseChanged.class);
        assertThat(changes.subList(before, changes.size()))
                .extracting(StationEvent.EvseChanged::evseId)
                .containsExactly(1, 2);
    }

    @Test
    void refusesAVariableThatItCannotStore() {
        diskFull();

        CompletableFuture<?> set = h.gateway
                .setVariable(
                        GatewayHarness.ID,
                        SetVariableDataType.of(
                                "77", ComponentType.of("OCPPCommCtrlr"), VariableType.of("WebSocketPingInterval")))
                .toCompletableFuture();
        h.time.runUntilIdle();

        assertThatThrownBy(set::join)
                .hasMessageContaining("cannot store the value")
                .hasMessageContaining("not set");
    }

    @Test
    void aRestartMeanwhileKeepsWhatIsNotStored() {
        diskFull();
        write("a", "last");
        h.gateway.restart(GatewayHarness.ID);
        h.time.advance(Duration.ofSeconds(1));
        assertThat(note("a")).contains(new Note("last"));
        assertThat(h.view().connection()).isEqualTo("offline");
        assertThat(h.view().problems()).hasSize(1);
        write("a", "after the restart");

        repair();

        assertThat(h.boots()).containsExactly("PowerUp", "LocalReset");
        h.crashAndStart();
        assertThat(note("a")).contains(new Note("after the restart"));
    }

    @Test
    void aRestartMeanwhileKeepsWhatIsNotStoredAlsoWhenTheCoreFailsToClose() {
        diskFull();
        write("a", "last");
        failsAtTheEndOfACore = true;
        h.gateway.restart(GatewayHarness.ID);
        h.time.advance(Duration.ofSeconds(1));
        assertThat(failsAtTheEndOfACore).isFalse();
        assertThat(note("a")).contains(new Note("last"));

        repair();
        h.crashAndStart();
        assertThat(note("a")).contains(new Note("last"));
    }

    @Test
    void aStationThatIsRemovedAndComesBackMeanwhileKeepsWhatIsNotStored() {
        diskFull();
        write("a", "last");
        h.gateway.removeStation(GatewayHarness.ID);
        h.time.advance(Duration.ofSeconds(10));
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));
        assertThat(note("a")).contains(new Note("last"));

        repair();
        h.crashAndStart();
        assertThat(note("a")).contains(new Note("last"));
    }

    @Test
    void aStationThatIsRemovedMeanwhileIsStoredWhenTheStoreWorks() {
        diskFull();
        write("a", "last");
        h.gateway.removeStation(GatewayHarness.ID);
        h.time.advance(Duration.ofSeconds(10));

        repair();
        h.crashAndStart();
        assertThat(note("a")).contains(new Note("last"));
    }

    @Test
    void aFactoryResetAfterwardsForgetsWhatWasKept() {
        diskFull();
        write("a", "last");
        h.gateway.restart(GatewayHarness.ID);
        h.time.advance(Duration.ofSeconds(1));
        repair();

        CompletableFuture<FactoryReset> reset = h.gateway
                .factoryReset(GatewayHarness.ID, new ResetOrder(true, true, "a test"))
                .toCompletableFuture();
        h.time.advance(Duration.ofSeconds(1));

        assertThat(reset).isCompleted();
        assertThat(note("a")).isEmpty();
    }

    @Test
    void whatABlockIntendsIsCarriedOutAlsoWhenItCannotBeStored() {
        h.store.fail("disk full");
        step(context -> context.lifeCycle().restart(BootReasonEnumType.RemoteReset));
        h.time.advance(Duration.ofSeconds(1));
        repair();

        assertThat(h.boots()).containsExactly("PowerUp", "RemoteReset");
    }

    private void diskFull() {
        write("before", "the last that was stored");
        h.store.fail("disk full");
        write("a", "at the failure");
    }

    private void repair() {
        h.store.repair();
        h.time.advance(Duration.ofSeconds(1));
    }

    private List<String> stored() {
        return List.copyOf(h.store.load("station/CS-1/transactions/").keySet());
    }

    private Optional<Note> note(String key) {
        return h.transactions.context().state().get(key, Note.class);
    }

    private void write(String key, String text) {
        step(context -> context.state().put(key, new Note(text)));
    }

    private static void heartbeat(StationContext context, Consumer<CallReply<HeartbeatResponse>> reply) {
        context.call(HeartbeatRequest.of(), HeartbeatResponse.class, CallPermission.ACCEPTED, reply);
    }

    private void step(Consumer<StationContext> task) {
        StationContext context = h.transactions.context();
        context.after(Duration.ZERO, () -> task.accept(context));
        h.time.runUntilIdle();
    }
}
