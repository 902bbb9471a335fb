package io.karge.runtime.internal;

import io.karge.devicemodel.StationDeviceModel;
import io.karge.driver.CabinetState;
import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.runtime.Gateway;
import io.karge.runtime.StationConfig;
import io.karge.runtime.internal.loop.OutputGate;
import io.karge.runtime.internal.loop.StationState;
import io.karge.runtime.internal.loop.Steps;
import io.karge.runtime.internal.loop.UndoLog;
import io.karge.station.BlockState;
import io.karge.station.CustomerRecords;
import io.karge.station.FileTransfers;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.LogSource;
import io.karge.station.ProductFacts;
import io.karge.station.QueueLimits;
import io.karge.station.SecurityEvents;
import io.karge.station.SecurityLog;
import io.karge.station.StationEvent;
import io.karge.station.TransactionControl;
import io.karge.storage.CommitListener;
import io.karge.time.WorkerPool;
import io.karge.transport.ConnectionContext;
import io.karge.transport.OcppConnection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The protocol core of a station from one boot to the next: made from what is stored, and thrown away whole. On the loop
 * only.
 */
final class StationCore {
    private static final Logger LOG = LoggerFactory.getLogger(StationCore.class);
    private static final String STORE_PROBLEM = "store";
    /** Requests that tell no time. */
    private static final Set<Action> TIMELESS = Set.of(Action.BootNotification, Action.Heartbeat, Action.Authorize);

    /** What it asks of the station, which outlives it. */
    interface Listener {
        /** The station's OCPP side restarts, for a reason that is stored. */
        void reboot();
    }

    private final StationParts parts;
    private final StationModel model;
    private final ProductFacts product;
    private final StationHardware hardware;
    private final Listener listener;
    private final StationState state;
    private final OutputGate gate;
    private final StoreRecovery recovery;
    private final Steps steps;
    private final StationDeviceModel deviceModel;
    private final BootLog bootLog;
    private final TrustedRoots roots;
    private final NetworkSlots slots;
    private final ProfileSelection selection;
    private final CoreLifeCycle lifeCycle;
    private final StationHolds holds;
    private final Ports ports;
    private final InvalidMessages invalid;
    private final Blocks blocks;
    private final HardwareCommands commands;
    private final SessionSafety safety;
    private final MissedEvents missed;
    private final RunningTransactions transactions;
    private final Settlement settlement;
    private final CsmsLink link;
    private final CsmsAnswers answers;
    private final Outbox outbox;
    private final Dispatcher dispatcher;
    private final CsmsAccess access;
    private @Nullable StationConfig config;
    private boolean booted;
    /** Whether the blocks that were there at the boot have begun. */
    private boolean settled;

