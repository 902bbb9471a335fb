package io.karge.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.CommandResult.Accepted;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.PowerPathChanged;
import io.karge.driver.HardwareEvent.Rebooted;
import io.karge.driver.HardwareEvent.Snapshot;
import io.karge.driver.HardwareEvent.VehicleStateChanged;
import io.karge.driver.StationDriver;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.Contactor;
import io.karge.driver.VehicleState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of the driver contract have in common: one driver, its hardware, and time. */
@SuppressWarnings("NullAway.Init") // JUnit sets up the fields before each test
abstract class DriverBench {
    /** The time that passes in the tests. */
    protected final VirtualTime time = new VirtualTime();

    /** What the driver posted. */
    protected final RecordingSink sink = new RecordingSink();

    @TempDir
    Path stagingFolder;

    final OwnTimers driverTime = new OwnTimers(time);
    HardwareBench bench;
    StationDriver driver;

    /** The hardware for one test. */
    protected abstract HardwareBench bench(VirtualTime time);

    /** The context for the driver; to be overridden where the driver needs a certain URI. */
    protected TestContext context(TestContext proposal) {
        return proposal;
    }

    /** How long the driver may take to see a change of the hardware: as long as from one reading to the next, and a second. */
    protected Duration reaction() {
        return model().evses().stream()
                .map(evse -> evse.meter().sampleInterval())
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other)
                .plusSeconds(1);
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
        new Claims(model()).check(sink.events());
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
        assertThat(energyFlows()).isTrue();
    }

    final StationModel model() {
        return bench.model();
    }

    /** Whether energy flows by what was told last: of the power path where it is measured, else of the vehicle. */
    final boolean energyFlows() {
        List<Boolean> told = switched();
        return !told.isEmpty() && told.get(told.size() - 1);
    }

    /** Each time that energy began or ceased to flow by what was told, in order. */
    final List<Boolean> switched() {
        List<Boolean> switched = new ArrayList<>();
        for (HardwareEvent event : sink.events()) {
            if (event instanceof PowerPathChanged path) {
                switched.add(path.closed());
            } else if (model().contactor() == Contactor.DERIVED && event instanceof VehicleStateChanged vehicle) {
                boolean charging = vehicle.vehicle() == VehicleState.CHARGING;
                if (charging || (!switched.isEmpty() && switched.get(switched.size() - 1))) {
                    switched.add(charging);
                }
            }
        }
        return switched;
    }

    /** Whether energy flows at an EVSE by its state. */
    final boolean energyFlows(EvseState evse) {
        return model().contactor() == Contactor.MEASURED
                ? evse.powerPathClosed()
                : evse.vehicle() == VehicleState.CHARGING;
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

    final StationDriver newDriver() {
        TestContext plain = TestContext.in(time, stagingFolder);
        return bench.newDriver(context(new TestContext(
                plain.stationId(), plain.uri(), plain.properties(), driverTime, plain.executor(), stagingFolder)));
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
