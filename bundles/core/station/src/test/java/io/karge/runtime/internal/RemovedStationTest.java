package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.runtime.Gateway;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A station that is removed while a transaction runs stays in sight until its cfg is back or it is discarded. */
class RemovedStationTest {
    private static final TransactionInfo ENDED =
            new TransactionInfo("TX-1", 1, null, true, ChargingStateEnumType.Idle, Instant.EPOCH, null, 1200, 2);

    private final GatewayHarness h = new GatewayHarness();
    private TransactionControl.@Nullable Queue queue;
    private @Nullable Instant oldest;
    private final List<TransactionInfo> active = new ArrayList<>();

    RemovedStationTest() {
        h.transactions.onStart = context -> context.offer(TransactionControl.class, new Control());
        active.add(new TransactionInfo(
                "TX-1", 1, null, true, ChargingStateEnumType.Charging, h.time.wallClock(), null, 1200, 2));
    }

    @Test
    void staysListedWithItsTransaction() {
        h.online();
        h.transactions.context().state().put("a", new GateTest.Note("kept"));
        Instant at = h.time.wallClock();

        h.now(h.gateway.removeStation(GatewayHarness.ID));
        h.time.advance(Duration.ofHours(1));

        StationView view = h.view();
        assertThat(h.gateway.stationIds()).containsExactly(GatewayHarness.ID);
        assertThat(h.now(h.gateway.stations())).containsExactly(view);
        assertThat(view.connection()).isEqualTo("offline");
        assertThat(view.hardware()).isEqualTo("missing");
        assertThat(view.transactions())
                .extracting(StationView.Transaction::transactionId)
                .containsExactly("TX-1");
        assertThat(view.evses().get(0).transactionId()).isEqualTo("TX-1");
        assertThat(view.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.since()).isEqualTo(at);
            assertThat(problem.why()).contains("TX-1 on EVSE 1", "nobody accounts");
            assertThat(problem.remedy()).contains("cfg back", "on a new machine", "station:discard --force CS-1");
        });
    }

    @Test
    void tellsBeforeSinceWhenEachTransactionsOwnEventsWait() {
        Instant own = h.time.wallClock().plusSeconds(90);
        active.set(
                0,
                new TransactionInfo(
                        "TX-1", 1, null, true, ChargingStateEnumType.Charging, Instant.EPOCH, null, 1200, 1));
        oldest = own;
        queue = new TransactionControl.Queue(2, h.time.wallClock());

        h.online();

        assertThat(h.view().transactions()).singleElement().satisfies(transaction -> assertThat(transaction.waiting())
                .startsWith("since " + own + ", "));
    }

    @Test
    void saysWhatMessagesWaitForWhileThereIsNoConnection() {
        queue = new TransactionControl.Queue(1, h.time.wallClock());
        h.online();
        h.csms.reachable(false);
        h.csms.cut();
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().queue().waiting())
                .isEqualTo("waiting for the connection to the CSMS, next attempt at "
                        + h.view().nextAttempt());

        h.now(h.gateway.disconnect(GatewayHarness.ID));
        assertThat(h.view().queue().waiting())
                .isEqualTo("the administrator has disconnected the station: station:connect CS-1 brings it back");
    }

    /** Else nobody sees that the CSMS has not got its Ended. */
    @Test
    void staysListedWhileItsMessagesWaitAndLeavesItsHardware() {
        active.clear();
        queue = new TransactionControl.Queue(1, h.time.wallClock());
        h.online();

        h.now(h.gateway.removeStation(GatewayHarness.ID));

        assertThat(h.view().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("The station has no cfg while messages wait for the CSMS");
            assertThat(problem.remedy()).contains("cfg back", "station:discard --force CS-1");
        });
        assertThat(h.now(((DefaultGateway) h.gateway).transactionsRun(GatewayHarness.ID)))
                .isFalse();
    }

    @Test
    void staysListedOverARestartOfTheGateway() {
        h.online();
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        StationView before = h.view();

        restartWithoutCfg();

        assertThat(h.view()).isEqualTo(before);
    }

    @Test
    void isReadWhenTheStoreOpens() {
        h.online();
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        h.store.fail("broken");

        restartWithoutCfg();
        assertThat(h.gateway.stationIds()).isEmpty();
        h.store.repair();
        h.time.runUntilIdle();

        assertThat(h.gateway.stationIds()).containsExactly(GatewayHarness.ID);
    }

    @Test
    void isRememberedAlsoWhenTheStoreTookNothingAtThatMoment() {
        h.online();
        h.store.fail("disk full");
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        h.store.repair();
        h.time.runUntilIdle();

        restartWithoutCfg();

        assertThat(h.gateway.stationIds()).containsExactly(GatewayHarness.ID);
    }

    @Test
    void goesOnWhenItsCfgIsBack() {
        h.online();
        h.now(h.gateway.removeStation(GatewayHarness.ID));

        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().problems()).isEmpty();
        assertThat(h.view().transactions()).hasSize(1);
        active.clear();
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        assertThat(h.gateway.stationIds()).isEmpty();
        restartWithoutCfg();
        assertThat(h.gateway.stationIds()).isEmpty();
    }

    /** Nobody can see what runs while no core does. */
    @Test
    void isStillListedWhenItIsRemovedAgainBeforeItRan() {
        h.online();
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        h.now(h.gateway.removeDriver(h.driver));
        restartWithoutCfg();
        h.now(h.gateway.removeDriver(h.driver));

        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));
        h.now(h.gateway.removeStation(GatewayHarness.ID));

        assertThat(h.view().transactions()).hasSize(1);
    }

    @Test
    void isListedAsEverWhenItsCfgWentWhileTheGatewayWasDown() {
        h.online();
        tellOfTransaction();
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        StationView removedWhileRunning = h.view();
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));
        tellOfTransaction();

        restartWithoutCfg();
        assertThat(h.gateway.stationIds()).isEmpty();
        Instant at = h.time.wallClock();
        h.now(((DefaultGateway) h.gateway).transactionsRun(GatewayHarness.ID));

        assertThat(h.view())
                .usingRecursiveComparison()
                .ignoringFields("problems.since")
                .isEqualTo(removedWhileRunning);
        assertThat(h.view().problems().get(0).since()).isEqualTo(at);
        restartWithoutCfg();
        h.now(((DefaultGateway) h.gateway).transactionsRun(GatewayHarness.ID));
        assertThat(h.view().problems().get(0).since()).as("told once").isEqualTo(at);
    }

    @Test
    void isNotListedWhenItsCfgWentWhileNothingRan() {
        h.online();
        tellOfTransaction();
        active.clear();
        tellOfTransaction();

        restartWithoutCfg();
        h.now(((DefaultGateway) h.gateway).transactionsRun(GatewayHarness.ID));

        assertThat(h.gateway.stationIds()).isEmpty();
    }

    @Test
    void isListedWhenItsCfgGoesBeforeAnybodySawItsTransactions() {
        h.online();
        tellOfTransaction();
        restartWithoutCfg();
        h.now(h.gateway.removeDriver(h.driver));
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));

        h.gateway.removeStation(GatewayHarness.ID);
        h.now(((DefaultGateway) h.gateway).transactionsRun(GatewayHarness.ID));

        assertThat(h.view().transactions()).hasSize(1);
    }

    @Test
    void cannotTellWhetherItRanWhileTheStoreIsBroken() {
        h.online();
        tellOfTransaction();
        restartWithoutCfg();
        h.store.fail("broken");

        assertThat(catchFailure(((DefaultGateway) h.gateway).transactionsRun(GatewayHarness.ID)))
                .hasMessageContaining("broken");
    }

    /** As the transactions block does when a transaction begins, changes or ends. */
    private void tellOfTransaction() {
        TransactionInfo told = active.isEmpty() ? ENDED : active.get(0);
        StationContext context = h.transactions.context();
        context.post(() -> context.publish(new StationEvent.TransactionChanged(told, Phase.UPDATED)));
        h.time.advance(Duration.ofSeconds(1));
    }

    @Test
    void goesAwayWithoutARunningTransaction() {
        active.clear();
        h.online();

        h.now(h.gateway.removeStation(GatewayHarness.ID));

        assertThat(h.gateway.stationIds()).isEmpty();
        assertThat(h.store.load("removed/")).isEmpty();
    }

    /** It goes away, and needs no discard, when the CSMS was never told of it. */
    @Test
    void nobodyMissesTheSecurityEventsOfAStationThatWasNeverConnected() {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        entries.put("station/CS-1/security-events/queue/1", waiting("SecurityEventNotification"));
        assertThat(RemovedStations.waiting("CS-1", entries)).isZero();

        entries.put("station/CS-1/transactions/events/1", waiting("TransactionEvent"));
        assertThat(RemovedStations.waiting("CS-1", entries)).isEqualTo(1);

        entries.put("station/CS-1/runtime/security-profile-reached", "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(RemovedStations.waiting("CS-1", entries)).isEqualTo(2);
    }

    private static byte[] waiting(String action) {
        String stored = "{\"v\":2,\"data\":{\"order\":1,\"messageId\":\"m\",\"sent\":false,\"failures\":0,"
                + "\"item\":{\"v\":1,\"data\":{}},\"action\":\"" + action + "\"}}";
        return stored.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void isDiscardedWithAllThatIsStoredOfIt() {
        h.online();
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        assertThat(h.store.load("station/CS-1/")).isNotEmpty();

        CompletionStage<Void> done = h.gateway.discard(GatewayHarness.ID, "a test");
        h.time.runUntilIdle();

        assertThat(done.toCompletableFuture()).isCompleted();
        assertThat(h.store.load("")).isEmpty();
        assertThat(h.gateway.stationIds()).isEmpty();
        restartWithoutCfg();
        assertThat(h.gateway.stationIds()).isEmpty();
    }

    @Test
    void aCfgThatComesWhileItIsDiscardedIsANewStation() {
        h.online();
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        active.clear();

        h.gateway.discard(GatewayHarness.ID, "a test");
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.boots()).containsExactly("PowerUp", "PowerUp");
    }

    @Test
    void aDiscardWaitsForTheEndOfTheStation() {
        h.online();
        h.store.holdCommits();
        h.gateway.removeStation(GatewayHarness.ID);
        CompletionStage<Void> done = h.gateway.discard(GatewayHarness.ID, "a test");
        h.time.runUntilIdle();

        h.store.releaseCommits();
        h.time.runUntilIdle();

        assertThat(done.toCompletableFuture()).isCompleted();
        assertThat(h.store.load("")).isEmpty();
    }

    @Test
    void saysWhyItIsNotDiscarded() {
        h.online();
        assertThatIllegalStateException()
                .isThrownBy(() -> get(h.gateway.discard(GatewayHarness.ID, "a test")))
                .withMessageContaining("is configured");
        assertThat(catchFailure(h.gateway.discard("CS-9", "a test")))
                .isInstanceOf(Gateway.UnknownStationException.class);

        h.now(h.gateway.removeStation(GatewayHarness.ID));
        h.store.fail("disk full");
        assertThatIllegalStateException()
                .isThrownBy(() -> get(h.gateway.discard(GatewayHarness.ID, "a test")))
                .withMessageContaining("disk full");
        h.store.repair();
        h.time.runUntilIdle();
        assertThat(h.view().transactions()).hasSize(1);
    }

    @Test
    void saysThatItIsRemovedToWhoAsksForMore() {
        h.online();
        h.now(h.gateway.removeStation(GatewayHarness.ID));

        assertThatIllegalStateException()
                .isThrownBy(() -> get(h.gateway.restart(GatewayHarness.ID)))
                .withMessageContaining("is removed");
        assertThatIllegalStateException()
                .isThrownBy(() -> h.gateway.messages(GatewayHarness.ID, 0, 1))
                .withMessageContaining("is removed");
    }

    @Test
    void leavesOthersAlone() {
        h.online();
        h.gateway.putStation(StationConfig.of(
                "CS-2",
                "memory",
                URI.create("memory:2"),
                URI.create("ws://csms.example/ocpp"),
                GatewayHarness.PASSWORD));
        h.time.advance(Duration.ofSeconds(1));
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        h.now(h.gateway.discard(GatewayHarness.ID, "a test"));

        assertThat(h.gateway.stationIds()).containsExactly("CS-2");
        assertThat(h.store.load("station/CS-2/")).isNotEmpty();
    }

    private void restartWithoutCfg() {
        h.store.crash();
        h.gateway.close();
        h.time.runUntilIdle();
        h.gateway = h.build();
        h.install();
        h.time.advance(Duration.ofSeconds(1));
    }

    private <T> T get(CompletionStage<T> stage) {
        Throwable failure = catchFailure(stage);
        if (failure instanceof RuntimeException why) {
            throw why;
        }
        return stage.toCompletableFuture().join();
    }

    private Throwable catchFailure(CompletionStage<?> stage) {
        List<Throwable> failures = new ArrayList<>();
        stage.whenComplete((done, failure) -> failures.add(failure));
        h.time.runUntilIdle();
        return failures.get(0);
    }

    private final class Control implements TransactionControl {
        @Override
        public List<TransactionInfo> active() {
            return List.copyOf(active);
        }

        @Override
        public Optional<TransactionInfo> onEvse(int evseId) {
            return active.stream().filter(info -> info.evseId() == evseId).findFirst();
        }

        @Override
        public Optional<Queue> queue() {
            return Optional.ofNullable(queue);
        }

        @Override
        public Optional<Instant> oldest(String transactionId) {
            return Optional.ofNullable(oldest);
        }

        @Override
        public Optional<RemoteStartResult> startRemotely(RemoteStart start) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean stopRemotely(String transactionId) {
            return false;
        }

        @Override
        public void endForReset(ReasonEnumType reason, boolean whenOpen) {}
    }
}
