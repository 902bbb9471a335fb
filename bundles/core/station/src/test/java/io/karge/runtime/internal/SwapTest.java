package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.karge.driver.CommandResult;
import io.karge.driver.DriverContext;
import io.karge.driver.Fault;
import io.karge.driver.HardwareCommand;
import io.karge.driver.StationDriver;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.StationModel;
import io.karge.driver.testkit.InMemoryDriverFactory;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.HeartbeatResponse;
import io.karge.ocpp.types.DataEnumType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView;
import io.karge.station.CallPermission;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Drivers and blocks that come and go while the station runs. */
class SwapTest {
    private static final VariableKey COLOUR = VariableKey.of("Paint", "Colour");

    private final GatewayHarness h = new GatewayHarness();
    private final List<Object> results = new ArrayList<>();

    @Test
    void keepsTheWebSocketWhileADriverIsSwappedWithinTheGracePeriod() {
        h.online();
        h.cabinet().plugIn(1);
        h.time.runUntilIdle();
        Object socket = h.csms.open;

        h.now(h.gateway.removeDriver(h.driver));
        assertThat(h.view().hardware()).isEqualTo("missing");
        command(new HardwareCommand.AllowEnergy(1, null));
        assertThat(results).containsExactly(new CommandResult.LinkDown());
        h.time.advance(Duration.ofSeconds(9));
        h.gateway.addDriver("memory", h.driver, "test");
        h.time.advance(Duration.ofSeconds(20));

        assertThat(h.view().hardware()).isEqualTo("up");
        assertThat(h.csms.open).isSameAs(socket);
        assertThat(h.boots()).hasSize(1);
        assertThat(h.transactions.events(StationEvent.HardwareLost.class)).isEmpty();
        assertThat(lastChangeOf(1).snapshot()).isTrue();
        assertThat(lastChangeOf(1).after().pluggedIn()).isTrue();
    }