    StationCore(
            StationParts parts,
            StationModel model,
            ProductFacts product,
            StationHardware hardware,
            StationState state,
            Listener listener) {
        this.parts = parts;
        this.model = model;
        this.product = product;
        this.hardware = hardware;
        this.state = state;
        this.listener = listener;
        String stationId = parts.stationId();
        UndoLog undo = state.undo();
        BlockState own = state.of(RuntimeVariables.OWNER);
        hardware.storeEnergyIn(own);
        gate = new OutputGate(parts.store().newWriter(), parts.loop(), undo, this::commitFailed);
        recovery = new StoreRecovery(parts, state, gate, this::storeRecovered);
        steps = new Steps(stationId, parts.loop(), parts.time(), state, gate, this::deliver, this::rememberTime);
        deviceModel = new StationDeviceModel(
                model, product, state.of(RuntimeVariables.DEVICE_MODEL), steps::publish, undo::changed);
        bootLog = new BootLog(own, undo);
        Passwords passwords = new Passwords(parts, own, deviceModel);
        roots = new TrustedRoots(own, deviceModel);
        holds = new StationHolds(own, undo, steps::publish);
        ports = new Ports(steps, undo);
        invalid = new InvalidMessages(parts.time(), ports);
        ports.own(LogSource.class, parts.logs().of(this));
        ports.through(LogSource.class, source -> parts.logs().masked(source, this, passwords::known));
        ports.own(CustomerRecords.class, new StoredCustomers(this, parts.copies()));
        slots = new NetworkSlots(stationId, own, deviceModel);
        ProfilePrerequisites prerequisites = new ProfilePrerequisites(roots, ports, parts.clock());
        selection = new ProfileSelection(
                parts,
                slots,
                passwords,
                new CsmsTls(roots, deviceModel, parts.clock(), parts.revocation()),
                prerequisites,
                deviceModel);
        link = new CsmsLink(
                steps,
                undo,
                parts.time(),
                parts.problems(),
                selection,
                passwords,
                new ConnectionIncidents(own, ports),
                invalid,
                call -> dispatcher().called(call),
                () -> outbox().pump(),
                () -> outbox().connectionLost());
        lifeCycle = new CoreLifeCycle(
                parts, steps, undo, bootLog, link, this::takesNewSessions, () -> this.listener.reboot());
        blocks = new Blocks(
                parts,
                model,
                product,
                deviceModel,
                steps,
                undo,
                epoch -> new BlockContext(this, epoch),
                new BlocksListener());
        commands = new HardwareCommands(
                stationId, model, parts.channel(), steps, undo, command -> hardware.accepted(command)
                        .forEach(steps::publish));
        safety = new SessionSafety(steps, blocks, hardware, commands, parts);
        missed = new MissedEvents(own, hardware, parts.clock(), () -> blocks().has(MissedEvents.FOR));
        transactions = new RunningTransactions(own, hardware, parts.clock());
        settlement = new Settlement(steps, parts.loop(), ports, blocks, hardware, lifeCycle::online);
        OcppConnection connection = new OcppConnection(
                new ConnectionContext(
                        stationId,
                        parts.connector(),
                        parts.codec(),
                        RuntimeVariables.settings(deviceModel),
                        parts.loop()::post,
                        parts.loop()::enter,
                        parts.time(),
                        parts.random()),
                link,
                parts.tap());
        answers = new CsmsAnswers(parts.time(), parts.problems());
        outbox = new Outbox(stationId, connection, parts.codec(), steps, link::refusal, answers, invalid);
        dispatcher = new Dispatcher(
                stationId, connection, parts.codec(), steps, undo, lifeCycle, deviceModel, blocks, invalid);
        access = new CsmsAccess(
                steps,
                deviceModel,
                new CfgSeeds(own, slots, passwords, roots, prerequisites),
                new PriorityGuard(slots, prerequisites),
                selection,
                roots,
                passwords,
                parts.problems(),
                connection,
                link,
                this::mayConnect);
        lifeCycle.closes(access);
    }

    private Dispatcher dispatcher() {
        return dispatcher;
    }

    private Outbox outbox() {
        return outbox;
    }

    /**
     * Picks up from the state and the hardware, and connects when it may.
     *
     * @param stored whether the store has all of the state
     * @throws RuntimeException when what is stored, or the product, cannot be used
     */
    void begin(StationConfig config, Collection<FunctionalBlockFactory> factories, boolean connect, boolean stored) {
        this.config = config;
        parts.problems().clear(STORE_PROBLEM);
        if (!stored) {
            gate.fail("it did not take what the station was before it restarted");
        }
        parts.clock().notBefore(bootLog.lastTime());
        if (!parts.clock().synchronised()) {
            steps.run(() -> bootLog.clockUnset(parts.clock().now()));
        }
        deviceModel.add(RuntimeVariables.OWNER, RuntimeVariables.of(parts.stationId(), model, product));
        access.begin(config, connect);
        steps.run(() -> {
            state.move("provisioning", "securityEvent/", "security-events"); // before they had a block of their own
            blocks.addAll(factories);
            safety.begin();
            hardware.storeEnergy();
            boot();
            hardware.levels().forEach(steps::publish);
            keepTransactions();
            settled = true;
        });
        access.proceed();
    }

    /** Boots when it is known why, which the blocks hear before they hear of the hardware; in a step. */
    private void boot() {
        if (!booted && hardware.isSettled()) {
            BootReasonEnumType reason = bootLog.boot(hardware.cabinet());
            LOG.info("station={} boots reason={}", parts.stationId(), reason.wire());
            link.booted(reason);
            booted = true;
            steps.publish(new StationEvent.Booted(reason));
        }
    }

    private boolean mayConnect() {
        return booted && !lifeCycle.isLeaving() && blocks.has("provisioning") && !gate.hasFailed();
    }

