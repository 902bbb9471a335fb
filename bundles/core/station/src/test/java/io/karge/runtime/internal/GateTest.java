package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.HeartbeatResponse;
import io.karge.station.CallPermission;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Durable before visible, over the whole station. */
class GateTest {
    record Note(String text) {}

    private final GatewayHarness h = new GatewayHarness();
    private final List<CommandResult> results = new ArrayList<>();

    @Test
    void holdsWhatAStepSendsUntilItsWritesAreCommitted() {
        h.online();
        h.store.holdCommits();

        step(context -> {
            context.state().put("a", new Note("1"));
            heartbeat(context);
        });
        assertThat(h.csms.received("Heartbeat")).isEmpty();

        h.store.releaseCommits();
        h.time.runUntilIdle();
        assertThat(h.csms.received("Heartbeat")).hasSize(1);
        assertThat(h.store.load("station/CS-1/transactions/")).containsOnlyKeys("station/CS-1/transactions/a");
    }

    @Test
    void letsAStepWithoutWritesOutAtOnceWhenNothingWaits() {
        h.online();
        h.store.holdCommits();

        step(this::heartbeat);

        assertThat(h.csms.received("Heartbeat")).hasSize(1);
    }

    @Test
    void keepsTheOrderOfAStepWithoutWritesBehindOneWith() {
        h.online();
        h.store.holdCommits();
        step(context -> context.state().put("a", new Note("1")));

        step(this::heartbeat);

        assertThat(h.csms.received("Heartbeat")).isEmpty();
    }

    @Test
    void holdsAnswersAndCommandsAsWell() {
        h.online();
        h.store.holdCommits();

        step(context -> {
            context.state().put("a", new Note("1"));
            context.command(new HardwareCommand.AllowEnergy(1, null), results::add);
        });
        assertThat(h.cabinet().commands()).isEmpty();

        h.store.releaseCommits();
        h.time.runUntilIdle();
        assertThat(h.cabinet().commands()).containsExactly(new HardwareCommand.AllowEnergy(1, null));
        assertThat(results).containsExactly(new CommandResult.Accepted());
    }

    @Test
    void stopsEnergyWithoutWaitingAndVoidsAnAllowanceThatStillWaits() {
        h.online();
        h.store.holdCommits();
        step(context -> {
            context.state().put("a", new Note("1"));
            context.command(new HardwareCommand.AllowEnergy(1, null), results::add);
            context.command(new HardwareCommand.AllowEnergy(2, null), results::add);
        });

        step(context -> context.command(new HardwareCommand.StopEnergy(1), results::add));
        assertThat(h.cabinet().commands()).containsExactly(new HardwareCommand.StopEnergy(1));

        h.store.releaseCommits();
        h.time.runUntilIdle();
        assertThat(h.cabinet().commands())
                .containsExactly(new HardwareCommand.StopEnergy(1), new HardwareCommand.AllowEnergy(2, null));
        assertThat(results)
                .containsExactly(
                        new CommandResult.Rejected("overtaken by StopEnergy"),
                        new CommandResult.Accepted(),
                        new CommandResult.Accepted());
    }

    @Test
    void goesOutOfServiceWithoutWaitingAndTellsTheLevel() {
        h.online();
        h.store.holdCommits();
        step(context -> context.state().put("a", new Note("1")));

        step(context -> context.command(new HardwareCommand.SetAvailability(2, false), results::add));

        assertThat(h.cabinet().commands()).containsExactly(new HardwareCommand.SetAvailability(2, false));
        List<StationEvent.EvseChanged> changes = h.provisioning.events(StationEvent.EvseChanged.class);
        StationEvent.EvseChanged last = changes.get(changes.size() - 1);
        assertThat(last.evseId()).isEqualTo(2);
        assertThat(last.after().operative()).isFalse();
    }

    @Test
    void commitsTheWritesOfAllBlocksOfAStepTogetherOrNotAtAll() {
        h.provisioning.onEvent = andThen(event -> {
            if (event instanceof StationEvent.TimeChanged) {
                h.provisioning.context().state().put("heard", new Note("yes"));
            }
        });
        h.online();
        h.store.holdCommits();

        step(context -> {
            context.state().put("said", new Note("yes"));
            context.publish(new StationEvent.TimeChanged(Instant.EPOCH, Instant.EPOCH));
        });
        h.store.crash();
        h.store.releaseCommits();
        h.crashAndStart();
        assertThat(h.transactions.context().state().get("said", Note.class)).isEmpty();
        assertThat(h.provisioning.context().state().get("heard", Note.class)).isEmpty();

        step(context -> {
            context.state().put("said", new Note("yes"));
            context.publish(new StationEvent.TimeChanged(Instant.EPOCH, Instant.EPOCH));
        });
        h.crashAndStart();
        assertThat(h.transactions.context().state().get("said", Note.class)).contains(new Note("yes"));
        assertThat(h.provisioning.context().state().get("heard", Note.class)).contains(new Note("yes"));
    }

    @Test
    void waitsForAStoreThatFailsAtTheStart() {
        h.store.fail("broken");
        h.install();
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(20));
        assertThat(h.csms.attempts).isEmpty();
        assertThat(h.view().problems()).isNotEmpty();

        h.store.repair();
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.boots()).containsExactly("PowerUp");
        assertThat(h.view().problems()).isEmpty();
    }

    private void heartbeat(StationContext context) {
        context.call(HeartbeatRequest.of(), HeartbeatResponse.class, CallPermission.ACCEPTED, reply -> {});
    }

    private void step(Consumer<StationContext> task) {
        StationContext context = h.transactions.context();
        context.after(Duration.ZERO, () -> task.accept(context));
        h.time.runUntilIdle();
    }

    private BiConsumer<StationContext, StationEvent> andThen(Consumer<StationEvent> also) {
        var before = h.provisioning.onEvent;
        return (context, event) -> {
            before.accept(context, event);
            also.accept(event);
        };
    }
}
