package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEventSink;
import io.karge.driver.StationDriver;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.MeasurandEnumType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.ResetOrder;
import io.karge.runtime.StationView;
import io.karge.station.FunctionalBlockFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A factory reset of a station on which a vehicle charges, or that has something to say to its CSMS. */
class ForcedResetTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private InProcessStation station;
    private Bench bench;
    private String transactionId;

    private void charge() {
        charge(Breakage.none());
    }

    private void charge(Breakage breakage) {
        station = new InProcessStation(new Hyc400Eu(), folder, breakage);
        bench = station.ready();
        station.plugIn(bench.evseId());
        bench.pause(SOON);
        station.presentToken(bench.validIdToken(), bench.evseId());
        bench.pause(Duration.ofMinutes(1));
        List<StationView.Transaction> running = station.view().transactions();
        assertThat(running).as("it charges").hasSize(1);
        transactionId = running.get(0).transactionId();
    }

    /** The CSMS takes no TransactionEvent any more. */
    private void refuseEvents() {
        bench.csms().answer(TransactionEventRequest.class, event -> {
            throw new IllegalStateException("a CSMS that fails");
        });
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void isRefusedInWordsAndChangesNothing() {
        charge();

        String why = refusal(reset(false));

        assertThat(why)
                .contains("CS-1 is not reset", "transaction " + transactionId + " on EVSE " + bench.evseId() + " runs");
        bench.pause(SOON);
        assertThat(station.view().transactions()).singleElement().satisfies(transaction -> assertThat(
                        transaction.chargingState())
                .isEqualTo("Charging"));
        assertThat(station.view().connection()).isEqualTo("online");
    }

    @Test
    void namesWhatHasNotReachedTheCsms() {
        charge();
        bench.csms().refuseConnections();
        station.unplug(bench.evseId());
        bench.pause(SOON);

        assertThat(refusal(reset(false))).containsPattern("\\d+ messages have not reached the CSMS \\(\\d+ Tran.*\\)");
    }

    @Test
    void endsTheTransactionAndTellsTheCsms() {
        charge();
        Instant asked = bench.csms().now();

        FactoryReset done = done(reset(true));

        assertThat(done.ended()).containsExactly(new FactoryReset.Ended(transactionId, bench.evseId()));
        assertThat(done.kept()).isNull();
        assertThat(bench.csms().now()).as("nobody waits in vain").isBefore(asked.plusSeconds(3));
        TransactionEventRequest ended = lastEvent();
        assertThat(ended.eventType()).isEqualTo(TransactionEventEnumType.Ended);
        assertThat(ended.triggerReason()).isEqualTo(TriggerReasonEnumType.ResetCommand);
        assertThat(ended.transactionInfo().stoppedReason()).isEqualTo(ReasonEnumType.Reboot);
        assertThat(ended.meterValue()).isNotEmpty();
        assertThat(station.view().transactions()).isEmpty();
        assertThat(station.isPowerPathClosed(bench.evseId())).isFalse();
        bench.pause(SOON);
        assertThat(station.view().connection()).isEqualTo("online");
    }

    @Test
    void countsWhatFlowedUntilTheContactorsOpened() {
        charge();

        done(reset(true));

        assertThat(energyWh(lastEvent())).isEqualTo(station.meterWh(bench.evseId()));
    }

    @Test
    void endsWithTheLastReadingWhenTheContactorsStayClosed() {
        charge(Breakage.driver(NeverStops::new));
        Instant asked = bench.csms().now();

        FactoryReset done = done(reset(true));

        assertThat(done.kept()).as("the CSMS has it nevertheless").isNull();
        TransactionEventRequest ended = lastEvent();
        assertThat(ended.eventType()).isEqualTo(TransactionEventEnumType.Ended);
        assertThat(ended.transactionInfo().stoppedReason()).isEqualTo(ReasonEnumType.Reboot);
        assertThat(ended.timestamp()).isBetween(asked.plusSeconds(5), asked.plusSeconds(6));
        assertThat(station.isPowerPathClosed(bench.evseId())).isTrue();
        long perSecondWh = 112; // 400 kW
        assertThat(energyWh(ended))
                .isCloseTo(station.meterWh(bench.evseId()), within(2 * perSecondWh))
                .isGreaterThan(0);
    }

    @Test
    void waitsForNoContactorsThatCannotBeReached() {
        charge();
        station.hardwareLink(false);
        bench.pause(Duration.ofSeconds(20));
        Instant asked = bench.csms().now();

        done(reset(true));

        assertThat(lastEvent().eventType()).isEqualTo(TransactionEventEnumType.Ended);
        assertThat(lastEvent().timestamp()).isBefore(asked.plusSeconds(1));
    }

    @Test
    void keepsWhatTheCsmsDoesNotTake() throws IOException {
        charge();
        refuseEvents();

        CompletableFuture<FactoryReset> asked = reset(true);
        bench.pause(Duration.ofSeconds(4));
        assertThat(asked).as("it is offered").isNotDone();
        FactoryReset done = done(asked);

        assertEndedIsIn(done);
    }

    @Test
    void keepsWhatACsmsThatIsAwayDoesNotGetAndDoesNotWait() throws IOException {
        charge();
        bench.csms().refuseConnections();
        bench.pause(SOON);

        CompletableFuture<FactoryReset> asked = reset(true);
        bench.pause(Duration.ofSeconds(1));

        assertThat(asked).isDone();
        assertEndedIsIn(done(asked));
    }

    @Test
    void keepsThatATransactionHasNoEndWhenTheBlockThatAccountsForItIsAway() throws IOException {
        charge();
        FunctionalBlockFactory transactions = station.installed().stream()
                .filter(block -> block.name().equals("transactions"))
                .findFirst()
                .orElseThrow();
        station.gateway().removeBlock(transactions);
        assertThat(refusal(reset(false))).contains(transactionId);

        FactoryReset done = done(reset(true));

        assertThat(done.ended()).containsExactly(new FactoryReset.Ended(transactionId, bench.evseId()));
        assertThat(lines(done)).anySatisfy(line -> {
            assertThat(line.path("kind").asText()).isEqualTo("transaction without an Ended");
            assertThat(line.path("transactionId").asText()).isEqualTo(transactionId);
        });
        assertThat(station.isPowerPathClosed(bench.evseId())).isFalse();
        assertThat(station.view().transactions()).isEmpty();
    }

    @Test
    void answersTwoAtOnceWithOneReset() {
        charge();

        CompletableFuture<FactoryReset> first = reset(true);
        CompletableFuture<FactoryReset> second = reset(true);

        assertThat(done(first)).isEqualTo(done(second));
        assertThat(done(first).ended()).hasSize(1);
    }

    @Test
    void isDoneAlsoWhenTheStationIsRemovedMeanwhile() {
        charge();
        refuseEvents();
        CompletableFuture<FactoryReset> asked = reset(true);
        bench.pause(Duration.ofSeconds(1));

        station.gateway().removeStation(station.stationId());

        assertThat(done(asked).kept()).isNotNull();
        assertThat(station.gateway().stationIds()).isEmpty();
        assertThat(station.store().load("station/")).hasSizeLessThan(2);
    }

    @Test
    void deletesNothingWhenTheCopyCannotBeWritten() throws IOException {
        charge();
        refuseEvents();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("undelivered"), "no folder");

        assertThat(refusal(reset(true))).contains("cannot be kept as a copy");
        bench.csms().answerFriendly(TransactionEventRequest.class);
        bench.pause(Duration.ofMinutes(2));
        assertThat(lastEvent().eventType()).isEqualTo(TransactionEventEnumType.Ended);
    }

    @Test
    void failsInWordsWhenTheStoreTakesNothing() {
        charge();
        station.store().fail("disk full");

        assertThat(refusal(reset(true))).contains("disk full");
        assertThat(folder.resolve("undelivered")).doesNotExist();
    }

    @Test
    void forgetsTheCopyWhenTheStoreFailsDuringTheReset() throws IOException {
        charge();
        bench.csms().refuseConnections();
        bench.pause(SOON);
        station.store().holdCommits();
        CompletableFuture<FactoryReset> asked = reset(true);
        bench.pause(Duration.ofSeconds(1));
        station.store().fail("disk full");
        station.store().releaseCommits();

        assertThat(refusal(asked)).contains("disk full");
        try (var copies = Files.list(Files.createDirectories(folder.resolve("undelivered")))) {
            assertThat(copies).isEmpty();
        }
    }

    /** The register that the event ends with. */
    private static long energyWh(TransactionEventRequest ended) {
        return Objects.requireNonNull(ended.meterValue()).stream()
                .flatMap(value -> value.sampledValue().stream())
                .filter(value -> value.context() == ReadingContextEnumType.TransactionEnd
                        && value.measurand() == MeasurandEnumType.EnergyActiveImportRegister)
                .mapToLong(value -> value.value().longValue())
                .findFirst()
                .orElseThrow();
    }

    /** A driver that says that it stops the energy. */
    private record NeverStops(StationDriver driver) implements StationDriver {
        @Override
        public void start(HardwareEventSink sink) {
            driver.start(sink);
        }

        @Override
        public CompletionStage<CommandResult> execute(HardwareCommand command) {
            return command instanceof HardwareCommand.StopEnergy
                    ? CompletableFuture.completedStage(new CommandResult.Accepted())
                    : driver.execute(command);
        }

        @Override
        public void stop(Duration grace) {
            driver.stop(grace);
        }
    }

    private CompletableFuture<FactoryReset> reset(boolean force) {
        return station.gateway()
                .factoryReset(station.stationId(), new ResetOrder(true, force, "a test"))
                .toCompletableFuture();
    }

    private FactoryReset done(CompletableFuture<FactoryReset> asked) {
        for (int i = 0; i < 100 && !asked.isDone(); i++) {
            bench.pause(Duration.ofMillis(100));
        }
        assertThat(asked).isCompleted();
        return asked.join();
    }

    private String refusal(CompletableFuture<FactoryReset> asked) {
        for (int i = 0; i < 100 && !asked.isDone(); i++) {
            bench.pause(Duration.ofMillis(100));
        }
        assertThat(asked).isCompletedExceptionally();
        try {
            asked.join();
            return "";
        } catch (CompletionException e) {
            return String.valueOf(e.getCause().getMessage());
        }
    }

    private void assertEndedIsIn(FactoryReset done) throws IOException {
        assertThat(done.ended()).containsExactly(new FactoryReset.Ended(transactionId, bench.evseId()));
        JsonNode last = lines(done).get(lines(done).size() - 1);
        assertThat(last.path("action").asText()).isEqualTo("TransactionEvent");
        assertThat(last.at("/payload/eventType").asText()).isEqualTo("Ended");
        assertThat(last.at("/payload/transactionInfo/transactionId").asText()).isEqualTo(transactionId);
        assertThat(last.at("/payload/transactionInfo/stoppedReason").asText()).isEqualTo("Reboot");
    }

    private static List<JsonNode> lines(FactoryReset done) throws IOException {
        FactoryReset.Kept kept = done.kept();
        assertThat(kept).isNotNull();
        Path file = Path.of(kept.file());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private TransactionEventRequest lastEvent() {
        List<TransactionEventRequest> events = bench.csms().transactions().events(transactionId);
        return events.get(events.size() - 1);
    }
}