    private boolean takesNewSessions() {
        return !gate.hasFailed() && blocks.allowSessions() && !settlement.hasBegun();
    }

    /** Connects or disconnects for the administrator. */
    void setConnectionWanted(boolean wanted) {
        access.setWanted(wanted);
        if (!wanted) {
            answers.forget();
        }
    }

    /** The cfg has changed: seeds that differ count from now on. */
    void reseed(StationConfig config) {
        this.config = config;
        steps.run(() -> access.reseed(config));
    }

    // --- blocks and hardware ---

    void addBlock(FunctionalBlockFactory factory) {
        steps.run(() -> blocks.add(factory));
        access.proceed();
    }

    void removeBlock(FunctionalBlockFactory factory) {
        steps.run(() -> {
            if (blocks.remove(factory)) {
                state.release(factory.name());
            }
        });
    }

    private final class BlocksListener implements Blocks.Listener {
        @Override
        public void gone(BlockEpoch epoch, boolean failed) {
            dispatcher().forget(epoch, failed);
            outbox().withdraw();
            if (epoch.block().equals(TokenAnswers.BY)) {
                commands.answers().refuseAll("try again");
            }
            safety().gone(epoch.block(), failed);
        }

        /** At the boot all blocks are shown the hardware together. */
        @Override
        public void begun(Block block) {
            missed.tell(block);
            if (settled) {
                LOG.info("station={} block={} begins", parts.stationId(), block.name());
                hardware.levels().forEach(block::on);
                safety().begun(block.name());
            }
        }
    }

    /** Whether the cabinet has restarted since the station booted; a cabinet seen for the first time has not. */
    boolean isReboot(CabinetState cabinet) {
        if (!booted) {
            return false;
        }
        steps.run(() -> bootLog.seen(cabinet));
        return bootLog.isReboot(cabinet);
    }

    void hardwareChanged(List<StationEvent> events) {
        steps.run(() -> {
            boot();
            hardware.storeEnergy();
            events.forEach(steps::publish);
            safety.hardwareChanged();
        });
        access.proceed();
    }

    private void deliver(StationEvent event) {
        parts.meter().on(event);
        if (event instanceof StationEvent.VariableChanged changed) {
            access.on(changed);
        }
        missed.on(event);
        commands.answers().on(event, blocks.has(TokenAnswers.BY));
        boolean othersRun = transactions.on(event);
        if (event instanceof StationEvent.Disconnected) {
            settlement.look();
        }
        blocks.deliver(event);
        if (othersRun) {
            keepTransactions();
        }
    }

    /** Who can tell of them may be away; then the last word counts. */
    private void keepTransactions() {
        if (config != null && ports.find(TransactionControl.class).isPresent()) {
            RemovedStations.keep(
                    state.of(RuntimeVariables.OWNER),
                    Views.of(config, model, hardware, Optional.empty(), this, true, List.of()),
                    this::copies);
        }
    }

    private void rememberTime() {
        bootLog.remember(parts.clock().now());
        settlement.look(); // what was written may be that the CSMS has got something
    }

    private void commitFailed(String why) {
        parts.problems()
                .raise(
                        STORE_PROBLEM,
                        "The station is offline and takes no sessions",
                        "its state cannot be stored: " + why,
                        "Repair the store (disk full, read-only, broken); the station goes on by itself");
        access.shut("the station cannot store its state");
        recovery.failed();
    }

    /**
     * Everything that happened meanwhile is stored. What it wanted to send was dropped, so the blocks look at the hardware
     * again; what is queued for the CSMS leaves as after any other time offline.
     */
    private void storeRecovered() {
        LOG.info("station={} its state is stored again", parts.stationId());
        parts.problems().clear(STORE_PROBLEM);
        steps.run(() -> {
            boot();
            hardware.levels().forEach(steps::publish);
        });
        access.proceed();
    }

    /**
     * Ends it: the blocks let go, the connection closes, nothing comes back. {@code then} is told on a thread of
     * the store whether everything that was written is committed.
     */
    void close(String reason, CommitListener then) {
        steps.run(() -> {
            transactions.readMeters();
            hardware.storeAllEnergy();
            blocks.close();
        });
        halt(reason);
        gate.finish(then);
    }

