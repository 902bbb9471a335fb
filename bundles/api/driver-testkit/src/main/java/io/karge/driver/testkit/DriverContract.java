package io.karge.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.karge.driver.BootReason;
import io.karge.driver.CommandResult;
import io.karge.driver.CommandResult.Accepted;
import io.karge.driver.CommandResult.LinkDown;
import io.karge.driver.CommandResult.NotSupported;
import io.karge.driver.CommandResult.Rejected;
import io.karge.driver.CommandResult.TimedOut;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.ReadMeter;
import io.karge.driver.HardwareCommand.Reboot;
import io.karge.driver.HardwareCommand.SetAvailability;
import io.karge.driver.HardwareCommand.SetLimit;
import io.karge.driver.HardwareCommand.ShowMessage;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareCommand.UnlockConnector;
import io.karge.driver.HardwareCommand.VendorCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.CableChanged;
import io.karge.driver.HardwareEvent.FaultCleared;
import io.karge.driver.HardwareEvent.FaultRaised;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.MeterSampled;
import io.karge.driver.HardwareEvent.PowerPathChanged;
import io.karge.driver.HardwareEvent.Rebooted;
import io.karge.driver.HardwareEvent.Snapshot;
import io.karge.driver.HardwareEvent.StopRequested;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.driver.HardwareEvent.VehicleStateChanged;
import io.karge.driver.StationDriver;
import io.karge.driver.VehicleState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every driver promises (see {@link StationDriver}), as tests in virtual time. A driver's test extends this class
 * and says what the bench is; what a model cannot do is left out by its list of commands.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets up the fields before each test
public abstract class DriverContract {
    /** The time that passes in the tests. */
    protected final VirtualTime time = new VirtualTime();

    /** What the driver posted. */
    protected final RecordingSink sink = new RecordingSink();

    @TempDir
    Path stagingFolder;

    private final OwnTimers driverTime = new OwnTimers(time);
    private HardwareBench bench;
    private StationDriver driver;

    /** The hardware for one test. */
    protected abstract HardwareBench bench(VirtualTime time);

    /** The context for the driver; to be overridden where the driver needs a certain URI. */
    protected TestContext context(TestContext proposal) {
        return proposal;
    }

    /** How long the driver may take to see a change of the hardware. */
    protected Duration reaction() {
        return Duration.ofSeconds(2);
    }

    /** How long the driver may take to notice that the link is lost, or to find it again. */
    protected Duration reconnection() {
        return Duration.ofSeconds(30);
    }

    /** How long the driver may wait for the answer to a command. */
    protected Duration answer() {
        return Duration.ofSeconds(30);
    }

    @BeforeEach
    void prepare() {
        bench = bench(time);
        driver = newDriver();
    }

    @AfterEach
    void stopAndCheckTheOrderOfEvents() {
        driver.stop(Duration.ofSeconds(5));
        time.advance(reaction());
        checkOrder(sink.events());
    }

    @Test
    void postsNothingBeforeItIsStarted() {
        pass(reaction());

        assertThat(sink.events()).isEmpty();
        assertThat(result(new Reboot())).isInstanceOf(LinkDown.class);
    }

