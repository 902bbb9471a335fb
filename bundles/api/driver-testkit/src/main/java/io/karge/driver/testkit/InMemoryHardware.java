package io.karge.driver.testkit;

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.driver.CommandResult;
import io.karge.driver.EvseChanges;
import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.FirmwareState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.AnswerToken;
import io.karge.driver.HardwareCommand.ReadMeter;
import io.karge.driver.HardwareCommand.Reboot;
import io.karge.driver.HardwareCommand.SetAvailability;
import io.karge.driver.HardwareCommand.SetLimit;
import io.karge.driver.HardwareCommand.ShowMessage;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.driver.HardwareEvent.LimitsChanged;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.MeterSampled;
import io.karge.driver.HardwareEvent.Rebooted;
import io.karge.driver.HardwareEvent.SensorsRead;
import io.karge.driver.HardwareEvent.Snapshot;
import io.karge.driver.HardwareEvent.StopRequested;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.driver.HardwareEvent.ToldLate;
import io.karge.driver.HardwareEventSink;
import io.karge.driver.SensorReading;
import io.karge.driver.StationModel;
import io.karge.driver.TokenType;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cabinet in memory: what people, vehicles and faults do to it are methods, for tests and load programs.
 *
 * <p>Energy flows while the cable is plugged in, the vehicle wants it, energy is allowed, the EVSE is operative and has
 * no fault. Pulling the cable out takes the permission away. While anything is plugged in the meter is sampled once a
 * second. Callable on any thread; events are posted before the method returns.
 */
public final class InMemoryHardware {
    private static final Duration RESTART = Duration.ofSeconds(3);
    private static final int COMMANDS_KEPT = 1000;

    private final StationModel model;
    private final TimeSource time;
    private final List<InMemoryEvse> evses = new ArrayList<>();
    private final Deque<HardwareCommand> commands = new ArrayDeque<>();
    private final UnansweredCommands unanswered;
    private Function<HardwareCommand, @Nullable CommandResult> override = command -> null;
    private Duration samplePeriod;
    private long commandsReceived;
    private String display = "";
    private Duration late = Duration.ZERO;
    private boolean deaf;
    private boolean reachable = true;
    private long bootCounter = 1;
    private BootReason bootReason = BootReason.POWER_UP;
    private long bootCounterSeen;
    private final SortedMap<String, SensorReading> sensors = new TreeMap<>();

    private @Nullable InMemoryDriver driver;
    private @Nullable HardwareEventSink sink;
    private TimeSource.@Nullable Cancellable sampling;

    InMemoryHardware(StationModel model, TimeSource time) {
        this.model = model;
        this.time = time;
        this.unanswered = new UnansweredCommands(time);
        this.samplePeriod = model.evses().stream()
                .map(evse -> evse.meter().sampleInterval())
                .min(Duration::compareTo)
                .orElseThrow();
        model.evses().forEach(evse -> evses.add(new InMemoryEvse(model, evse, time.nanoTime())));
        model.sensors().forEach(sensor -> sensors.put(sensor.name(), new SensorReading(sensor.name(), null)));
    }

    // What happens to the cabinet

    /** A vehicle that wants energy is plugged in. */
    public void plugIn(int evseId) {
        plugIn(evseId, 1);
    }

    /** A vehicle that wants energy is plugged in at one of the connectors of the EVSE. */
    public void plugIn(int evseId, int connectorId) {
        has(model.evse(evseId).hasConnector(connectorId), "connector " + connectorId + " at EVSE " + evseId);
        change(evseId, evse -> evse.plugIn(connectorId));
    }

    /** The cable is pulled out on the vehicle's side; the permission to draw energy ends with it. */
    public void unplug(int evseId) {
        change(evseId, InMemoryEvse::unplug);
    }

    /** The vehicle stops ({@code false}) or resumes ({@code true}) drawing energy. */
    public void vehicleWantsEnergy(int evseId, boolean wants) {
        change(evseId, evse -> evse.wantsEnergy = wants);
    }

    /** What the vehicle draws when it may; 50 kW at first. */
    public void demand(int evseId, int powerW) {
        change(evseId, evse -> evse.demandW = powerW);
    }

    /** The vehicle tells its state of charge. */
    public void stateOfCharge(int evseId, int percent) {
        change(evseId, evse -> evse.socPercent = percent);
    }

    /** The vehicle tells its EVCC id, in upper-case hexadecimal. */
    public void identifyVehicle(int evseId, String evccId) {
        change(evseId, evse -> evse.evccId = evccId);
    }

