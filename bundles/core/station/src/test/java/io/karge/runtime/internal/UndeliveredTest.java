package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.driver.HardwareCommand;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.messages.SecurityEventNotificationResponse;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.Gateway;
import io.karge.runtime.StationView;
import io.karge.station.CallReply;
import io.karge.station.Delivery;
import io.karge.station.DiscardedMessage;
import io.karge.station.QueuedItem;
import io.karge.station.SecurityLog;
import io.karge.station.StationContext;
import io.karge.station.StationEvent.TransactionChanged;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.TransactionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the CSMS has not got stands in the way of a reset in every state of the station, and is kept when it is forced. */
class UndeliveredTest {
    private static final String RUNNING = "transaction TX-1 on EVSE 1 runs";
    private static final String UNSENT = "1 message has not reached the CSMS (1 SecurityEventNotification)";

    @TempDir
    Path folder;

    private final GatewayHarness h = new GatewayHarness();

    record Note(String type) {}

    @BeforeEach
    void begin() {
        h.undelivered = folder;
        h.gateway = h.build();
    }

    @Test
    void refusesWhileATransactionRuns() {
        h.online();
        runs();

        assertThat(why(h.reset(true))).contains("CS-1 is not reset: " + RUNNING + ". End that first");
        assertThat(h.boots()).hasSize(1);
        assertThat(h.view().transactions())
                .as("known without the block's port too")
                .extracting(StationView.Transaction::transactionId)
                .containsExactly("TX-1");
    }

    @Test
    void namesWhatAResetWouldLoseBeforeItIsAskedFor() {
        h.online();
        assertThat(h.now(h.gateway.undelivered(GatewayHarness.ID))).isEmpty();
        runs();
        unsent();

        assertThat(h.now(h.gateway.undelivered(GatewayHarness.ID))).isEqualTo(RUNNING + ", and " + UNSENT);
        assertThat(h.boots()).hasSize(1);
    }

    @Test
    void refusesWhileAMessageIsUnsent() {
        h.online();
        unsent();

        assertThat(why(h.reset(true))).contains(UNSENT);
    }

    @Test
    void resetsWhenTheTransactionHasEnded() {
        h.online();
        runs();
        h.transactions.context().post(() -> publish(Phase.ENDED));
        h.time.runUntilIdle();

        CompletableFuture<FactoryReset> done = h.reset(true).toCompletableFuture();
        h.time.advance(Duration.ofSeconds(1));

        assertThat(done).isCompletedWithValue(FactoryReset.DONE);
        assertThat(folder).isEmptyDirectory();
        assertThat(h.securityLog)
                .extracting(SecurityLog.Entry::event, SecurityLog.Entry::who, SecurityLog.Entry::what)
                .containsExactly(tuple("ResetOrReboot", "a test", "factory reset"));
    }