    @Test
    void beginsWithLinkUpAndASnapshotOfEveryEvse() {
        start();

        assertThat(sink.events()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(sink.events().get(0)).isInstanceOfSatisfying(LinkChanged.class, link -> assertThat(link.up())
                .isTrue());
        Snapshot snapshot = (Snapshot) sink.events().get(1);
        assertThat(snapshot.cabinet().serialNumber()).isNotBlank();
        assertThat(snapshot.cabinet().firmwareVersion()).isNotBlank();
        assertThat(snapshot.evses())
                .extracting(EvseState::evseId)
                .containsExactlyElementsOf(bench.model().evses().stream()
                        .map(evse -> evse.evseId())
                        .toList());
        assertThat(snapshot.evses()).allSatisfy(evse -> {
            assertThat(evse.pluggedIn()).isFalse();
            assertThat(evse.vehicle()).isEqualTo(VehicleState.ABSENT);
            assertThat(evse.powerPathClosed()).isFalse();
            assertThat(evse.faults()).isEmpty();
        });
    }

    @Test
    void staysSilentWhileNothingHappens() {
        start();
        sink.clear();

        time.advance(Duration.ofMinutes(10));

        assertThat(sink.events()).isEmpty();
    }

    @Test
    void findsALinkThatIsNotThereYet() {
        bench.cutLink();
        driver.start(sink);
        pass(reconnection());
        assertThat(sink.events(LinkChanged.class)).noneMatch(LinkChanged::up);
        assertThat(sink.events(Snapshot.class)).isEmpty();
        assertThat(result(new StopEnergy(1))).isInstanceOf(LinkDown.class);

        bench.restoreLink();
        pass(reconnection());

        assertThat(sink.events(Snapshot.class)).hasSize(1);
    }

    @Test
    void reportsALostLinkOnceAndAnswersLinkDownWithoutSending() {
        start();
        sink.clear();
        bench.cutLink();
        pass(reconnection());
        pass(reconnection());
        long received = bench.commandsReceived();

        assertThat(sink.events()).hasSize(1);
        assertThat(sink.last(LinkChanged.class).up()).isFalse();
        assertThat(result(new AllowEnergy(1, null))).isInstanceOf(LinkDown.class);
        assertThat(bench.commandsReceived()).isEqualTo(received);
    }

    @Test
    void tellsWhatHappenedWithoutItInTheSnapshotAfterTheLinkIsBack() {
        start();
        bench.cutLink();
        pass(reconnection());
        bench.plugIn(1);
        sink.clear();

        bench.restoreLink();
        pass(reconnection());

        assertThat(sink.events(LinkChanged.class)).extracting(LinkChanged::up).containsExactly(true);
        assertThat(sink.events(Snapshot.class)).hasSize(1);
        assertThat(sink.last(Snapshot.class).evses().get(0).pluggedIn()).isTrue();
        assertThat(sink.events(CableChanged.class)).isEmpty();
    }

    @Test
    void findsTheLinkAgainHoweverOftenItIsLost() {
        start();
        for (int i = 0; i < 5; i++) {
            bench.cutLink();
            pass(reconnection());
            bench.restoreLink();
            pass(reconnection());
        }

        assertThat(sink.events(LinkChanged.class))
                .extracting(LinkChanged::up)
                .containsExactly(true, false, true, false, true, false, true, false, true, false, true);
        assertThat(sink.events(Snapshot.class)).hasSize(6);
    }

    @Test
    void reportsTheCableOnEveryEvse() {
        start();
        for (int evseId = 1; evseId <= bench.model().evses().size(); evseId++) {
            sink.clear();
            bench.plugIn(evseId);
            pass(reaction());
            bench.unplug(evseId);
            pass(reaction());

            assertThat(sink.events(CableChanged.class))
                    .extracting(CableChanged::evseId, CableChanged::pluggedIn)
                    .containsExactly(tuple(evseId, true), tuple(evseId, false));
            assertThat(sink.events(VehicleStateChanged.class))
                    .extracting(VehicleStateChanged::vehicle)
                    .containsExactly(VehicleState.WAITING, VehicleState.ABSENT);
        }
    }

    @Test
    void chargesFromAllowEnergyToStopEnergy() {
        start();
        bench.plugIn(1);
        pass(reaction());
        assertThat(sink.events(PowerPathChanged.class)).isEmpty();

        assertThat(result(new AllowEnergy(1, null))).isInstanceOf(Accepted.class);
        pass(reaction());
        assertThat(sink.last(PowerPathChanged.class).closed()).isTrue();
        assertThat(sink.last(VehicleStateChanged.class).vehicle()).isEqualTo(VehicleState.CHARGING);

        assertThat(result(new StopEnergy(1))).isInstanceOf(Accepted.class);
        pass(reaction());
        assertThat(sink.last(PowerPathChanged.class).closed()).isFalse();
        assertThat(sink.last(VehicleStateChanged.class).vehicle()).isEqualTo(VehicleState.FINISHING);
    }

    @Test
    void chargesWhenEnergyIsAllowedBeforeTheCableIsPluggedIn() {
        start();
        assertThat(result(new AllowEnergy(1, null))).isInstanceOf(Accepted.class);
        pass(reaction());
        assertThat(sink.events(PowerPathChanged.class)).isEmpty();

        bench.plugIn(1);
        pass(reaction());

        assertThat(sink.last(PowerPathChanged.class).closed()).isTrue();
    }

    @Test
    void stopsEnergyAsOftenAsAsked() {
        start();
        assertThat(result(new StopEnergy(1))).isInstanceOf(Accepted.class);
        charge(1);
        assertThat(result(new StopEnergy(1))).isInstanceOf(Accepted.class);
        assertThat(result(new StopEnergy(1))).isInstanceOf(Accepted.class);
        pass(reaction());

        assertThat(sink.events(PowerPathChanged.class))
                .extracting(PowerPathChanged::closed)
                .containsExactly(true, false);
    }

    @Test
    void allowsEnergyAsOftenAsAsked() {
        start();
        charge(1);
        assertThat(result(new AllowEnergy(1, null))).isInstanceOf(Accepted.class);
        pass(reaction());

        assertThat(sink.events(PowerPathChanged.class))
                .extracting(PowerPathChanged::closed)
                .containsExactly(true);
    }

    @Test
    void tellsThatTheVehicleStopsAndResumesDrawing() {
        start();
        charge(1);
        bench.vehicleWantsEnergy(1, false);
        pass(reaction());
        assertThat(sink.last(VehicleStateChanged.class).vehicle()).isEqualTo(VehicleState.SUSPENDED_BY_VEHICLE);

        bench.vehicleWantsEnergy(1, true);
        pass(reaction());
        assertThat(sink.last(VehicleStateChanged.class).vehicle()).isEqualTo(VehicleState.CHARGING);
    }

    @Test
    void samplesTheMeterWhilePluggedInAndItNeverFalls() {
        start();
        charge(1);
        time.advance(Duration.ofMinutes(10));
        result(new StopEnergy(1));
        time.advance(Duration.ofMinutes(1));
        charge(1);
        time.advance(Duration.ofMinutes(10));

        List<Long> energy = sink.events(MeterSampled.class).stream()
                .map(sample -> sample.reading().energyWh())
                .toList();
        assertThat(energy).isSorted();
        assertThat(energy.get(energy.size() - 1)).isGreaterThan(energy.get(0));
        assertThat(sink.events(MeterSampled.class)).allMatch(sample -> sample.evseId() == 1);
        assertThat(energy).as("about one sample a second").hasSizeBetween(600, 2600);
    }

    @Test
    void samplesNoMoreWhenUnplugged() {
        start();
        charge(1);
        bench.unplug(1);
        pass(reaction());
        sink.clear();

        time.advance(Duration.ofMinutes(1));

        assertThat(sink.events()).isEmpty();
    }

    @Test
    void postsTheReadingBeforeItAnswersReadMeter() {
        start();
        sink.clear();
        List<Integer> samplesAtAnswer = new ArrayList<>();
        driver.execute(new ReadMeter(1))
                .thenAccept(answer -> samplesAtAnswer.add(
                        answer instanceof Accepted
                                ? sink.events(MeterSampled.class).size()
                                : -1));
        pass(answer());

        assertThat(samplesAtAnswer).containsExactly(1);
        assertThat(sink.last(MeterSampled.class).evseId()).isEqualTo(1);
    }

    @Test
    void reportsEachCardOnceAndTheSameCardAgain() {
        start();
        bench.presentToken(1, "04A2B3C4");
        pass(reaction());
        bench.presentToken(1, "04A2B3C4");
        pass(reaction());
        bench.presentToken(0, "08FFEE01");
        time.advance(Duration.ofMinutes(1));

        assertThat(sink.events(TokenPresented.class))
                .extracting(TokenPresented::evseId, TokenPresented::uid)
                .containsExactly(tuple(1, "04A2B3C4"), tuple(1, "04A2B3C4"), tuple(0, "08FFEE01"));
    }

    @Test
    void doesNotRepeatAnOldCardOrStopAfterTheLinkIsBack() {
        start();
        bench.presentToken(1, "04A2B3C4");
        bench.pressStop(1);
        pass(reaction());
        sink.clear();

        bench.cutLink();
        pass(reconnection());
        bench.restoreLink();
        pass(reconnection());

        assertThat(sink.events(TokenPresented.class)).isEmpty();
        assertThat(sink.events(StopRequested.class)).isEmpty();
    }

    @Test
    void reportsEachPressOfTheStopButtonOnce() {
        start();
        bench.pressStop(1);
        pass(reaction());
        bench.pressStop(1);
        time.advance(Duration.ofMinutes(1));

        assertThat(sink.events(StopRequested.class))
                .extracting(StopRequested::evseId)
                .containsExactly(1, 1);
    }

    @Test
    void reportsAFaultAndItsEnd() {
        start();
        charge(1);
        sink.clear();
        bench.raiseGroundFailure(1);
        pass(reaction());
        assertThat(sink.last(FaultRaised.class).fault().code()).isEqualTo("GroundFailure");
        assertThat(sink.last(FaultRaised.class).evseId()).isEqualTo(1);
        assertThat(sink.last(PowerPathChanged.class).closed()).isFalse();

        bench.clearGroundFailure(1);
        pass(reaction());
        assertThat(sink.events(FaultRaised.class)).hasSize(1);
        assertThat(sink.events(FaultCleared.class)).hasSize(1);
        assertThat(sink.last(FaultCleared.class).fault().code()).isEqualTo("GroundFailure");
    }

    @Test
    void reportsARestartWithItsReasonAndASnapshotAfterIt() {
        start();
        charge(1);
        long counter = sink.last(Snapshot.class).cabinet().bootCounter();
        sink.clear();
        bench.restart(Duration.ofSeconds(5));
        pass(reconnection());

        assertThat(sink.events(Rebooted.class)).hasSize(1);
        assertThat(sink.last(Rebooted.class).reason()).isEqualTo(BootReason.WATCHDOG);
        assertThat(sink.last(Rebooted.class).bootCounter()).isNotEqualTo(counter);
        assertThat(sink.last(Snapshot.class).cabinet().bootCounter())
                .isEqualTo(sink.last(Rebooted.class).bootCounter());
        assertThat(sink.last(Snapshot.class).evses().get(0).powerPathClosed()).isFalse();
        List<HardwareEvent> events = sink.events();
        assertThat(events.get(events.indexOf(sink.last(Rebooted.class)) + 1)).isInstanceOf(Snapshot.class);
    }

    @Test
    void doesEachSupportedCommandAndSendsItOnce() {
        start();
        bench.plugIn(1);
        pass(reaction());
        for (HardwareCommand command : harmlessCommands()) {
            boolean supported = supports(command);
            long received = bench.commandsReceived();

            CommandResult answer = result(command);
            time.advance(Duration.ofMinutes(1));

            assertThat(answer).as("%s", command).isInstanceOf(supported ? Accepted.class : NotSupported.class);
            assertThat(bench.commandsReceived() - received)
                    .as("%s sent", command)
                    .isLessThanOrEqualTo(supported ? 1 : 0);
        }
    }

    @Test
    void answersCommandsGivenTogetherEachOnceAndInOrder() {
        start();
        List<String> answers = new ArrayList<>();
        driver.execute(new SetAvailability(1, false)).thenAccept(it -> answers.add("inoperative"));
        driver.execute(new SetAvailability(1, true)).thenAccept(it -> answers.add("operative"));
        driver.execute(new AllowEnergy(1, null)).thenAccept(it -> answers.add("allow"));
        driver.execute(new StopEnergy(1)).thenAccept(it -> answers.add("stop"));
        pass(answer());

        assertThat(answers).containsExactly("inoperative", "operative", "allow", "stop");
        assertThat(bench.commandsReceived()).isEqualTo(4);
    }

    @Test
    void answersTimedOutWhenTheHardwareDoesNotAnswerAndDoesNotRepeat() {
        start();
        bench.deaf(true);
        List<CommandResult> answers = new ArrayList<>();
        driver.execute(new AllowEnergy(1, null)).thenAccept(answers::add);
        pass(reaction());
        assertThat(answers).as("answered before the hardware did").isEmpty();
        pass(answer());
        bench.deaf(false);
        pass(answer());

        assertThat(answers).containsExactly(new TimedOut());
        assertThat(bench.commandsReceived()).isEqualTo(1);
    }

    @Test
    void answersACommandWhoseLinkIsLostMeanwhileAndDoesNotRepeat() {
        start();
        bench.deaf(true);
        List<CommandResult> answers = new ArrayList<>();
        driver.execute(new AllowEnergy(1, null)).thenAccept(answers::add);
        pass(reaction());
        bench.cutLink();
        bench.deaf(false);
        pass(reconnection());
        bench.restoreLink();
        pass(reconnection());

        assertThat(answers).containsExactly(new TimedOut());
        assertThat(bench.commandsReceived()).isEqualTo(1);
    }

    @Test
    void rejectsAnEvseThatIsNotThereWithoutSending() {
        start();
        int missing = bench.model().evses().size() + 1;
        for (HardwareCommand command :
                List.of(new AllowEnergy(missing, null), new StopEnergy(missing), new ReadMeter(missing))) {
            assertThat(result(command)).as("%s", command).isInstanceOf(Rejected.class);
        }
        assertThat(result(new AllowEnergy(0, null))).isInstanceOf(Rejected.class);
        assertThat(result(new AllowEnergy(-1, null))).isInstanceOf(Rejected.class);
    }

    @Test
    void answersNotSupportedToAnUnknownVendorCommand() {
        start();

        assertThat(result(new VendorCommand(1, "NoSuchCommand", Map.of())))
                .isInstanceOfAny(NotSupported.class, Rejected.class);
    }

    @Test
    void stampsEventsWithTheWallClockAtWhichTheyWereSeen() {
        start();
        time.jumpWallClock(Duration.ofHours(5));
        sink.clear();
        Instant before = time.wallClock();
        bench.plugIn(1);
        pass(reaction());

        assertThat(sink.events()).isNotEmpty().allSatisfy(event -> assertThat(event.at())
                .isBetween(before, time.wallClock()));
    }

    @Test
    void postsNothingAfterStopAndLeavesNoTimer() {
        start();
        charge(1);
        driver.stop(Duration.ofSeconds(5));
        sink.clear();
        bench.unplug(1);
        bench.presentToken(1, "04A2B3C4");
        bench.cutLink();
        pass(reconnection());
        bench.restoreLink();
        pass(reconnection());

        assertThat(sink.events()).isEmpty();
        assertThat(driverTime.pending()).as("timers left behind").isZero();
        assertThat(result(new StopEnergy(1))).isInstanceOf(LinkDown.class);
    }

    @Test
    void answersWhatIsOpenWhenItIsStopped() {
        start();
        bench.deaf(true);
        List<CommandResult> answers = new ArrayList<>();
        driver.execute(new AllowEnergy(1, null)).thenAccept(answers::add);
        driver.execute(new StopEnergy(1)).thenAccept(answers::add);
        driver.stop(Duration.ofSeconds(5));
        pass(answer());

        assertThat(answers).hasSize(2).allMatch(answer -> answer instanceof TimedOut || answer instanceof LinkDown);
    }

    @Test
    void leavesTheHardwareChargingWhenItIsReplaced() {
        start();
        charge(1);
        long received = bench.commandsReceived();
        driver.stop(Duration.ofSeconds(5));
        pass(reaction());
        sink.clear();

        driver = newDriver();
        start();

        assertThat(bench.commandsReceived()).isEqualTo(received);
        EvseState evse = sink.last(Snapshot.class).evses().get(0);
        assertThat(evse.powerPathClosed()).isTrue();
        assertThat(evse.vehicle()).isEqualTo(VehicleState.CHARGING);
        assertThat(result(new StopEnergy(1))).isInstanceOf(Accepted.class);
        pass(reaction());
        assertThat(sink.last(PowerPathChanged.class).closed()).isFalse();
    }

    /** The driver under test; started by {@link #start}. */
    protected final StationDriver driver() {
        return driver;
    }

    /** Starts the driver and waits for its first Snapshot. */
    protected final void start() {
        driver.start(sink);
        pass(reaction());
        assertThat(sink.events(Snapshot.class)).as("the first Snapshot").isNotEmpty();
    }

    /** Plugs in, allows energy and waits for the contactors. */
    protected final void charge(int evseId) {
        bench.plugIn(evseId);
        pass(reaction());
        assertThat(result(new AllowEnergy(evseId, null))).isInstanceOf(Accepted.class);
        pass(reaction());
        assertThat(sink.last(PowerPathChanged.class).closed()).isTrue();
    }

    /** Has the driver do a command and waits for its one answer. */
    protected final CommandResult result(HardwareCommand command) {
        List<CommandResult> answers = new ArrayList<>();
        driver.execute(command).whenComplete((answer, failure) -> {
            assertThat(failure).as("%s", command).isNull();
            answers.add(answer);
        });
        time.advanceUntil(() -> !answers.isEmpty(), answer());
        assertThat(answers).as("answers to %s", command).hasSize(1);
        return answers.get(0);
    }

    /** Lets time pass. */
    protected final void pass(Duration duration) {
        time.advance(duration);
    }

    private StationDriver newDriver() {
        TestContext plain = TestContext.in(time, stagingFolder);
        return bench.newDriver(context(new TestContext(
                plain.stationId(), plain.uri(), plain.properties(), driverTime, plain.executor(), stagingFolder)));
    }

    private boolean supports(HardwareCommand command) {
        return bench.model().commands().contains(command.getClass().getSimpleName());
    }

    private static List<HardwareCommand> harmlessCommands() {
        return List.of(
                new SetAvailability(1, false),
                new SetAvailability(1, true),
                new SetAvailability(0, true),
                new AllowEnergy(1, 20_000),
                new SetLimit(1, 10_000),
                new SetLimit(1, null),
                new SetLimit(0, 50_000),
                new SetLimit(0, null),
                new StopEnergy(1),
                new ReadMeter(1),
                new ShowMessage(0, "Welcome"),
                new ShowMessage(0, ""),
                new UnlockConnector(1, 1));
    }

    private static void checkOrder(List<HardwareEvent> events) {
        boolean snapshotDue = false;
        for (HardwareEvent event : events) {
            assertThat(!snapshotDue || event instanceof Snapshot)
                    .as("a Snapshot follows on LinkChanged(up) and on Rebooted, not %s, in %s", event, events)
                    .isTrue();
            snapshotDue = event instanceof Rebooted || (event instanceof LinkChanged link && link.up());
        }
    }
}