    /** A card is held to the reader; {@code evseId} is the EVSE chosen on the display, 0 for none. */
    public synchronized void presentToken(int evseId, String uid, TokenType type) {
        has(model.reader().types().contains(type), "reader of " + type);
        post(at -> new TokenPresented(at, evseId, uid, type));
    }

    /** The stop button is pressed. The cabinet itself does nothing about it. */
    public synchronized void pressStop(int evseId) {
        has(model.stopButton(), "stop button");
        evse(evseId).meter(time.nanoTime());
        post(at -> new StopRequested(at, evseId, evse(evseId).reading(at)));
    }

    /** A sensor shows another value, as {@link SensorReading} has it. */
    public synchronized void sense(String sensor, @Nullable Integer value) {
        has(model.sensor(sensor).isPresent(), "sensor " + sensor);
        SensorReading reading = new SensorReading(sensor, value);
        sensors.put(sensor, reading);
        post(at -> new SensorsRead(at, List.of(reading)));
    }

    /** From now on what happens has happened a while ago when the cabinet tells it; zero: it is told at once. */
    public synchronized void tellLate(Duration ago) {
        late = ago;
    }

    /** A fault is raised. */
    public void raiseFault(int evseId, Fault fault) {
        change(evseId, evse -> evse.faults.add(fault));
    }

    /** A fault is gone. */
    public void clearFault(int evseId, Fault fault) {
        change(evseId, evse -> evse.faults.remove(fault));
    }

    /** A firmware installation goes on. */
    public synchronized void firmwareProgress(FirmwareState state, int percent, @Nullable String failure) {
        post(at -> new FirmwareProgress(at, state, percent, failure));
    }

    /** The cabinet restarts and is back after {@code outage}; contactors open and permissions end at once. */
    public synchronized void restart(BootReason reason, Duration outage) {
        cutLink();
        if (model.bootCounter()) {
            bootCounter++;
            bootReason = reason;
        }
        for (InMemoryEvse evse : evses) {
            evse.meter(time.nanoTime());
            evse.allowed = false;
            evse.ended = false;
        }
        time.schedule(outage, this::restoreLink);
    }

    /** The link between driver and cabinet breaks; the cabinet goes on. */
    public void cutLink() {
        List<CompletableFuture<CommandResult>> open;
        synchronized (this) {
            post(at -> new LinkChanged(at, false, "the link was cut"));
            reachable = false;
            open = unanswered.take();
        }
        open.forEach(answer -> answer.complete(new CommandResult.TimedOut()));
    }

    /** The link is there again. */
    public synchronized void restoreLink() {
        if (!reachable) {
            reachable = true;
            linkUp();
        }
    }

    // What tests want to see and set

    /** The state of an EVSE as a Snapshot would tell it. */
    public synchronized EvseState evseState(int evseId) {
        evse(evseId).meter(time.nanoTime());
        return evse(evseId).state(time.wallClock());
    }

    /** The commands that reached the cabinet, the last thousand. */
    public synchronized List<HardwareCommand> commands() {
        return List.copyOf(commands);
    }

    /** What the display, or the reader, shows. */
    public synchronized String display() {
        return display;
    }

    /** How many commands reached the cabinet. */
    public synchronized long commandsReceived() {
        return commandsReceived;
    }

    /** Answers commands by the function and does nothing for them; where it returns null the cabinet does as usual. */
    public synchronized void answerBy(Function<HardwareCommand, @Nullable CommandResult> answers) {
        override = answers;
    }

    /** While deaf the cabinet takes commands and neither does nor answers them: the driver answers TimedOut after 10 s. */
    public synchronized void deaf(boolean isDeaf) {
        deaf = isDeaf;
    }

    /** How often the meters are sampled while anything is plugged in. */
    public synchronized void sampleEvery(Duration period) {
        samplePeriod = period;
    }

    // What the driver does

    synchronized void attach(InMemoryDriver by, HardwareEventSink to) {
        driver = by;
        sink = to;
        bootCounterSeen = bootCounter;
        if (reachable) {
            linkUp();
        }
    }

    void detach(InMemoryDriver by) {
        List<CompletableFuture<CommandResult>> open;
        synchronized (this) {
            if (driver != by) {
                return;
            }
            driver = null;
            sink = null;
            stopSampling();
            open = unanswered.take();
        }
        open.forEach(answer -> answer.complete(new CommandResult.TimedOut()));
    }

    synchronized CompletionStage<CommandResult> execute(InMemoryDriver by, HardwareCommand command) {
        CommandResult refusal =
                driver == by && reachable ? model.refusal(command).orElse(null) : new CommandResult.LinkDown();
        if (refusal != null) {
            return CompletableFuture.completedStage(refusal);
        }
        commandsReceived++;
        commands.add(command);
        if (commands.size() > COMMANDS_KEPT) {
            commands.remove();
        }
        if (deaf) {
            return unanswered.add();
        }
        CommandResult answer = override.apply(command);
        return CompletableFuture.completedStage(answer != null ? answer : perform(command));
    }

