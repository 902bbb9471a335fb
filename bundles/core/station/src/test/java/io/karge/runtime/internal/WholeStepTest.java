package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareCommand;
import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.AuthorizeResponse;
import io.karge.ocpp.messages.GetVariablesResponse;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.DataEnumType;
import io.karge.ocpp.types.GetVariableResultType;
import io.karge.ocpp.types.GetVariableStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.StationView;
import io.karge.station.CallPermission;
import io.karge.station.ConnectorStates;
import io.karge.station.HoldEffect;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A block that fails in the middle of something: what it did is undone, and it begins anew. */
class WholeStepTest {
    record Note(String text) {}

    interface Meter {
        Optional<String> read();
    }

    private static final VariableKey PAINT = VariableKey.of("TestCtrlr", "Paint");
    private static final VariableKey INTERVAL = VariableKey.of("OCPPCommCtrlr", "WebSocketPingInterval");

    private final GatewayHarness h = new GatewayHarness();
    private final TestBlock meter = new TestBlock("meter");
    private final List<String> ran = new ArrayList<>();

    private StationContext transactions() {
        return h.transactions.context();
    }

    private void step(Consumer<StationContext> task) {
        StationContext context = transactions();
        context.after(Duration.ZERO, () -> task.accept(context));
        h.time.runUntilIdle();
    }

    private static void authorize(StationContext context) {
        context.call(
                AuthorizeRequest.of(IdTokenType.of("CARD", IdTokenEnumType.ISO14443)),
                AuthorizeResponse.class,
                CallPermission.ACCEPTED,
                reply -> {});
    }

    private void fail() {
        step(context -> {
            throw defect();
        });
    }

    private static RuntimeException defect() {
        return new IllegalStateException("a defect");
    }

    @Test
    void undoesEverythingThatTheFailedCallDid() {
        h.online();
        step(context -> context.state().put("a", new Note("before")));
        String interval = transactions().deviceModel().value(INTERVAL).orElse("");
        int heard = h.provisioning.events.size();
        Instant before = transactions().clock().now();

        step(context -> {
            context.state().put("a", new Note("half"));
            context.state().put("b", new Note("half"));
            context.state().remove("a");
            authorize(context);
            context.command(new HardwareCommand.AllowEnergy(1, null), result -> ran.add("result"));
            context.publish(new StationEvent.TimeChanged(Instant.EPOCH, Instant.EPOCH));
            context.deviceModel().publish(INTERVAL, "77");
            context.deviceModel()
                    .set(SetVariableDataType.of(
                            "88", ComponentType.of("OCPPCommCtrlr"), VariableType.of("WebSocketPingInterval")));
            context.hold(1, "half", Set.of(HoldEffect.REFUSES_SESSIONS));
            context.durableHold("half", 2, "half", Set.of(HoldEffect.REFUSES_SESSIONS));
            context.after(Duration.ofSeconds(1), () -> ran.add("timer"));
            context.async(() -> ran.add("work"), reply -> {});
            context.lifeCycle().timeReceived(before.plus(Duration.ofDays(1)));
            context.lifeCycle().registered(RegistrationStatusEnumType.Pending);
            context.lifeCycle().intend(BootReasonEnumType.FirmwareUpdate);
            context.lifeCycle().leave("half");
            context.lifeCycle().restart(BootReasonEnumType.LocalReset);
            throw defect();
        });
        h.time.advance(Duration.ofSeconds(5));

        assertThat(transactions().state().all("", Note.class)).containsOnly(Map.entry("a", new Note("before")));
        assertThat(h.csms.received("Authorize")).isEmpty();
        assertThat(h.cabinet().commands()).isEmpty();
        assertThat(h.provisioning.events.subList(heard, h.provisioning.events.size()))
                .isEmpty();
        assertThat(transactions().deviceModel().value(INTERVAL)).contains(interval);
        assertThat(transactions().holds().all()).isEmpty();
        assertThat(ran).isEmpty();
        assertThat(transactions().clock().now()).isBefore(before.plus(Duration.ofMinutes(1)));
        assertThat(transactions().lifeCycle().registration()).contains(RegistrationStatusEnumType.Accepted);
        assertThat(h.boots()).containsExactly("PowerUp");
        assertThat(h.view().connection()).isEqualTo("online");

        h.crashAndStart();
        assertThat(transactions().state().all("", Note.class)).containsOnlyKeys("a");
        assertThat(h.boots()).as("no intent was stored").containsExactly("PowerUp", "ApplicationReset");
    }

