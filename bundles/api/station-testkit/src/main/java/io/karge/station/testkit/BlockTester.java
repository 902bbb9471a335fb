package io.karge.station.testkit;

import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.HardwareEvent;
import io.karge.driver.MeterReading;
import io.karge.driver.StationModel;
import io.karge.driver.VehicleState;
import io.karge.driver.testkit.TestModels;
import io.karge.driver.testkit.VirtualTime;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.ProductFacts;
import io.karge.station.QueueLimits;
import io.karge.station.StationClock;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.TriggerDecision;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One block on a station of the test's own, on virtual time. It records the block's calls, commands and events; the
 * test gives replies and results and says what happens. Each thing that the test does is one step: it runs at once,
 * together with the handling of what the block publishes in it. Nothing is caught: what the block throws fails the
 * test. Not thread-safe.
 *
 * <p>The station begins connected, accepted, with healthy hardware and nothing plugged in. Settings made before
 * {@link #start} are what the block finds.
 */
public final class BlockTester {
    /** The OCPP identity of the station. */
    public static final String STATION_ID = "CS-1";

    private final VirtualTime time = new VirtualTime();
    private final FunctionalBlockFactory factory;
    private final StationModel model;
    private final ProductFacts product;
    private final FakeState state = new FakeState();
    private final FakeProblems problems = new FakeProblems();
    private final FakeTrustStore trustStore = new FakeTrustStore();
    private final FakeNetworkProfiles networkProfiles = new FakeNetworkProfiles();
    private final FakeTransfers transfers = new FakeTransfers(this);
    private Path folder = Path.of(System.getProperty("java.io.tmpdir"), "karge-" + UUID.randomUUID());
    private final FakeHardware hardware;
    private final FakeLifeCycle lifeCycle = new FakeLifeCycle(this);
    private final FakeHolds holds = new FakeHolds(this);
    private final List<String> passedOver = new ArrayList<>();
    private final FakeDeviceModel deviceModel = new FakeDeviceModel(this);
    private final List<SentCall> calls = new ArrayList<>();
    private final List<SentCommand> commands = new ArrayList<>();
    private final List<StationEvent> published = new ArrayList<>();
    private final Deque<StationEvent> undelivered = new ArrayDeque<>();
    private final Map<Class<?>, Object> foreignPorts = new HashMap<>();
    private final Map<Class<?>, Object> ownPorts = new HashMap<>();
    private BiFunction<MessageTriggerEnumType, @Nullable EVSEType, Optional<TriggerDecision>> triggers =
            (message, evse) -> Optional.empty();
    private FakeContext context;
    private @Nullable FunctionalBlock block;
    private QueueLimits queueLimits = QueueLimits.DEFAULT;
    private Predicate<Callable<?>> hanging = work -> false;
    private boolean synchronised = true;
    private boolean stepping;

    /** A tester on a station of this model and product. */
    public BlockTester(FunctionalBlockFactory factory, StationModel model, ProductFacts product) {
        this.factory = factory;
        this.model = model;
        this.product = product;
        this.hardware = new FakeHardware(model, time.wallClock());
        deviceModel.define(factory.variables(model, product));
        context = new FakeContext(this);
    }

    /** A tester on a station with two EVSEs and a product without optional features. */
    public static BlockTester of(FunctionalBlockFactory factory) {
        return new BlockTester(factory, TestModels.dc(2), ProductFacts.read("{}"));
    }

    /** Makes the block and starts it, at a station that has booted before. */
    public BlockTester start() {
        if (block != null) {
            throw new IllegalStateException("the block is there already");
        }
        FunctionalBlock made = factory.create(context);
        block = made;
        step(() -> {
            made.start();
            context.begun(made);
        });
        return this;
    }

    /** As {@link #start}, with a boot of the station: the block learns why as soon as it is known. */
    public BlockTester boot(BootReasonEnumType reason) {
        lifeCycle.setBootReason(reason);
        start();
        tell(new StationEvent.Booted(reason));
        return this;
    }

    /** Closes the block: timers, ports and open calls go, the stored state stays. {@link #start} makes it anew. */
    public void close() {
        FunctionalBlock closing = block();
        step(closing::close);
        block = null;
        context.close();
        transfers.end();
        context = new FakeContext(this);
        ownPorts.clear();
        deviceModel.forgetBlock();
        calls.forEach(SentCall::forget);
        commands.forEach(SentCommand::forget);
    }

    /** How much may wait in a queue from now on, and how fast it leaves. */
    public BlockTester limitQueues(QueueLimits limits) {
        queueLimits = limits;
        return this;
    }

    QueueLimits queueLimits() {
        return queueLimits;
    }

    // --- what happens ---

    /** The block is told of an event. */
    public void tell(StationEvent event) {
        step(() -> deliver(block(), event));
    }

    /** The CSMS sends a request. */
    public TestAnswer request(OcppRequest request) {
        if (!factory.answers().contains(request.action())) {
            throw new AssertionError(
                    "the block does not answer " + request.action().wire());
        }
        TestAnswer answer = new TestAnswer();
        step(() -> block().on(request, answer));
        return answer;
    }

    /**
     * The CSMS wants a message (F06): the block decides and, where it accepts, sends at once. Empty when it has no such
     * message.
     */
    public Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        List<TriggerDecision> decisions = new ArrayList<>();
        step(() -> block().trigger(message, evse).ifPresent(decision -> {
            decisions.add(decision);
            if (decision instanceof TriggerDecision.Accepted accepted) {
                accepted.send().run();
            }
        }));
        return decisions.stream().findFirst();
    }

    /** Time passes, with everything that falls due in it. */
    public void advance(Duration by) {
        time.advance(by);
    }

    /** The connection to the CSMS is lost. */
    public void goOffline() {
        lifeCycle.setConnected(false);
        tell(new StationEvent.Disconnected("test"));
    }

    /** It is back without a boot. */
    public void goOnline(Duration offline) {
        lifeCycle.setConnected(true);
        tell(new StationEvent.Connected(false));
        tell(new StationEvent.Online(false, offline));
    }

    /** An EVSE changes, as a delta. */
    public void change(int evseId, UnaryOperator<EvseState> change) {
        EvseState before = hardware.evse(evseId);
        EvseState after = change.apply(before);
        hardware.setEvse(after);
        tell(new StationEvent.EvseChanged(evseId, before, after, false, now()));
    }

    /** The hardware tells everything anew, changed or not. */
    public void snapshot() {
        for (EvseState evse : hardware.evses()) {
            tell(new StationEvent.EvseChanged(evse.evseId(), evse, evse, true, now()));
        }
    }

    /** The cable is plugged into a vehicle that waits. */
    public void plugIn(int evseId) {
        change(evseId, s -> s.withPluggedIn(true).withVehicle(VehicleState.WAITING));
    }

    /** The cable is pulled out. */
    public void unplug(int evseId) {
        change(evseId, s -> s.withPluggedIn(false).withPowerPathClosed(false));
    }

    public void vehicle(int evseId, VehicleState vehicle) {
        change(evseId, s -> s.withVehicle(vehicle));
    }

    public void powerPath(int evseId, boolean closed) {
        change(evseId, s -> s.withPowerPathClosed(closed));
    }

    /** The EVSE's faults are these from now on. */
    public void faults(int evseId, Fault... faults) {
        change(evseId, s -> s.withFaults(Set.of(faults)));
    }

    /** The meter is read: the level changes silently, the block is told of the reading. */
    public void meter(int evseId, MeterReading reading) {
        hardware.setEvse(hardware.evse(evseId).withMeter(reading));
        hardwareEvent(new HardwareEvent.MeterSampled(time.wallClock(), evseId, reading));
    }

    /** A hardware event that is no level. */
    public void hardwareEvent(HardwareEvent event) {
        if (event instanceof HardwareEvent.FirmwareProgress progress) {
            hardware.setFirmware(progress);
        }
        tell(new StationEvent.Hardware(event, now()));
    }

    // --- what the block did ---

    /** All requests to the CSMS so far, oldest first. */
    public List<SentCall> calls() {
        return List.copyOf(calls);
    }

    /** The requests of one kind so far, oldest first. */
    public <R extends OcppRequest> List<R> calls(Class<R> type) {
        return calls.stream()
                .map(SentCall::request)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The latest request; fails when there is none. */
    public SentCall lastCall() {
        if (calls.isEmpty()) {
            throw new AssertionError("the block has sent nothing");
        }
        return calls.get(calls.size() - 1);
    }

    /** All commands to the hardware so far, oldest first. */
    public List<SentCommand> commands() {
        return List.copyOf(commands);
    }

    /** The latest command; fails when there is none. */
    public SentCommand lastCommand() {
        if (commands.isEmpty()) {
            throw new AssertionError("the block has commanded nothing");
        }
        return commands.get(commands.size() - 1);
    }

    /** All events that the block published, oldest first. */
    public List<StationEvent> published() {
        return List.copyOf(published);
    }

    /** The events of one kind that the block published, oldest first. */
    public <E extends StationEvent> List<E> published(Class<E> type) {
        return published.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Forgets what was recorded so far; open calls and commands stay open. */
    public void clearRecords() {
        calls.clear();
        commands.clear();
        published.clear();
    }

    // --- the station ---

    public VirtualTime time() {
        return time;
    }

    /** The station's time, to the millisecond. */
    public Instant now() {
        return clock().now();
    }

    public FakeState state() {
        return state;
    }

    public FakeDeviceModel deviceModel() {
        return deviceModel;
    }

    public FakeHardware hardware() {
        return hardware;
    }

    public FakeLifeCycle lifeCycle() {
        return lifeCycle;
    }

    /** What is held; the test may hold too. */
    public FakeHolds holds() {
        return holds;
    }

    /** What the block, or somebody who still held something of it, tried to do after its end: nothing, when all is well. */
    public List<String> passedOver() {
        return List.copyOf(passedOver);
    }

    void passedOver(String what) {
        passedOver.add(what);
    }

    public FakeProblems problems() {
        return problems;
    }

    /** The roots that the station trusts; none in the beginning. */
    public FakeTrustStore trustStore() {
        return trustStore;
    }

    /** The file transfers that the block has asked for. */
    public FakeTransfers transfers() {
        return transfers;
    }

    /** Work beside the loop of this kind, from now on, does not come to an end. */
    public void hang(Predicate<Callable<?>> kind) {
        hanging = kind;
    }

    boolean hangs(Callable<?> work) {
        return hanging.test(work);
    }

    /** Where the block keeps files in passing; a new folder unless the test gives one. */
    public BlockTester useFolder(Path files) {
        folder = files;
        return this;
    }

    Path folder() {
        return folder;
    }

    public FakeNetworkProfiles networkProfiles() {
        return networkProfiles;
    }

    /** What the block is given. */
    public StationContext context() {
        return context;
    }

    /** Another block offers a port. */
    public <T> void offer(Class<T> port, T implementation) {
        foreignPorts.put(port, implementation);
    }

    /** The block that offered it goes. */
    public void withdraw(Class<?> port) {
        foreignPorts.remove(port);
    }

    /** What the other blocks say to the request for a message (TriggerMessage); nothing before. */
    public void decideTriggers(BiFunction<MessageTriggerEnumType, @Nullable EVSEType, Optional<TriggerDecision>> by) {
        triggers = by;
    }

    /** What the block is told when it asks the others for a message; its own are not asked. */
    Optional<TriggerDecision> ask(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        return triggers.apply(message, evse);
    }

    /** A port, the block's own first. */
    public <T> Optional<T> port(Class<T> port) {
        return Optional.ofNullable(ownPorts.getOrDefault(port, foreignPorts.get(port)))
                .map(port::cast);
    }

    /** All that is offered of a port, the block's own first. */
    <T> List<T> ports(Class<T> port) {
        return Stream.of(ownPorts, foreignPorts)
                .flatMap(offers -> Optional.ofNullable(offers.get(port)).stream())
                .<T>map(port::cast)
                .toList();
    }

    /** Whether the CSMS has told the time since the boot. */
    public void setSynchronised(boolean now) {
        synchronised = now;
    }

    StationModel model() {
        return model;
    }

    ProductFacts product() {
        return product;
    }

    StationClock clock() {
        return new StationClock() {
            @Override
            public Instant now() {
                return time.wallClock().truncatedTo(ChronoUnit.MILLIS);
            }

            @Override
            public Instant at(Instant wallClock) {
                return wallClock.truncatedTo(ChronoUnit.MILLIS);
            }

            @Override
            public boolean synchronised() {
                return synchronised;
            }
        };
    }

    void sent(SentCall call) {
        calls.add(call);
    }

    void sent(SentCommand command) {
        commands.add(command);
    }

    void published(StationEvent event) {
        published.add(event);
        happened(event);
    }

    /** The block is told of something in this step, or in one of its own. */
    void happened(StationEvent event) {
        undelivered.add(event);
        if (!stepping) {
            step(() -> {});
        }
    }

    <T> void offered(Class<T> port, T implementation) {
        if (ownPorts.putIfAbsent(port, implementation) != null) {
            throw new IllegalStateException(port.getSimpleName() + " is offered twice");
        }
    }

    /** Runs a step: the task, then the handling of what was published, in order. */
    void step(Runnable task) {
        if (stepping) {
            throw new IllegalStateException("a step inside a step: a reply or result is always a step of its own");
        }
        stepping = true;
        try {
            task.run();
            for (StationEvent event = undelivered.poll(); event != null; event = undelivered.poll()) {
                if (block != null) {
                    deliver(block, event);
                }
            }
        } finally {
            undelivered.clear();
            stepping = false;
        }
    }

    private void deliver(FunctionalBlock to, StationEvent event) {
        context.on(event);
        to.on(event);
    }

    private FunctionalBlock block() {
        if (block == null) {
            throw new IllegalStateException("the block is not there: start it first");
        }
        return block;
    }
}