    private CommandResult perform(HardwareCommand command) {
        if (command instanceof ShowMessage message) {
            display = message.text();
        } else if (command instanceof AnswerToken answer) {
            display = answer.text();
        }
        if (command instanceof SetLimit limit && limit.evseId() == 0) {
            model.evses().forEach(evse -> change(evse.evseId(), it -> it.limit(limit.limitW(), null)));
        } else if (command instanceof Reboot) {
            time.schedule(Duration.ZERO, () -> restart(BootReason.REQUESTED_RESET, RESTART));
        } else if (command.evseId() != 0) {
            performOnEvse(command);
        } else if (command instanceof SetAvailability availability) {
            model.evses().forEach(evse -> change(evse.evseId(), it -> it.operative = availability.operative()));
        }
        return new CommandResult.Accepted();
    }

    private void performOnEvse(HardwareCommand command) {
        int evseId = command.evseId();
        if (command instanceof AllowEnergy allow) {
            change(evseId, evse -> {
                evse.allowed = true;
                evse.ended = false;
            });
            if (allow.limitW() != null) {
                change(evseId, evse -> evse.limit(allow.limitW(), allow.limitMa()));
            }
        } else if (command instanceof StopEnergy) {
            change(evseId, evse -> {
                evse.ended |= evse.allowed;
                evse.allowed = false;
            });
        } else if (command instanceof SetAvailability availability) {
            change(evseId, evse -> evse.operative = availability.operative());
        } else if (command instanceof SetLimit limit) {
            change(evseId, evse -> evse.limit(limit.limitW(), limit.limitMa()));
        } else if (command instanceof ReadMeter) {
            sample(evse(evseId));
        }
    }

    // How changes become events

    private synchronized void change(int evseId, Consumer<InMemoryEvse> change) {
        InMemoryEvse evse = evse(evseId);
        evse.meter(time.nanoTime());
        EvseState before = evse.state(time.wallClock());
        int maxPowerBefore = evse.maxPowerW();
        change.accept(evse);
        EvseState after = evse.state(time.wallClock());
        EvseChanges.between(before, after, time.wallClock()).forEach(event -> post(at -> event));
        if (maxPowerBefore != evse.maxPowerW()) {
            post(at -> new LimitsChanged(at, evseId, evse.maxPowerW(), evse.model.minPowerW()));
        }
        if (before.pluggedIn() || after.pluggedIn()) {
            sample(evse);
            startSampling();
        }
    }

    private void linkUp() {
        post(at -> new LinkChanged(at, true, "in memory"));
        snapshot();
        if (sink != null && bootCounterSeen != bootCounter) {
            bootCounterSeen = bootCounter;
            post(at -> new Rebooted(at, bootCounter, bootReason));
            snapshot();
        }
        startSampling();
    }

    private void snapshot() {
        evses.forEach(evse -> evse.meter(time.nanoTime()));
        post(at -> new Snapshot(
                at,
                new CabinetState("MEM-1", "1.0.0", bootCounter, bootReason, List.copyOf(sensors.values())),
                evses.stream().map(evse -> evse.state(at)).toList()));
    }

    private void startSampling() {
        if (sampling == null && sink != null && evses.stream().anyMatch(evse -> evse.pluggedIn)) {
            sampling = time.schedule(samplePeriod, this::sampleAll);
        }
    }

    private void stopSampling() {
        if (sampling != null) {
            sampling.cancel();
            sampling = null;
        }
    }

    private synchronized void sampleAll() {
        sampling = null;
        evses.stream().filter(evse -> evse.pluggedIn).forEach(this::sample);
        startSampling();
    }

    private void sample(InMemoryEvse evse) {
        evse.meter(time.nanoTime());
        post(at -> new MeterSampled(at, evse.model.evseId(), evse.reading(at)));
    }

    private InMemoryEvse evse(int evseId) {
        model.evse(evseId);
        return evses.get(evseId - 1);
    }

    private void post(Function<Instant, HardwareEvent> event) {
        if (sink == null || !reachable) {
            return;
        }
        HardwareEvent now = event.apply(time.wallClock());
        boolean delta = !(now instanceof LinkChanged || now instanceof Snapshot || now instanceof MeterSampled);
        sink.post(delta && !late.isZero() ? new ToldLate(now.at().minus(late), now) : now);
    }

    private void has(boolean there, String what) {
        if (!there) {
            throw new IllegalStateException("the " + model.model() + " has no " + what);
        }
    }
}
