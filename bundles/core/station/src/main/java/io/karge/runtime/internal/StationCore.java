package io.karge.runtime.internal;

import io.karge.devicemodel.StationDeviceModel;
import io.karge.driver.CabinetState;
import io.karge.driver.StationModel;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.runtime.StationConfig;
import io.karge.runtime.internal.loop.OutputGate;
import io.karge.runtime.internal.loop.StationState;
import io.karge.runtime.internal.loop.Steps;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.LifeCycle;
import io.karge.station.ProductFacts;
import io.karge.station.StationEvent;
import io.karge.storage.StoreWriter;
import io.karge.transport.ConnectionContext;
import io.karge.transport.OcppConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The OCPP side of a station from boot to boot: made from what is stored, and thrown away whole. On the loop only.
 */
final class StationCore implements LifeCycle {
    private static final Logger LOG = LoggerFactory.getLogger(StationCore.class);
    private static final String STORE_PROBLEM = "store";
    private static final String TIME_PROBLEM = "time";
    private static final Duration JUMP = Duration.ofSeconds(1);

    /** What it asks of the station, which outlives it. */
    interface Listener {
        /** The station's OCPP side restarts, for a reason that is stored. */
        void reboot();

        /** A commit failed: the state has to be loaded again when the store works. */
        void storeFailed();
    }