    @Test
    void tellsThatTheHardwareIsLostAfterTheGracePeriodAndThatItIsBack() {
        h.online();

        h.now(h.gateway.removeDriver(h.driver));
        h.time.advance(Duration.ofMillis(9_999));
        assertThat(h.transactions.events(StationEvent.HardwareLost.class)).isEmpty();
        h.time.advance(Duration.ofMillis(1));
        assertThat(h.transactions.events(StationEvent.HardwareLost.class)).hasSize(1);

        h.transactions.events.clear();
        h.gateway.addDriver("memory", h.driver, "test");
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.transactions.events.get(0)).isInstanceOf(StationEvent.HardwareReturned.class);
        assertThat(h.transactions.events(StationEvent.EvseChanged.class))
                .extracting(StationEvent.EvseChanged::evseId)
                .containsExactly(1, 2);
        assertThat(h.boots()).hasSize(1);
    }

    @Test
    void treatsALinkThatFlapsWithinTheGracePeriodAsNothing() {
        h.online();

        h.cabinet().cutLink();
        h.time.advance(Duration.ofSeconds(6));
        h.cabinet().restoreLink();
        h.time.advance(Duration.ofSeconds(6));
        h.cabinet().cutLink();
        h.time.advance(Duration.ofSeconds(6));

        assertThat(h.transactions.events(StationEvent.HardwareLost.class)).isEmpty();
    }

    @Test
    void rebootsWhenTheDriverOfAnotherProductComes() {
        h.online();
        h.now(h.gateway.removeDriver(h.driver));

        h.gateway.addDriver("memory", new InMemoryDriverFactory(TestModels.dc(4), "{}"), "other");
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.view().evses()).hasSize(4);
        assertThat(h.transactions.log).containsExactly("start", "close", "start");
    }

    @Test
    void namesADriverThatIsNotInstalledAfterTheGracePeriod() {
        h.installBlocks();
        h.gateway.putStation(GatewayHarness.config());

        h.time.advance(Duration.ofMillis(9_999));
        assertThat(h.view().hardware()).isEqualTo("missing");
        assertThat(h.view().problems())
                .as("drivers arrive while the container starts")
                .isEmpty();
        h.time.advance(Duration.ofMillis(1));
        assertThat(h.view().problems())
                .extracting(StationView.Problem::why)
                .containsExactly("the driver 'memory' is not installed");

        h.gateway.addDriver("memory", h.driver, "test");
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().problems()).isEmpty();
    }

    @Test
    void saysWhyTheHardwareIsAwayAndWhenItIsBack() {
        h.online();

        h.cabinet().cutLink();
        h.time.advance(Duration.ofSeconds(9));
        assertThat(h.view().problems()).isEmpty();
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("The hardware is away");
            assertThat(problem.remedy()).contains("driverUri");
        });
        h.now(h.gateway.removeDriver(h.driver));
        assertThat(h.view().problems())
                .extracting(StationView.Problem::why)
                .as("the reason of now")
                .containsExactly("the driver 'memory' was removed");
        assertThat(h.view().problems())
                .extracting(StationView.Problem::remedy)
                .as("it may have been replaced by one that does not run, and may come in a .kar of any name")
                .containsExactly("Install it again, or another version of it; of a bundle that is here and does not run"
                        + " karge:problems says why");

        h.cabinet().restoreLink();
        h.gateway.addDriver("memory", h.driver, "test");
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().problems()).isEmpty();
    }

    @Test
    void tellsOfTheFaultsOfTheHardware() {
        h.online();
        Fault ground = new Fault("GroundFailure", "insulation");

        h.cabinet().raiseFault(2, ground);
        h.cabinet().raiseFault(2, new Fault("HighTemperature", ""));
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().problems())
                .extracting(StationView.Problem::what, StationView.Problem::why)
                .containsExactlyInAnyOrder(
                        tuple("EVSE 2 has a fault", "GroundFailure, insulation"),
                        tuple("EVSE 2 has a fault", "HighTemperature"));

        h.cabinet().clearFault(2, ground);
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().problems()).extracting(StationView.Problem::why).containsExactly("HighTemperature");
    }

    @Test
    void saysWhyADriverCannotStartWithItsUriAndStartsItWhenTheFileIsCorrected() {
        h.installBlocks();
        h.gateway.addDriver("memory", new Choosy(h.driver), "test");
        h.gateway.putStation(StationConfig.of(
                GatewayHarness.ID,
                "memory",
                URI.create("carrier-pigeon:1"),
                URI.create("ws://csms.example/ocpp"),
                GatewayHarness.PASSWORD));
        h.time.advance(Duration.ofSeconds(20));
        assertThat(h.view().hardware()).isEqualTo("missing");
        assertThat(h.view().problems())
                .extracting(StationView.Problem::what, StationView.Problem::why)
                .containsExactly(tuple("The driver memory cannot start", "driverUri carrier-pigeon:1 is no memory"));

        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().problems()).isEmpty();
        assertThat(h.view().hardware()).isEqualTo("up");
        assertThat(h.view().connection()).isEqualTo("online");
    }

    /** Takes its own scheme only. */
    private record Choosy(StationDriverFactory driver) implements StationDriverFactory {
        @Override
        public StationModel model() {
            return driver.model();
        }

        @Override
        public String product() {
            return driver.product();
        }

        @Override
        public StationDriver create(DriverContext context) {
            if (!context.uri().getScheme().equals("memory")) {
                throw new IllegalArgumentException("driverUri " + context.uri() + " is no memory");
            }
            return driver.create(context);
        }
    }

    @Test
    void changesTheDriverUriAtOnce() {
        h.online();
        StationConfig changed = StationConfig.of(
                GatewayHarness.ID,
                "memory",
                URI.create("memory:2"),
                URI.create("ws://csms.example/ocpp"),
                GatewayHarness.PASSWORD);

        h.gateway.putStation(changed);
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.view().hardware()).isEqualTo("up");
        assertThat(h.boots()).hasSize(1);
        assertThat(h.transactions.events(StationEvent.EvseChanged.class))
                .as("a snapshot of the driver before and one of the driver after")
                .hasSize(4);
    }

    @Test
    void addsTheCapabilityOfABlockAtRuntimeAndTakesItAway() {
        TestBlock painter = painter();
        h.online();

        h.gateway.addBlock(painter);
        h.time.runUntilIdle();
        assertThat(painter.events(StationEvent.EvseChanged.class)).hasSize(2);
        assertThat(h.now(h.gateway.variables(GatewayHarness.ID, "Paint"))).hasSize(1);
        painter.context().after(Duration.ZERO, () -> painter.context().state().put("k", new GateTest.Note("kept")));
        h.time.runUntilIdle();

        CompletionStage<Void> removed = h.gateway.removeBlock(painter);
        h.time.runUntilIdle();
        assertThat(removed.toCompletableFuture()).isDone();
        assertThat(painter.log).containsExactly("start", "close");
        CompletionStage<?> gone = h.gateway.variables(GatewayHarness.ID, "Paint");
        h.time.runUntilIdle();
        assertThat(gone)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(NoSuchElementException.class)
                .withMessageContaining("station " + GatewayHarness.ID + " has no component 'Paint'");

        h.gateway.addBlock(painter);
        h.time.runUntilIdle();
        assertThat(painter.context().state().get("k", GateTest.Note.class)).contains(new GateTest.Note("kept"));
    }

    @Test
    void whatIsPostedFromOutsideIsAStepUntilTheBlockIsClosed() {
        TestBlock painter = painter();
        h.online();
        h.gateway.addBlock(painter);
        h.time.runUntilIdle();
        painter.context().post(() -> painter.context().state().put("k", new GateTest.Note("posted")));
        assertThat(painter.context().state().get("k", GateTest.Note.class))
                .as("not at once")
                .isEmpty();
        h.time.runUntilIdle();
        assertThat(painter.context().state().get("k", GateTest.Note.class)).contains(new GateTest.Note("posted"));

        StationContext before = painter.context();
        h.gateway.removeBlock(painter);
        h.time.runUntilIdle();
        before.post(() -> results.add("posted too late"));
        h.time.runUntilIdle();
        assertThat(results).isEmpty();
    }

    @Test
    void takesTimersPortsAndRepliesFromAClosedBlock() {
        TestBlock painter = painter();
        painter.onStart = context -> {
            context.offer(Runnable.class, () -> {});
            context.after(Duration.ofSeconds(1), () -> results.add("timer"));
            context.call(
                    HeartbeatRequest.of(),
                    HeartbeatResponse.class,
                    CallPermission.ACCEPTED,
                    reply -> results.add(reply));
            context.problems().raise("dry", "The paint is dry", "it was left open", "Buy paint");
        };
        h.csms.answerBy(text -> text.contains("BootNotification") ? boot(text) : "");
        h.online();
        h.gateway.addBlock(painter);
        h.time.runUntilIdle();
        assertThat(h.transactions.context().port(Runnable.class)).isPresent();
        assertThat(h.view().problems()).hasSize(1);

        h.now(h.gateway.removeBlock(painter));
        h.time.advance(Duration.ofMinutes(2));

        assertThat(results).isEmpty();
        assertThat(h.transactions.context().port(Runnable.class)).isEmpty();
        assertThat(h.view().problems())
                .extracting(StationView.Problem::what)
                .containsExactly("The CSMS does not answer"); // which nobody but people wait for any more
    }

    @Test
    void stopsEnergyWhenARequiredBlockStaysAway() {
        h.online();
        h.cabinet().plugIn(1);
        command(new HardwareCommand.AllowEnergy(1, null));

        h.now(h.gateway.removeBlock(h.transactions));
        assertThat(h.view().missingBlocks()).containsExactly("transactions");
        assertThat(h.provisioning.context().lifeCycle().takesNewSessions()).isFalse();
        h.time.advance(Duration.ofMillis(14_999));
        assertThat(h.cabinet().commands()).doesNotContain(new HardwareCommand.StopEnergy(1));
        h.time.advance(Duration.ofMillis(1));

        assertThat(h.cabinet().commands()).contains(new HardwareCommand.StopEnergy(1));
        assertThat(h.cabinet().evseState(1).powerPathClosed()).isFalse();
        assertThat(h.view().problems())
                .extracting(StationView.Problem::remedy)
                .containsExactly("Install karge-transactions again");

        h.gateway.addBlock(h.transactions);
        assertThat(h.view().missingBlocks()).isEmpty();
        assertThat(h.view().problems()).isEmpty();
    }

    @Test
    void opensAPathAgainThatClosesWhileARequiredBlockIsMissing() {
        h.online();
        h.now(h.gateway.removeBlock(h.transactions));
        h.time.advance(Duration.ofSeconds(15));

        h.cabinet().plugIn(1);
        StationContext context = h.provisioning.context();
        context.after(Duration.ZERO, () -> context.command(new HardwareCommand.AllowEnergy(1, null), results::add));
        h.time.runUntilIdle();

        assertThat(h.cabinet().evseState(1).powerPathClosed()).isFalse();
        assertThat(h.cabinet().commands())
                .containsSubsequence(new HardwareCommand.AllowEnergy(1, null), new HardwareCommand.StopEnergy(1));
    }

    @Test
    void doesNotStopEnergyWhileTheBlocksArriveAtTheStart() {
        h.online();
        h.cabinet().plugIn(1);
        command(new HardwareCommand.AllowEnergy(1, null));
        h.store.crash();
        h.gateway.close();
        h.time.runUntilIdle();

        h.gateway = h.build();
        h.gateway.addDriver("memory", h.driver, "test");
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(14));
        h.gateway.addBlock(h.transactions);
        h.gateway.addBlock(h.provisioning);
        h.time.advance(Duration.ofSeconds(60));

        assertThat(h.cabinet().evseState(1).powerPathClosed()).isTrue();
    }

    @Test
    void leavesABlockOutThatFailsWhenItIsMade() {
        TestBlock broken = painter();
        broken.variables = List.of(broken.variables.get(0), broken.variables.get(0));
        TestBlock rival = new TestBlock("rival");
        rival.variables = List.of(definition("SecurityCtrlr", "Identity"));
        h.online();

        h.gateway.addBlock(rival);
        h.time.runUntilIdle();

        assertThat(h.view().problems())
                .extracting(StationView.Problem::what)
                .containsExactly("The block rival keeps failing and is left out");
        assertThat(rival.log).isEmpty();
        assertThat(h.view().connection()).isEqualTo("online");
    }

    @Test
    void goesOnWhenABlockThrows() {
        h.transactions.onEvent = (context, event) -> {
            throw new IllegalStateException("broken");
        };
        h.online();

        h.cabinet().plugIn(1);
        h.time.runUntilIdle();

        assertThat(h.provisioning.events(StationEvent.EvseChanged.class))
                .anyMatch(change -> change.after().pluggedIn());
    }

    @Test
    void answersACommandThatTheDriverFailsAt() {
        h.online();
        h.cabinet().answerBy(command -> {
            throw new IllegalStateException("wire broken");
        });

        StationContext context = h.transactions.context();
        context.after(
                Duration.ZERO, () -> context.command(new HardwareCommand.ReadMeter(1), result -> results.add(result)));
        h.time.runUntilIdle();

        assertThat(results).hasSize(1);
        assertThat(results.get(0)).isInstanceOf(CommandResult.Rejected.class);
    }

    private TestBlock painter() {
        TestBlock painter = new TestBlock("painter");
        painter.variables = List.of(definition(COLOUR.component(), COLOUR.variable()));
        return painter;
    }

    private static VariableDefinition definition(String component, String variable) {
        return new VariableDefinition(
                VariableKey.of(component, variable),
                DataEnumType.string,
                MutabilityEnumType.ReadWrite,
                "red",
                null,
                null,
                null,
                List.of(),
                true,
                false,
                false);
    }

    private String boot(String text) {
        return "[3,\"" + GatewayHarness.id(text) + "\",{\"currentTime\":\"" + h.time.wallClock()
                + "\",\"interval\":300,\"status\":\"Accepted\"}]";
    }

    private void command(HardwareCommand command) {
        StationContext context = h.transactions.context();
        context.after(Duration.ZERO, () -> context.command(command, results::add));
        h.time.runUntilIdle();
    }

    private StationEvent.EvseChanged lastChangeOf(int evseId) {
        List<StationEvent.EvseChanged> changes = h.transactions.events(StationEvent.EvseChanged.class).stream()
                .filter(change -> change.evseId() == evseId)
                .toList();
        return changes.get(changes.size() - 1);
    }
}