    @Test
    void lettingGoOfEnergyHasLeftAlready() {
        h.online();
        step(context -> {
            context.command(new HardwareCommand.StopEnergy(1), result -> ran.add("result"));
            throw defect();
        });
        assertThat(h.cabinet().commands()).containsExactly(new HardwareCommand.StopEnergy(1));
        assertThat(ran).as("whoever gave it is not there any more").isEmpty();
    }

    @Test
    void makesTheBlockAnewFromWhatIsStoredAndSaysSo() {
        h.online();
        h.cabinet().plugIn(1);
        h.time.runUntilIdle();
        step(context -> context.state().put("a", new Note("stored")));
        List<String> found = new ArrayList<>();
        h.transactions.onStart = context ->
                found.add(context.state().get("a", Note.class).orElseThrow().text());
        h.transactions.events.clear();

        step(context -> {
            throw defect();
        });

        assertThat(found).containsExactly("stored");
        assertThat(h.transactions.events(StationEvent.EvseChanged.class))
                .as("it is shown the hardware as it is")
                .anyMatch(change -> change.evseId() == 1 && change.after().pluggedIn());
        assertThat(h.transactions.log).containsExactly("start", "close", "start");
        assertThat(h.view().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).contains("transactions", "made anew");
            assertThat(problem.why()).contains("a timer", "a defect");
        });
    }

    @Test
    void aBlockThatFailedMayLetGoOfWhatItHasOutsideAndOfNothingElse() {
        h.online();
        h.transactions.onClose = context -> {
            ran.add("closed");
            context.state().put("late", new Note("late"));
            authorize(context);
            throw new LinkageError("fails at that too");
        };
        fail();

        assertThat(ran).containsExactly("closed");
        assertThat(transactions().state().get("late", Note.class)).isEmpty();
        assertThat(h.csms.received("Authorize")).isEmpty();
        assertThat(h.transactions.log).containsExactly("start", "close", "start");
    }

    @Test
    void leavesABlockOutThatFailsMoreThanThreeTimesAMinute() {
        h.online();
        for (int i = 0; i < 6; i++) {
            fail();
            h.time.advance(Duration.ofSeconds(25));
        }
        assertThat(h.view().missingBlocks())
                .as("three times a minute are borne")
                .isEmpty();

        for (int i = 0; i < 4; i++) {
            fail();
        }
        assertThat(h.view().missingBlocks()).containsExactly("transactions");
        assertThat(h.provisioning.context().lifeCycle().takesNewSessions()).isFalse();
        assertThat(h.view().problems())
                .extracting(StationView.Problem::what)
                .contains("The block transactions keeps failing and is left out");
    }

    @Test
    void aBlockThatFailsAtItsStartIsNotThere() {
        h.transactions.onStart = context -> {
            context.state().put("half", new Note("half"));
            throw new StackOverflowError("a defect");
        };
        h.online();

        assertThat(h.view().missingBlocks()).containsExactly("transactions");
        assertThat(h.provisioning.context().lifeCycle().takesNewSessions()).isFalse();
        assertThat(h.transactions.log).filteredOn("start"::equals).hasSize(4);
        assertThat(h.store.load("station/CS-1/transactions/")).isEmpty();

        h.transactions.onStart = context -> {};
        h.now(h.gateway.restart(GatewayHarness.ID));
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().missingBlocks()).as("a restart tries again").isEmpty();
        assertThat(h.view().problems()).isEmpty();
    }

    @Test
    void anErrorLeavesNoHalfStepToTheNext() {
        h.online();
        step(context -> {
            context.state().put("half", new Note("half"));
            throw new OutOfMemoryError("a defect");
        });
        step(context -> context.state().put("whole", new Note("whole")));

        assertThat(h.store.load("station/CS-1/transactions/")).containsOnlyKeys("station/CS-1/transactions/whole");
    }

    // --- several blocks on the stack ---

    private void meterThat(Meter reading) {
        meter.onStart = context -> context.offer(Meter.class, () -> {
            context.state().put("asked", new Note("yes"));
            return reading.read();
        });
        h.online();
        h.gateway.addBlock(meter);
        h.time.runUntilIdle();
    }

    @Test
    void aPortThatFailsIsTheFaultOfItsBlockOnly() {
        meterThat(() -> {
            throw defect();
        });
        step(context -> {
            context.state().put("session", new Note("seqNo 1"));
            Optional<String> read = context.port(Meter.class).flatMap(Meter::read);
            context.state().put("event", new Note(read.orElse("without a value")));
            ran.add(context.port(Meter.class).isPresent() ? "there" : "gone");
        });

        assertThat(transactions().state().get("session", Note.class)).contains(new Note("seqNo 1"));
        assertThat(transactions().state().get("event", Note.class)).contains(new Note("without a value"));
        assertThat(meter.context().state().get("asked", Note.class)).isEmpty();
        assertThat(ran).containsExactly("gone");
        assertThat(h.transactions.log).containsExactly("start");
        assertThat(meter.log).containsExactly("start", "close", "start");
        assertThat(transactions().port(Meter.class)).as("made anew").isPresent();
        assertThat(h.view().problems()).singleElement().satisfies(problem -> assertThat(problem.why())
                .contains("Meter.read"));
    }

    @Test
    void aBlockThatFailsAsPeopleLookIsMadeAnewWhole() {
        h.transactions.variables = List.of(new VariableDefinition(
                PAINT,
                DataEnumType.string,
                MutabilityEnumType.ReadOnly,
                "red",
                null,
                null,
                null,
                List.of(),
                false,
                false,
                false));
        h.transactions.onStart = context -> context.offer(ConnectorStates.class, new ConnectorStates() {
            @Override
            public Optional<ConnectorStatusEnumType> status(int evseId, int connectorId) {
                throw defect();
            }

            @Override
            public boolean usable(int evseId) {
                return true;
            }
        });
        h.online();

        assertThat(h.view().evses().get(0).connectors().get(0).status()).isEqualTo("Unavailable");
        assertThat(h.transactions.log).startsWith("start", "close", "start");
        assertThat(transactions().deviceModel().value(PAINT)).contains("red");
        assertThat(h.view().missingBlocks()).isEmpty();
    }

    @Test
    void whatABlockDidThroughAPortStandsWhenTheCallerFails() {
        meterThat(() -> Optional.of("5 Wh"));
        step(context -> {
            context.state().put("session", new Note("half"));
            ran.add(context.port(Meter.class).flatMap(Meter::read).orElse("nothing"));
            throw defect();
        });
        assertThat(ran).containsExactly("5 Wh");
        assertThat(meter.context().state().get("asked", Note.class)).contains(new Note("yes"));
        assertThat(transactions().state().get("session", Note.class)).isEmpty();
        assertThat(meter.log).containsExactly("start");
    }

    interface Ping {
        void ping();
    }

    @Test
    void aCallThatComesBackToABlockIsPartOfItsUnit() {
        h.transactions.onStart = context -> context.offer(Ping.class, () -> {
            context.state().put("inner", new Note("half"));
            throw defect();
        });
        meterThat(() -> {
            meter.context().port(Ping.class).ifPresent(Ping::ping);
            return Optional.of("read nevertheless");
        });
        step(context -> {
            context.state().put("outer", new Note("half"));
            ran.add(context.port(Meter.class).flatMap(Meter::read).orElse("nothing"));
        });
        assertThat(ran).containsExactly("read nevertheless");
        assertThat(transactions().state().all("", Note.class)).isEmpty();
        assertThat(meter.context().state().get("asked", Note.class)).isPresent();
        assertThat(h.transactions.log).containsExactly("start", "close", "start");
    }

    // --- answers ---

    @Test
    void answersARequestForABlockThatFailsAtItAlsoAfterItHadAnswered() {
        h.online();
        h.provisioning.onRequest = (context, request, responder) -> {
            responder.answer(GetVariablesResponse.of(List.of(GetVariableResultType.of(
                    GetVariableStatusEnumType.UnknownComponent, ComponentType.of("A"), VariableType.of("B")))));
            throw defect();
        };
        h.csms.send("[2,\"1\",\"GetVariables\",{\"getVariableData\":[{\"component\":{\"name\":\"A\"},"
                + "\"variable\":{\"name\":\"B\"}}]}]");
        h.time.runUntilIdle();

        assertThat(h.csms.received("\"1\"")).singleElement().asString().startsWith("[4,\"1\",\"InternalError\"");
    }

    // --- outputs ---

    @Test
    void aReplyThatCannotBeTakenCostsNobodyElseTheirs() {
        h.online();
        step(context -> {
            context.command(new HardwareCommand.AllowEnergy(1, null), result -> {
                throw new LinkageError("a defect");
            });
            context.command(new HardwareCommand.AllowEnergy(2, null), result -> ran.add("second"));
        });
        assertThat(h.cabinet().commands()).hasSize(2);
        assertThat(h.view().connection()).isEqualTo("online");
    }
}