    /** What happened elsewhere concerns its security. */
    void raise(String securityEvent, String techInfo) {
        steps.run(() -> ports.find(SecurityEvents.class).ifPresent(events -> events.raise(securityEvent, techInfo)));
    }

    /** Ends it as a crash would. */
    void halt() {
        halt("the gateway stops");
    }

    private void halt(String reason) {
        commands.answers().refuseAll("out of service");
        steps.close();
        recovery.close();
        safety.stopWaiting();
        settlement.stop();
        access.shut(reason);
    }

    /** What blocks have given up and kept, the oldest first. */
    List<Gateway.Discarded> discarded() {
        return Undelivered.discarded(state, parts.stationId()).copies();
    }

    /** How many copies there are of it. */
    int copies() {
        return Undelivered.discarded(state, parts.stationId()).discarded().size();
    }

    /** Forgets what was given up and is elsewhere now, by block and its key, unless it was given up since. */
    void forgetDiscarded(SortedMap<String, byte[]> copied) {
        steps.run(() -> {
            SortedMap<String, byte[]> now =
                    Undelivered.discarded(state, parts.stationId()).discarded();
            copied.forEach((path, stored) -> {
                if (Arrays.equals(stored, now.get(path))) {
                    int slash = path.indexOf('/');
                    blocks.forgetDiscarded(path.substring(0, slash), path.substring(slash + 1), state);
                }
            });
        });
    }

    /** Whether what is written now is stored. */
    boolean stores() {
        return !gate.hasFailed();
    }

    /** All of its state, as it is to be stored. */
    SortedMap<String, byte[]> entries() {
        return state.stored();
    }

    // --- what the parts need of each other ---

    void send(OutgoingRequest request) {
        if (!TIMELESS.contains(request.request().action())) {
            Instant now = parts.clock().now();
            bootLog.remember(now);
            if (!parts.clock().synchronised()) {
                bootLog.sentWithUnsetClock(now);
            }
        }
        steps.output(new OutputGate.Output() {
            @Override
            public void release() {
                outbox.add(request);
            }

            @Override
            public void dropped() {
                outbox.notSent(request, "the station cannot store its state");
            }
        });
    }

    /** How much may wait in a queue now: less while nothing can be stored, so that the disk gets room back. */
    QueueLimits queueLimits() {
        QueueLimits limits = parts.queueLimits().get();
        return gate.hasFailed() ? limits.tighter() : limits;
    }

    CoreLifeCycle lifeCycle() {
        return lifeCycle;
    }

    StationHolds holds() {
        return holds;
    }

    WorkerPool workers() {
        return parts.workers();
    }

    FileTransfers transfers() {
        return parts.transfers();
    }

    /** The station's folder for files in passing. */
    Path staging() {
        return parts.staging();
    }

    private SessionSafety safety() {
        return safety;
    }

    /** Which transactions run, also while nobody can be asked. */
    RunningTransactions transactions() {
        return transactions;
    }

    /** What is done before its state is deleted by force. */
    Settlement settlement() {
        return settlement;
    }

    SecurityLog securityLog() {
        return parts.securityLog();
    }

    String stationId() {
        return parts.stationId();
    }

    StationModel model() {
        return model;
    }

    ProductFacts product() {
        return product;
    }

    CsmsClock clock() {
        return parts.clock();
    }

    StationState state() {
        return state;
    }

    StationDeviceModel deviceModel() {
        return deviceModel;
    }

    StationHardware hardware() {
        return hardware;
    }

    HardwareCommands commands() {
        return commands;
    }

    Ports ports() {
        return ports;
    }

    TrustedRoots roots() {
        return roots;
    }

    Steps steps() {
        return steps;
    }

    Blocks blocks() {
        return blocks;
    }

    NetworkSlots slots() {
        return slots;
    }

    ProfileSelection selection() {
        return selection;
    }

    boolean isConnecting() {
        return access.isOpen() && !link.isConnected();
    }

    /** When the next attempt to connect is due, by the clock of the gateway; empty while none is waited for. */
    Optional<Instant> nextAttempt() {
        return access.untilNextAttempt().map(parts.time().wallClock()::plus);
    }

    ProblemList.Part problems(String block) {
        return parts.problems().part(block);
    }
}