    @Test
    void refusesAndTouchesNoHardwareWhileTheStationRestarts() {
        h.online();
        runs();
        h.cabinet().plugIn(1);
        StationContext context = h.transactions.context();
        context.post(() -> context.command(new HardwareCommand.AllowEnergy(1, null), result -> {}));
        h.time.advance(Duration.ofSeconds(1));
        h.transactions.onClose = closing -> h.store.holdCommits();
        h.gateway.restart(GatewayHarness.ID);
        h.time.runUntilIdle();
        CompletionStage<FactoryReset> asked = h.reset(true);
        h.time.runUntilIdle();
        assertThat(asked.toCompletableFuture()).isNotDone();
        h.transactions.onClose = closing -> {};
        h.store.releaseCommits();

        assertThat(why(asked)).contains(RUNNING);
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.cabinet().evseState(1).powerPathClosed()).isTrue();
        assertThat(h.view().connection()).isEqualTo("online");
    }

    @Test
    void refusesWhileNoDriverHasToldWhatTheStationIsUntilItIsForced() throws IOException {
        h.online();
        runs();
        unsent();
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        h.now(h.gateway.removeDriver(h.driver));
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofSeconds(1));
        assertThat(why(h.reset(true))).contains(RUNNING + ", and " + UNSENT);
        assertThat(h.store.load("station/CS-1/")).isNotEmpty();

        CompletableFuture<FactoryReset> done = h.forceReset().toCompletableFuture();
        h.time.advance(Duration.ofSeconds(1));

        assertThat(done).isCompleted();
        assertThat(done.join().ended()).containsExactly(new FactoryReset.Ended("TX-1", 1));
        FactoryReset.Kept kept = done.join().kept();
        assertThat(kept).isNotNull();
        assertThat(kept.messages()).isEqualTo(1);
        assertThat(Files.readAllLines(Path.of(kept.file())))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("\"kind\":\"transaction without an Ended\"", "TX-1"))
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"action\":\"SecurityEventNotification\"",
                                "\"stored\":{\"v\":1,\"data\":{\"type\":\"SettingSystemTime\"}}"));
        assertThat(h.securityLog)
                .extracting(SecurityLog.Entry::what)
                .last()
                .asString()
                .contains("ended [TX-1 on EVSE 1]", "will not hear of the ends", kept.file());
    }

    @Test
    void keepsWhatIsNeededToBillATransactionThatIsGivenUp() throws IOException {
        h.online();
        Instant started = h.time.wallClock();
        h.cabinet().plugIn(1);
        h.cabinet().vehicleWantsEnergy(1, true);
        StationContext context = h.transactions.context();
        context.post(() -> context.command(new HardwareCommand.AllowEnergy(1, null), result -> {}));
        h.time.advance(Duration.ofMinutes(1));
        runs();
        long told = h.cabinet().evseState(1).meter().energyWh();
        h.time.advance(Duration.ofMinutes(5));
        h.now(h.gateway.removeStation(GatewayHarness.ID));
        long register = h.cabinet().evseState(1).meter().energyWh();
        Instant readAt = h.time.wallClock();
        h.time.advance(Duration.ofMinutes(1));

        h.now(h.gateway.discard(GatewayHarness.ID, "a test"));

        assertThat(register).isGreaterThan(told);
        try (var files = Files.list(folder)) {
            assertThat(Files.readAllLines(files.findFirst().orElseThrow()))
                    .containsExactly("{\"stationId\":\"CS-1\",\"kind\":\"transaction without an Ended\","
                            + "\"transactionId\":\"TX-1\",\"evseId\":1,\"idToken\":\"ISO14443:...EF\",\"startedAt\":\""
                            + started.plusSeconds(60) + "\",\"chargingState\":\"Charging\",\"energyWh\":"
                            + (1200 + register - told) + ",\"registerWh\":" + register + ",\"readAt\":\"" + readAt
                            + "\",\"copiedAt\":\"" + readAt.plusSeconds(60) + "\"}");
        }
    }

    @Test
    void keepsACopyOfWhatIsDiscardedWithARemovedStation() {
        h.online();
        runs();
        h.now(h.gateway.removeStation(GatewayHarness.ID));

        h.now(h.gateway.discard(GatewayHarness.ID, "a test"));

        assertThat(folder).isDirectoryContaining(file -> file.toString().endsWith(".jsonl"));
        assertThat(h.securityLog).singleElement().satisfies(entry -> assertThat(entry.what())
                .contains("discarded", "TX-1 on EVSE 1"));
    }

    @Test
    void keepsCopiesThatABlockHasMadeOfWhatItGaveUp() {
        h.online();
        put("discarded/0", new Note("given up"));
        assertThat(why(h.reset(true))).contains("1 message was given up (station:discarded lists and exports it)");

        CompletableFuture<FactoryReset> done = h.forceReset().toCompletableFuture();
        h.time.advance(Duration.ofSeconds(1));

        assertThat(done).isCompleted();
        assertThat(done.join().kept()).isNotNull();
    }

    private void put(String key, Record value) {
        h.transactions.context().post(() -> h.transactions.context().state().put(key, value));
        h.time.runUntilIdle();
    }

    /** E13.FR.04: what was given up is shown until somebody takes it, also while its block is away. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void movesWhatWasGivenUpToAFile(boolean blockIsThere) throws IOException {
        h.online();
        Instant at = h.time.wallClock();
        JsonNode payload = new ObjectMapper()
                .readTree("{\"eventType\":\"Ended\",\"seqNo\":7,\"transactionInfo\":{\"transactionId\":\"TX-1\"}}");
        put("discarded/1", new DiscardedMessage("m-2", "TransactionEvent", at, 3, "the CSMS refused", payload));
        put("discarded/0", new DiscardedMessage("m-3", "TransactionEvent", at.plusSeconds(1), 3, "no answer", payload));
        if (!blockIsThere) {
            h.now(h.gateway.removeBlock(h.transactions));
        }
        assertThat(h.now(h.gateway.discarded(GatewayHarness.ID)))
                .extracting(Gateway.Discarded::messageId, Gateway.Discarded::about, Gateway.Discarded::since)
                .containsExactly(
                        tuple("m-2", "Ended seqNo 7 of TX-1", at),
                        tuple("m-3", "Ended seqNo 7 of TX-1", at.plusSeconds(1)));

        FactoryReset.Kept kept =
                h.now(h.gateway.exportDiscarded(GatewayHarness.ID, "a test")).orElseThrow();

        assertThat(kept.messages()).isEqualTo(2);
        assertThat(Files.readAllLines(Path.of(kept.file())))
                .contains("{\"stationId\":\"CS-1\",\"kind\":\"given up before\",\"messageId\":\"m-2\","
                        + "\"action\":\"TransactionEvent\",\"givenUpAt\":\"" + at
                        + "\",\"attempts\":3,\"why\":\"the CSMS refused\",\"payload\":" + payload + "}");
        assertThat(h.securityLog)
                .extracting(SecurityLog.Entry::who, SecurityLog.Entry::what)
                .containsExactly(tuple("a test", "messages that were given up (2) are in " + kept.file()));
        assertThat(h.now(h.gateway.discarded(GatewayHarness.ID))).isEmpty();
        assertThat(h.now(h.gateway.exportDiscarded(GatewayHarness.ID, "a test")))
                .isEmpty();
        assertThat(h.store.load("station/CS-1/transactions/discarded/")).isEmpty();
        CompletableFuture<FactoryReset> done = h.reset(true).toCompletableFuture();
        h.time.advance(Duration.ofSeconds(1));
        assertThat(done).isCompletedWithValue(FactoryReset.DONE);
    }

    @Test
    void keepsWhatWasGivenUpWhereItIsWhenTheFileCannotBeWritten() throws IOException {
        h.online();
        put(
                "discarded/1",
                new DiscardedMessage(
                        "m-2",
                        "TransactionEvent",
                        h.time.wallClock(),
                        3,
                        "no answer",
                        new ObjectMapper().createObjectNode()));
        Files.delete(folder);
        Files.writeString(folder, "a file where the folder would be");

        assertThat(why(h.gateway.exportDiscarded(GatewayHarness.ID, "a test")))
                .contains("they cannot be written to a file, and stay");
        assertThat(h.now(h.gateway.discarded(GatewayHarness.ID))).hasSize(1);
        Files.delete(folder);
        Files.createDirectory(folder);
    }

    @Test
    void keepsTheLatestCopiesOfAStation() throws IOException {
        UndeliveredCopies copies = new UndeliveredCopies(folder, h.time);
        Undelivered nothing = new Undelivered(List.of(), List.of(), new TreeMap<>(), new TreeMap<>());
        copies.keep("other", nothing, Map.of());
        for (int i = 0; i < UndeliveredCopies.MOST + 3; i++) {
            h.time.advance(Duration.ofSeconds(1));
            copies.keep("CS/1", nothing, Map.of());
        }

        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(UndeliveredCopies.MOST + 1);
        }
    }

    private void runs() {
        h.transactions.context().post(() -> publish(Phase.STARTED));
        h.time.runUntilIdle();
    }

    private void publish(Phase phase) {
        IdTokenType token = IdTokenType.of("04ABCDEF", IdTokenEnumType.ISO14443);
        TransactionInfo info = new TransactionInfo(
                "TX-1", 1, token, true, ChargingStateEnumType.Charging, h.time.wallClock(), null, 1200, 0);
        h.transactions.context().publish(new TransactionChanged(info, phase));
    }

    private void unsent() {
        StationContext context = h.transactions.context();
        context.post(() -> context.queue("events", Note.class, new Notes()).add(new Note("SettingSystemTime")));
        h.time.runUntilIdle();
    }

    private String why(CompletionStage<?> asked) {
        h.time.advance(Duration.ofMillis(1));
        assertThat(asked.toCompletableFuture()).isCompletedExceptionally();
        try {
            asked.toCompletableFuture().join();
            return "";
        } catch (CompletionException e) {
            return String.valueOf(e.getCause().getMessage());
        }
    }

    private final class Notes implements Delivery<Note, SecurityEventNotificationResponse> {
        @Override
        public OcppRequest request(Note item) {
            return SecurityEventNotificationRequest.of(item.type(), h.time.wallClock());
        }

        @Override
        public Class<SecurityEventNotificationResponse> responseType() {
            return SecurityEventNotificationResponse.class;
        }

        @Override
        public Outcome replied(Note item, CallReply<SecurityEventNotificationResponse> reply, int sends) {
            return new Outcome.Done();
        }

        @Override
        public int bound() {
            return 10;
        }

        @Override
        public List<QueuedItem<Note>> thin(List<QueuedItem<Note>> unsent) {
            return List.of();
        }
    }
}
