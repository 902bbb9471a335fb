package io.karge.simulator;

import io.karge.driver.TokenType;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated cabinet at work: hardware, Modbus endpoint and saved state. What people do to it completes with what can
 * be seen afterwards, once the hardware has done it, it was saved, and, while a master is connected, the master has
 * polled it or {@link #POLL_LIMIT} has passed. Impossible actions throw as those of {@link Hypercharger}. Callable on
 * any thread; nothing blocks.
 */
public final class SimulatedStation {
    static final Duration POLL_LIMIT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedStation.class);
    private static final int CONNECTOR_STATE = 0;
    private static final int CABLE = 50;
    private static final int FAULTS = 53;
    private static final int STOP_PRESSED = 54;
    private static final int BOOT_COUNTER = 1001;
    private static final int READER_SEQUENCE = 1004;
    private static final long CLOSE_SECONDS = 5;

    private final String name;
    private final TimeSource time;
    private final Executor files;
    private final StateFile stateFile;
    private final PollWatch polls = new PollWatch();
    private final Hypercharger cabinet;
    private volatile @Nullable ModbusEndpoint endpoint;
    private volatile CompletableFuture<Void> socketsFollow = done();
    private volatile boolean closed;
    private boolean wasReachable = true;

    private SimulatedStation(SimulatorSettings settings, TimeSource time, Executor files, StateFile stateFile)
            throws IOException {
        this.name = settings.nameplate().name();
        this.time = time;
        this.files = files;
        this.stateFile = stateFile;
        this.cabinet =
                new Hypercharger(settings.model(), settings.nameplate(), time, files, stateFile.load(), this::changed);
        stateFile.save(cabinet.save());
    }

    /**
     * Powers a cabinet up and serves it.
     *
     * @param files runs what reads and writes files, one task after another
     * @throws IOException when the port or the state file cannot be had; nothing is left open
     */
    static SimulatedStation start(
            SimulatorSettings settings, TimeSource time, Executor files, StateFile stateFile, ModbusServer server)
            throws IOException {
        ListenAddress address = new ListenAddress(settings.address()); // before it is saved that the cabinet has power
        try {
            SimulatedStation station = new SimulatedStation(settings, time, files, stateFile);
            station.endpoint = server.open(address, new SimulatedUnit(station.cabinet, station.polls));
            return station;
        } catch (IOException | RuntimeException e) {
            address.close();
            throw e;
        }
    }

    /** Takes it away: connections and listener are closed and the state is saved when this returns. */
    void close() {
        closed = true;
        cabinet.close();
        save();
        ModbusEndpoint open = endpoint;
        if (open != null) {
            await(open.close());
        }
    }

    public String name() {
        return name;
    }

    /** The port of its Modbus endpoint. */
    int port() {
        ModbusEndpoint open = endpoint;
        return open == null ? 0 : open.port();
    }

    public StationView view() {
        return cabinet.view();
    }

    public CompletionStage<StationView> plugIn(int evseId, Vehicle vehicle) {
        return change(() -> cabinet.plugIn(evseId, vehicle), evseId * 100 + CABLE);
    }

    public CompletionStage<StationView> unplug(int evseId) {
        return change(() -> cabinet.unplug(evseId), evseId * 100 + CABLE);
    }

    /** The vehicle stops drawing energy ({@code suspended}) or resumes ({@code charging}). */
    public CompletionStage<StationView> vehicle(int evseId, String state) {
        boolean suspended = state.equals("suspended");
        if (!suspended && !state.equals("charging")) {
            throw new IllegalArgumentException("state '" + state + "' is unknown: use suspended or charging");
        }
        return change(() -> cabinet.suspendVehicle(evseId, suspended), evseId * 100 + CONNECTOR_STATE);
    }

    public CompletionStage<StationView> stopButton(int evseId) {
        return change(() -> cabinet.pressStopButton(evseId), evseId * 100 + STOP_PRESSED);
    }

    /** A card is held to the reader; {@code evseId} is the EVSE chosen on the display, 0 if none. */
    public CompletionStage<StationView> presentToken(String idToken, TokenType type, int evseId) {
        return change(() -> cabinet.presentCard(idToken, type, evseId), READER_SEQUENCE);
    }

    public CompletionStage<StationView> fault(int evseId, FaultCode fault) {
        return change(() -> cabinet.raiseFault(evseId, fault), evseId * 100 + FAULTS);
    }

    public CompletionStage<StationView> clearFault(int evseId, FaultCode fault) {
        return change(() -> cabinet.clearFault(evseId, fault), evseId * 100 + FAULTS);
    }

    /** Completes when the cabinet is back and, if a master was connected before, one has polled it again. */
    public CompletionStage<StationView> powerCycle(Duration dark) {
        boolean wasPolled = isPolled();
        return cabinet.powerCycle(dark).thenCompose(back -> finished(wasPolled ? polled(BOOT_COUNTER, true) : done()));
    }

    public CompletionStage<StationView> link(LinkMode mode) {
        cabinet.setLinkMode(mode);
        return finished(socketsFollow);
    }

    /** How the next update goes; a null version leaves the one that runs. */
    public CompletionStage<StationView> firmware(FirmwareFailure failAt, @Nullable FirmwareVersion version) {
        cabinet.prepareUpdate(failAt, version);
        return finished(done());
    }

    public CompletionStage<StationView> trap(Trap trap, boolean on) {
        cabinet.setTrap(trap, on);
        return finished(done());
    }

    private CompletionStage<StationView> change(Runnable action, int register) {
        action.run();
        return finished(isPolled() ? polled(register, false) : done());
    }

    private CompletionStage<StationView> finished(CompletableFuture<Void> seen) {
        return CompletableFuture.runAsync(() -> {}, files) // behind the save that the change asked for
                .thenCombine(seen, (saved, polled) -> view());
    }

    private boolean isPolled() {
        return polls.hasMaster() && cabinet.linkMode() == LinkMode.OK;
    }

    private CompletableFuture<Void> polled(int register, boolean evenAlone) {
        CompletableFuture<Void> seen = polls.seen(register, evenAlone);
        Cancellable limit = time.schedule(POLL_LIMIT, () -> {
            if (seen.complete(null)) {
                LOG.warn("simulator={} the change was made, but no master polled it for {}", name, POLL_LIMIT);
            }
        });
        return seen.whenComplete((nothing, failure) -> limit.cancel());
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    /** Under the cabinet's lock. */
    private void changed() {
        files.execute(() -> {
            if (!closed) {
                save();
            }
        });
        boolean reachable = cabinet.isReachable();
        ModbusEndpoint open = endpoint;
        if (reachable != wasReachable && open != null) {
            wasReachable = reachable;
            socketsFollow = open.setReachable(reachable);
        }
    }

    private void save() {
        stateFile.saveIfPossible(cabinet.save()).ifPresent(news -> LOG.warn("simulator={} {}", name, news));
    }

    private void await(CompletableFuture<Void> work) {
        try {
            work.get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("simulator={} did not let go of port {}: {}", name, port(), e.toString());
        }
    }
}
