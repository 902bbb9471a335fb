package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.HeartbeatResponse;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.Gateway;
import io.karge.runtime.LoggedMessage;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.storage.Write;
import io.karge.time.WorkerPool;
import io.karge.transport.WebSocketEndpoint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
    private static final String NEW_PASSWORD = "the-new-password-42";

    private final GatewayHarness h = new GatewayHarness();
    private final List<CallReply<HeartbeatResponse>> replies = new ArrayList<>();

    // --- calls to the CSMS ---

    @Test
    void sendsOneCallAtATimeInOrder() {
        h.csms.answerBy(text -> text.contains("BootNotification") ? accepted(text) : "");
        h.online();
        heartbeat("first");
        heartbeat("second");
        assertThat(h.csms.received("Heartbeat")).hasSize(1);

        h.csms.send("[3,\"first\",{\"currentTime\":\"2026-01-01T00:00:00Z\"}]");

        assertThat(h.csms.received("Heartbeat")).hasSize(2);
        assertThat(h.csms.received.get(h.csms.received.size() - 1)).startsWith("[2,\"second\"");
    }

    @Test
    void givesEveryKindOfReply() {
        h.csms.answerBy(text -> text.contains("BootNotification") ? accepted(text) : "");
        h.online();

        heartbeat("a");
        h.csms.send("[3,\"a\",{\"currentTime\":\"2026-01-01T00:00:00Z\"}]");
        heartbeat("b");
        h.csms.send("[4,\"b\",\"InternalError\",\"busy\",{}]");
        heartbeat("c");
        h.csms.send("[3,\"c\",{\"nonsense\":1}]");
        heartbeat("d");
        h.time.advance(Duration.ofSeconds(30));
        heartbeat("e");
        heartbeat("f");
        h.csms.cut();
        heartbeat("g");

        assertThat(replies).hasSize(7);
        assertThat(replies.get(0))
                .isEqualTo(new CallReply.Answered<>(HeartbeatResponse.of(Instant.parse("2026-01-01T00:00:00Z"))));
        assertThat(replies.get(1)).isEqualTo(new CallReply.Refused<>("InternalError", "busy"));
        assertThat(replies.get(2))
                .isInstanceOfSatisfying(CallReply.Unreadable.class, reply -> assertThat(reply.payload())
                        .hasToString("{\"nonsense\":1}"));
        assertThat(replies.get(3)).isEqualTo(new CallReply.TimedOut<>());
        assertThat(replies.get(4)).isEqualTo(new CallReply.ConnectionLost<>());
        assertThat(replies.get(5)).isInstanceOf(CallReply.NotSent.class);
        assertThat(replies.get(6)).isEqualTo(new CallReply.NotSent<>("the station is offline"));
    }

    @Test
    void sendsNothingButWhatWasAskedForWhilePending() { // B02.FR.02
        h.status = "Pending";
        h.online();

        heartbeat("normal");
        call("asked", CallPermission.REQUESTED);

        assertThat(h.csms.received("Heartbeat")).hasSize(1);
        assertThat(h.csms.received("Heartbeat").get(0)).contains("asked");
    }

    @Test
    void sendsNothingBeforeTheCsmsHasAnswered() { // B01.FR.08
        h.csms.answerBy(text -> "");
        h.online();

        heartbeat("normal");
        call("asked", CallPermission.REQUESTED);

        assertThat(h.boots()).hasSize(1);
        assertThat(h.csms.received).hasSize(1);
        assertThat(replies).hasSize(2).allMatch(CallReply.NotSent.class::isInstance);
    }

    @Test
    void keepsTheConnectionWhilePending() { // B02.FR.06
        h.status = "Pending";
        h.online();
        h.time.advance(Duration.ofHours(2));

        assertThat(h.csms.attempts).hasSize(1);
        assertThat(h.csms.open).isNotNull();
        assertThat(h.view().registration()).isEqualTo("Pending");
    }

    @Test
    void sendsNothingAtAllWhileRejected() { // B03.FR.02
        h.status = "Rejected";
        h.online();

        heartbeat("normal");
        call("asked", CallPermission.REQUESTED);

        assertThat(h.csms.received("Heartbeat")).isEmpty();
        assertThat(replies).hasSize(2).allMatch(CallReply.NotSent.class::isInstance);
    }

    @Test
    void keepsAskingForAConnectionWithGrowingPauses() {
        h.csms.reachable(false);
        h.online();
        h.time.advance(Duration.ofMinutes(5));

        assertThat(h.csms.attempts).hasSizeBetween(4, 6);
        assertThat(h.view().connection()).isEqualTo("connecting");
        assertThat(h.view().problems()).extracting(StationView.Problem::why).containsExactly("no route");

        h.csms.reachable(true);
        h.time.advance(Duration.ofMinutes(10));
        assertThat(h.view().problems()).isEmpty();
        assertThat(h.boots()).hasSize(1);
    }

    // --- config ---

    @Test
    void reconnectsWhenASeedInTheFileDiffersAndOtherwiseKeepsWhatIsStored() {
        h.online();
        setPassword(NEW_PASSWORD);
        assertThat(FakeCsms.password(lastEndpoint())).isEqualTo(NEW_PASSWORD);

        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));
        int attempts = h.csms.attempts.size();
        h.crashAndStart();
        assertThat(FakeCsms.password(lastEndpoint()))
                .as("the file did not change")
                .isEqualTo(NEW_PASSWORD);
        assertThat(h.csms.attempts).hasSize(attempts + 1);

        h.gateway.putStation(StationConfig.of(
                GatewayHarness.ID,
                "memory",
                URI.create("memory:1"),
                URI.create("ws://other.example/ocpp"),
                "a-password-of-the-file"));
        h.time.advance(Duration.ofSeconds(1));

        assertThat(lastEndpoint().uri()).hasToString("ws://other.example/ocpp/CS-1");
        assertThat(FakeCsms.password(lastEndpoint())).isEqualTo("a-password-of-the-file");
        assertThat(h.boots()).as("the other CSMS does not know the station").hasSize(3);
    }

    @Test
    void reconnectsWithAPasswordThatTheCsmsSet() { // A01
        h.online();

        assertThat(setPassword("short")).isEqualTo(SetVariableStatusEnumType.Rejected);
        assertThat(setPassword("the-n\u00E9w-password-42")).isEqualTo(SetVariableStatusEnumType.Rejected);
        assertThat(setPassword("the new password 42")).isEqualTo(SetVariableStatusEnumType.Rejected);
        assertThat(setPassword("x".repeat(41))).isEqualTo(SetVariableStatusEnumType.Rejected);
        assertThat(setPassword(NEW_PASSWORD)).isEqualTo(SetVariableStatusEnumType.Accepted);
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.csms.attempts).hasSize(2);
        assertThat(FakeCsms.password(lastEndpoint())).isEqualTo(NEW_PASSWORD);
        assertThat(h.boots()).as("the CSMS knows the station").hasSize(1);
        assertThat(h.transactions.events(StationEvent.Connected.class)).endsWith(new StationEvent.Connected(false));
    }

    @Test
    void storesThePasswordSealedOnly() {
        // A01.FR.10
        h.online();
        setPassword(NEW_PASSWORD);

        assertThat(h.store.load("").values())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .noneMatch(text -> text.contains(NEW_PASSWORD) || text.contains(GatewayHarness.PASSWORD))
                .anyMatch(text -> text.contains("basic-auth CS-1|"));
    }

    @Test
    void takesThePasswordOfTheFileWhenTheStoredOneCannotBeRead() {
        h.online();
        setPassword(NEW_PASSWORD);
        h.store
                .newWriter()
                .commit(
                        List.of(
                                stored("password", "{\"v\":1,\"data\":{\"sealed\":\"of another master key\"}}"),
                                stored(
                                        "seeds",
                                        "{\"v\":1,\"data\":{\"csmsUrl\":\"ws://csms.example/ocpp\",\"securityProfile\":1,\"sealedPassword\":\"of"
                                                + " another master key\",\"csmsRoots\":[],\"manufacturerRoots\":[]}}")),
                        result -> {});
        h.time.runUntilIdle();

        h.crashAndStart();

        assertThat(FakeCsms.password(lastEndpoint())).isEqualTo(GatewayHarness.PASSWORD);
        assertThat(h.view().connection()).isEqualTo("online");
    }

    @Test
    void saysWhichStoredStateCannotBeUsedAndRunsTheOthers() {
        h.store.newWriter().commit(List.of(stored("boot", "{\"v\":9}")), result -> {});
        h.install();
        h.gateway.putStation(GatewayHarness.config());
        h.gateway.putStation(StationConfig.of(
                "CS-2",
                "memory",
                URI.create("memory:2"),
                URI.create("ws://csms.example/ocpp"),
                GatewayHarness.PASSWORD));
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.view().problems())
                .extracting(StationView.Problem::why)
                .singleElement()
                .asString()
                .contains("station/CS-1/runtime/boot", "version 1");
        assertThat(h.now(h.gateway.station("CS-2")).connection()).isEqualTo("online");
        CompletionStage<Void> restart = h.gateway.restart(GatewayHarness.ID);
        h.time.runUntilIdle();
        assertThat(restart.toCompletableFuture()).isCompletedExceptionally();

        h.now(h.reset(true));
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().problems()).isEmpty();
    }

    private static Write stored(String key, String json) {
        return Write.put("station/CS-1/runtime/" + key, json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void answersWhatIsAskedOfAStationThatEnds() {
        h.online();
        CompletionStage<StationView> asked = h.gateway.station(GatewayHarness.ID);

        h.gateway.close();
        h.time.runUntilIdle();

        assertThat(asked.toCompletableFuture()).isCompletedExceptionally();
        assertThat(h.now(h.gateway.stations())).isEmpty();
    }

    @Test
    void triesAtOnceWhenTheAdministratorConnectsAStationThatWaits() {
        h.install();
        h.csms.reachable(false);
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofMinutes(10));
        int before = h.csms.attempts.size();

        h.csms.reachable(true);
        h.now(h.gateway.connect(GatewayHarness.ID));

        assertThat(h.csms.attempts).hasSize(before + 1);
        assertThat(h.view().connection()).isEqualTo("online");
    }

    @Test
    void runsStationsBesideEachOtherAndRemovesOne() {
        h.online();
        h.gateway.putStation(StationConfig.of(
                "CS-2",
                "memory",
                URI.create("memory:2"),
                URI.create("ws://csms.example/ocpp"),
                GatewayHarness.PASSWORD));
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.now(h.gateway.stations()))
                .extracting(StationView::stationId)
                .containsExactly("CS-1", "CS-2");
        assertThat(h.gateway.drivers()).singleElement().satisfies(driver -> assertThat(driver.stations())
                .containsExactly("CS-1", "CS-2"));

        h.now(h.gateway.removeStation("CS-1"));

        assertThat(h.gateway.stationIds()).containsExactly("CS-2");
        CompletionStage<StationView> gone = h.gateway.station("CS-1");
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> gone.toCompletableFuture().join())
                .withCauseInstanceOf(Gateway.UnknownStationException.class)
                .withMessageContaining("configured are CS-2");
    }

    @Test
    void picksUpAStationThatIsRemovedAndPutBackAtOnce() {
        h.online();

        h.gateway.removeStation(GatewayHarness.ID);
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.boots()).containsExactly("PowerUp", "ApplicationReset");
    }

    @Test
    void theLastWordCountsWhileAStationEnds() {
        h.online();
        StationConfig other = StationConfig.of(
                GatewayHarness.ID,
                "memory",
                URI.create("memory:1"),
                URI.create("ws://other.example/ocpp"),
                GatewayHarness.PASSWORD);

        h.gateway.removeStation(GatewayHarness.ID);
        h.gateway.putStation(GatewayHarness.config());
        h.gateway.putStation(other);
        h.time.advance(Duration.ofSeconds(1));
        assertThat(lastEndpoint().uri().getHost()).isEqualTo("other.example");
        assertThat(h.view().connection()).isEqualTo("online");

        h.gateway.removeStation(GatewayHarness.ID);
        h.gateway.putStation(other);
        h.gateway.removeStation(GatewayHarness.ID);
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.gateway.stationIds()).isEmpty();
    }

    @Test
    void removingIsAnsweredAlsoWhenTheLoopIsQuick() {
        h.workers = new WorkerPool() {
            @Override
            public Executor computing() {
                return Runnable::run;
            }

            @Override
            public Executor newBlockingSerial(String name) {
                return h.time.newBlockingSerial(name);
            }
        };
        h.gateway = h.build();
        h.online();

        CompletionStage<Void> end = h.gateway.removeStation(GatewayHarness.ID);
        h.time.runUntilIdle();

        assertThat(end).isCompleted();
    }

    @Test
    void isNewToACsmsAtAnotherUrl() {
        h.online();
        h.transactions.events.clear();

        h.gateway.putStation(StationConfig.of(
                GatewayHarness.ID,
                "memory",
                URI.create("memory:1"),
                URI.create("ws://other.example/ocpp"),
                GatewayHarness.PASSWORD));
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.boots()).hasSize(2);
        assertThat(h.transactions.events(StationEvent.Online.class))
                .as("all connectors are told (B01.FR.05)")
                .containsExactly(new StationEvent.Online(true, Duration.ZERO));
    }

    // --- what people ask for ---

    @Test
    void saysWhyACallWasNotAnswered() {
        h.online();
        h.now(h.gateway.disconnect(GatewayHarness.ID));

        CompletionStage<String> call = h.gateway.call(GatewayHarness.ID, "Heartbeat", "{}");
        h.time.runUntilIdle();

        assertThat(call.toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .withMessage("Heartbeat: it was not sent: the station is offline");
    }

    @Test
    void tellsWhenTheNextAttemptToConnectIsDue() {
        h.online();
        assertThat(h.view().nextAttempt()).isNull();
        h.csms.reachable(false);
        h.csms.cut();
        h.time.advance(Duration.ofSeconds(1));

        Instant due = h.view().nextAttempt();
        int attempts = h.csms.attempts.size();
        assertThat(due).isAfter(h.time.wallClock());
        h.time.advance(Duration.between(h.time.wallClock(), due).minusMillis(1));
        assertThat(h.csms.attempts).hasSize(attempts);
        h.time.advance(Duration.ofMillis(2));
        assertThat(h.csms.attempts).hasSize(attempts + 1);

        h.now(h.gateway.disconnect(GatewayHarness.ID));
        assertThat(h.view().nextAttempt()).isNull();
    }

    @Test
    void disconnectsAndConnectsForTheAdministrator() {
        h.online();

        h.now(h.gateway.disconnect(GatewayHarness.ID));
        h.time.advance(Duration.ofMinutes(10));
        assertThat(h.view().connection()).isEqualTo("offline");
        assertThat(h.csms.attempts).hasSize(1);
        assertThat(h.view().problems())
                .extracting(StationView.Problem::remedy)
                .containsExactly("station:connect CS-1 brings it back");

        h.now(h.gateway.connect(GatewayHarness.ID));
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.view().problems()).isEmpty();
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.boots()).hasSize(1);
    }

    @Test
    void resetsToTheFactorySettingsAndStaysOfflineUntilConnected() {
        h.online();
        setPassword(NEW_PASSWORD);
        set("OCPPCommCtrlr", "RetryBackOffWaitMinimum", "77");
        h.cabinet().plugIn(1);
        StationContext context = h.transactions.context();
        context.after(Duration.ZERO, () -> {
            context.state().put("a", new GateTest.Note("1"));
            context.command(new HardwareCommand.AllowEnergy(1, null), result -> {});
        });
        h.time.runUntilIdle();

        CompletionStage<FactoryReset> done = h.reset(false);
        h.time.advance(Duration.ofMinutes(1));

        assertThat(done.toCompletableFuture()).isCompleted();
        assertThat(h.cabinet().evseState(1).powerPathClosed()).isFalse();
        assertThat(h.view().connection()).isEqualTo("offline");
        assertThat(h.transactions.context().state().get("a", GateTest.Note.class))
                .isEmpty();
        assertThat(value("OCPPCommCtrlr", "RetryBackOffWaitMinimum")).isEqualTo("10");

        h.now(h.gateway.connect(GatewayHarness.ID));
        h.time.advance(Duration.ofSeconds(1));
        assertThat(FakeCsms.password(lastEndpoint())).isEqualTo(GatewayHarness.PASSWORD);
        assertThat(h.boots()).containsExactly("PowerUp", "PowerUp");
    }

    /** Also when the hardware does not show yet what it was told last. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void bringsTheHardwareBackIntoServiceWhenItResets(int secondsAfter) {
        h.online();
        h.provisioning.context().command(new HardwareCommand.SetAvailability(1, false), result -> {});
        h.time.advance(Duration.ofSeconds(secondsAfter));

        h.now(h.reset(false));
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.cabinet().commands()).contains(new HardwareCommand.SetAvailability(1, false));
        assertThat(h.cabinet().evseState(1).operative()).isTrue();
    }

    /** A driver that looks now and then has seen neither that the hardware went out of service nor that it came back. */
    @Test
    void knowsThatTheHardwareServesAfterAResetWhenNoEventSaysSo() {
        h.online();
        h.cabinet().answerBy(command -> new CommandResult.Accepted());
        h.provisioning.context().command(new HardwareCommand.SetAvailability(1, false), result -> {});
        h.time.runUntilIdle();
        assertThat(h.provisioning.context().hardware().evse(1).operative()).isFalse();

        h.now(h.reset(false));
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.provisioning.context().hardware().evse(1).operative()).isTrue();
    }

    /** What the station before still has to do waits for its commit: it must not come after what the reset wants. */
    @Test
    void bringsTheHardwareBackIntoServiceAfterTheLastCommandBeforeTheReset() {
        h.online();
        StationContext context = h.transactions.context();
        context.after(Duration.ZERO, () -> {
            context.state().put("a", new GateTest.Note("1"));
            context.command(new HardwareCommand.SetAvailability(1, false), result -> {});
        });
        h.store.holdCommits();
        h.time.runUntilIdle();

        h.reset(false);
        h.time.runUntilIdle();
        h.store.releaseCommits();
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.cabinet().commands()).contains(new HardwareCommand.SetAvailability(1, false));
        assertThat(h.cabinet().evseState(1).operative()).isTrue();
    }

    @Test
    void sendsACallInTheStationsName() {
        h.online();

        assertThat(h.now(h.gateway.call(GatewayHarness.ID, "Heartbeat", "{}"))).contains("\"currentTime\"");
        CompletionStage<String> invalid = h.gateway.call(GatewayHarness.ID, "Heartbeat", "{\"x\":1}");
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> invalid.toCompletableFuture().join())
                .withCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void logsTheMessagesWithoutSecrets() {
        h.online();
        h.csms.call(
                "SetVariables",
                "{\"setVariableData\":[{\"attributeValue\":\"" + NEW_PASSWORD
                        + "\",\"component\":{\"name\":\"SecurityCtrlr\"},\"variable\":{\"name\":\"BasicAuthPassword\"}}]}");

        List<LoggedMessage> log = h.gateway.messages(GatewayHarness.ID, 0, 100);

        assertThat(log).extracting(LoggedMessage::seq).startsWith(1L, 2L, 3L);
        assertThat(log.get(0).action()).isEqualTo("BootNotification");
        assertThat(log.get(0).direction()).isEqualTo("out");
        assertThat(log.get(1).type()).isEqualTo("CALLRESULT");
        assertThat(log.get(2).action()).isEqualTo("SetVariables");
        assertThat(log.get(2).direction()).isEqualTo("in");
        assertThat(log).noneMatch(message -> message.frame().contains(NEW_PASSWORD));
    }

    @Test
    void reportsTheVariablesOfTheConnection() {
        h.online();

        assertThat(value("SecurityCtrlr", "Identity")).isEqualTo("CS-1");
        assertThat(value("SecurityCtrlr", "SecurityProfile")).isEqualTo("1");
        assertThat(value("OCPPCommCtrlr", "ActiveNetworkProfile")).isEqualTo("1");
        assertThat(value("SecurityCtrlr", "BasicAuthPassword")).as("WriteOnly").isNull();
        assertThat(set("OCPPCommCtrlr", "NetworkConfigurationPriority", "2"))
                .as("an empty slot (B10.FR.02)")
                .isEqualTo(SetVariableStatusEnumType.Rejected);
    }

    @Test
    void saysWhyItDoesNotSetAVariable() {
        h.online();

        SetVariableResultType result = h.now(h.gateway.setVariable(
                GatewayHarness.ID,
                SetVariableDataType.of(
                        "often", ComponentType.of("OCPPCommCtrlr"), VariableType.of("WebSocketPingInterval"))));

        assertThat(result.attributeStatus()).isEqualTo(SetVariableStatusEnumType.Rejected);
        assertThat(result.attributeStatusInfo()).isNotNull();
        assertThat(result.attributeStatusInfo().text()).isEqualTo("it is no integer");
    }

    // --- time ---

    @Test
    void takesTheTimeOfTheCsmsAndNeverGoesBackBehindItAfterARestart() {
        Instant csms = Instant.parse("2031-07-01T10:00:00Z");
        h.csms.answerBy(text -> "[3,\"" + GatewayHarness.id(text) + "\",{\"currentTime\":\"" + csms
                + "\",\"interval\":300,\"status\":\"Accepted\"}]");
        h.online();

        assertThat(h.transactions.context().clock().now()).isBetween(csms, csms.plusSeconds(2));
        assertThat(h.transactions.events(StationEvent.TimeChanged.class))
                .singleElement()
                .satisfies(changed -> assertThat(changed.to()).isEqualTo(csms));
        assertThat(h.transactions.context().clock().synchronised()).isTrue();

        h.csms.reachable(false);
        h.crashAndStart();
        assertThat(h.transactions.context().clock().now()).isAfterOrEqualTo(csms);
        assertThat(h.transactions.context().clock().synchronised()).isFalse();
    }

    /** The product outlives the driver: the station is what it was. */
    @Test
    void saysWhatTheStationIsAlsoWithoutItsDriver() {
        h.online();
        h.now(h.gateway.removeDriver(h.driver));

        Gateway.ProductView product = h.now(h.gateway.product(GatewayHarness.ID));

        assertThat(product.model()).isEqualTo(h.driver.model());
        assertThat(product.facts()).isEqualTo("{}");
    }

    @Test
    void cannotSayWhatAStationIsWhoseDriverWasNeverThere() {
        h.gateway.putStation(GatewayHarness.config());
        CompletionStage<Gateway.ProductView> product = h.gateway.product(GatewayHarness.ID);
        h.time.runUntilIdle();

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> product.toCompletableFuture().join())
                .withMessageContaining("was never installed");
    }

    @Test
    void leavesNoTimerBehindWhenItEnds() {
        h.online();
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        h.time.advance(Duration.ofMinutes(1));

        assertThat(h.time.pendingTimers()).isZero();
    }

    private String accepted(String text) {
        return "[3,\"" + GatewayHarness.id(text) + "\",{\"currentTime\":\"" + h.time.wallClock()
                + "\",\"interval\":300,\"status\":\"Accepted\"}]";
    }

    private void heartbeat(String id) {
        call(id, CallPermission.ACCEPTED);
    }

    private void call(String id, CallPermission permission) {
        StationContext context = h.transactions.context();
        context.after(
                Duration.ZERO,
                () -> context.call(id, HeartbeatRequest.of(), HeartbeatResponse.class, permission, replies::add));
        h.time.runUntilIdle();
    }

    private WebSocketEndpoint lastEndpoint() {
        return h.csms.attempts.get(h.csms.attempts.size() - 1);
    }

    private SetVariableStatusEnumType setPassword(String password) {
        return set("SecurityCtrlr", "BasicAuthPassword", password);
    }

    private SetVariableStatusEnumType set(String component, String variable, String value) {
        return h.now(h.gateway.setVariable(
                        GatewayHarness.ID,
                        SetVariableDataType.of(value, ComponentType.of(component), VariableType.of(variable))))
                .attributeStatus();
    }

    private String value(String component, String variable) {
        return h.now(h.gateway.variables(GatewayHarness.ID, component)).stream()
                .filter(item -> item.variable().name().equals(variable))
                .findFirst()
                .orElseThrow()
                .variableAttribute()
                .get(0)
                .value();
    }
}