    private final StationParts parts;
    private final StationModel model;
    private final ProductFacts product;
    private final StationHardware hardware;
    private final Listener listener;
    private final StationState state;
    private final StoreWriter writer;
    private final OutputGate gate;
    private final Steps steps;
    private final StationDeviceModel deviceModel;
    private final BootLog bootLog;
    private final NetworkProfiles profiles;
    private final Ports ports = new Ports();
    private final Blocks blocks;
    private final HardwareCommands commands;
    private final SessionSafety safety;
    private final CsmsLink link;
    private final Outbox outbox;
    private final Dispatcher dispatcher;
    private final CsmsAccess access;
    private boolean booted;
    private boolean admits = true;
    private boolean leaving;

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
        writer = parts.store().newWriter();
        gate = new OutputGate(writer, parts.loop(), this::commitFailed);
        steps = new Steps(stationId, parts.loop(), parts.time(), state, gate, this::deliver, this::rememberTime);
        deviceModel = new StationDeviceModel(model, product, state.of("device-model"), steps::publish);
        bootLog = new BootLog(state.of("runtime"));
        profiles = new NetworkProfiles(stationId, state.of("runtime"), parts.secrets());
        blocks = new Blocks(
                stationId, model, product, deviceModel, parts.problems(), f -> new BlockContext(this, f.name()));
        commands = new HardwareCommands(stationId, parts.line(), steps, command -> hardware.accepted(command)
                .forEach(steps::publish));
        safety = new SessionSafety(steps, blocks, hardware, commands, parts.problems(), parts.blockGrace());
        link = new CsmsLink(
                steps,
                parts.time(),
                parts.problems(),
                call -> dispatcher().called(call),
                () -> outbox().pump(),
                () -> outbox().connectionLost());
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
        outbox = new Outbox(connection, parts.codec(), steps, link::refusal);
        dispatcher = new Dispatcher(stationId, connection, parts.codec(), steps, this, deviceModel, blocks);
        access = new CsmsAccess(steps, deviceModel, profiles, parts.problems(), connection, link, this::mayConnect);
    }

    private Dispatcher dispatcher() {
        return dispatcher;
    }

    private Outbox outbox() {
        return outbox;
    }

    /**
     * Picks up from the stored state and the hardware, and connects when it may.
     *
     * @throws RuntimeException when what is stored, or the product, cannot be used
     */
    void begin(StationConfig config, Collection<FunctionalBlockFactory> factories, boolean connect) {
        parts.problems().clear(STORE_PROBLEM);
        parts.clock().notBefore(bootLog.lastTime());
        parts.clock().booted();
        deviceModel.add(RuntimeVariables.OWNER, RuntimeVariables.of(parts.stationId(), model, product));
        access.begin(config, connect);
        steps.run(() -> {
            factories.forEach(blocks::add);
            safety.blocksChanged();
            hardware.levels().forEach(steps::publish);
        });
        proceed();
    }

    /** Boots when it is known why, and connects when everything that the boot needs is there. */
    private void proceed() {
        if (!booted && hardware.isSettled()) {
            steps.run(() -> {
                BootReasonEnumType reason = bootLog.boot(hardware.cabinet());
                LOG.info("station={} boots reason={}", parts.stationId(), reason.wire());
                link.booted(reason);
                booted = true;
            });
        }
        access.proceed();
    }

    private boolean mayConnect() {
        return booted && !leaving && blocks.has("provisioning") && !gate.hasFailed();
    }

    /** Connects or disconnects for the administrator. */
    void setConnectionWanted(boolean wanted) {
        access.setWanted(wanted);
    }

    /** The cfg has changed: seeds that differ count from now on. */
    void reseed(StationConfig config) {
        steps.run(() -> access.reseed(config));
    }

    // --- blocks and hardware ---

    void addBlock(FunctionalBlockFactory factory) {
        steps.run(() -> {
            blocks.add(factory).ifPresent(block -> {
                LOG.info("station={} block={} added", parts.stationId(), block.name());
                hardware.levels().forEach(block::on);
            });
            safety.blocksChanged();
        });
        proceed();
    }

    void removeBlock(FunctionalBlockFactory factory) {
        steps.run(() -> blocks.remove(factory).ifPresent(block -> {
            LOG.info("station={} block={} removed", parts.stationId(), block.name());
            dispatcher.forget(block.name());
            state.release(block.name());
            safety.blocksChanged();
        }));
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
            events.forEach(steps::publish);
            safety.hardwareChanged();
        });
        proceed();
    }

    private void deliver(StationEvent event) {
        if (event instanceof StationEvent.VariableChanged changed) {
            access.on(changed);
        }
        blocks.deliver(event);
    }

    /** Sets a variable as the CSMS would; the answer is given when it is durable. */
    void set(SetVariableDataType request, CompletableFuture<SetVariableStatusEnumType> answer) {
        steps.run(() -> {
            SetVariableStatusEnumType status = deviceModel.set(request).attributeStatus();
            steps.output(new OutputGate.Output() {
                @Override
                public void release() {
                    answer.complete(status);
                }

                @Override
                public void dropped() {
                    answer.completeExceptionally(new IllegalStateException(
                            "station " + parts.stationId() + " cannot store the value at the moment"));
                }
            });
        });
    }

    private void rememberTime() {
        bootLog.remember(parts.clock().now());
    }

    private void commitFailed(String why) {
        parts.problems()
                .raise(
                        STORE_PROBLEM,
                        "The station is offline and takes no sessions",
                        "its state cannot be stored: " + why,
                        "Repair the store (disk full, read-only, broken); the station goes on by itself");
        access.shut("the station cannot store its state");
        listener.storeFailed();
    }

    /**
     * Ends this life: the blocks let go, the connection closes, nothing comes back. {@code then} is told on a thread of
     * the store when everything that was written is committed, or cannot be.
     */
    void close(String reason, Runnable then) {
        steps.run(blocks::close);
        steps.close();
        safety.stopWaiting();
        access.shut(reason);
        writer.commit(List.of(), result -> then.run());
    }

    /** Ends this life as a crash would. */
    void halt() {
        steps.close();
        safety.stopWaiting();
        access.shut("the gateway stops");
    }

    // --- LifeCycle ---

    @Override
    public BootReasonEnumType bootReason() {
        return link.bootReason();
    }

    @Override
    public boolean connected() {
        return link.isConnected();
    }

    @Override
    public Optional<RegistrationStatusEnumType> registration() {
        return link.registration();
    }

    @Override
    public boolean takesNewSessions() {
        return admits && !gate.hasFailed() && blocks.missing().isEmpty();
    }

    @Override
    public void registered(RegistrationStatusEnumType status) {
        if (status == RegistrationStatusEnumType.Accepted) {
            bootLog.accepted();
        }
        link.registered(status);
    }

    @Override
    public void timeReceived(Instant csmsTime) {
        if (!CsmsClock.isPlausible(csmsTime)) {
            parts.problems()
                    .raise(
                            TIME_PROBLEM,
                            "The time of the CSMS is not believed",
                            "it says that it is " + csmsTime,
                            "Set the clock of the CSMS; until then the station goes by its own");
            return;
        }
        parts.problems().clear(TIME_PROBLEM);
        Instant before = parts.clock().now();
        parts.clock().synchronise(csmsTime);
        bootLog.remember(csmsTime);
        if (Duration.between(before, csmsTime).abs().compareTo(JUMP) > 0) {
            steps.publish(new StationEvent.TimeChanged(before, csmsTime));
        }
    }

    @Override
    public void restart(BootReasonEnumType reason) {
        steps.run(() -> {
            bootLog.intend(reason);
            steps.output(() -> parts.loop().post(listener::reboot));
        });
    }

    @Override
    public void intend(BootReasonEnumType reason) {
        bootLog.intend(reason);
    }

    @Override
    public void takeNoNewSessions() {
        admits = false;
    }

    @Override
    public void leave(String why) {
        leaving = true;
        steps.output(() -> access.shut(why));
    }

    // --- what the parts of this life need of each other ---

    void send(Outbox.Outgoing call) {
        steps.output(() -> outbox.add(call));
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

    Steps steps() {
        return steps;
    }

    Blocks blocks() {
        return blocks;
    }

    NetworkProfiles.Profile profile() {
        return profiles.profile();
    }

    int activeProfile() {
        return profiles.active();
    }

    boolean isConnecting() {
        return access.isOpen() && !link.isConnected();
    }

    ProblemList.Part problems(String block) {
        return parts.problems().part(block);
    }
}
