package io.karge.simulator;

import io.karge.driver.BootReason;
import io.karge.driver.TokenType;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The hardware of a simulated Hypercharger: cabinet, EVSEs, vehicles. It knows no Modbus; {@link
 * HyperchargerRegisters} is how a master sees it. Time passes by timers of the {@link TimeSource}, and only while
 * something changes by itself, so that a virtual day of an idle cabinet costs nothing.
 *
 * <p>Energy flows while the cable is plugged in, the vehicle wants it, energy is allowed, the EVSE is operative and
 * there is no fault. The contactors close a second after all this holds and open at once when it no longer does; only
 * a vehicle that wants nothing leaves them closed. The EVSEs share the power of the cabinet fairly.
 *
 * <p>Construction is a power-up. All methods may be called on any thread and return at once. What people do to the
 * hardware is refused with an {@link IllegalStateException} when it is impossible (a second cable), with an {@link
 * IllegalArgumentException} when a value makes no sense, with a {@link NoSuchElementException} when there is no such
 * EVSE; each message says why.
 */
public final class Hypercharger implements AutoCloseable {
    static final Duration TICK = Duration.ofMillis(250);
    static final Duration RESET_DELAY = Duration.ofSeconds(1);
    static final Duration RESTART = Duration.ofSeconds(2);

    private final HyperchargerModel model;
    private final Nameplate nameplate;
    private final TimeSource time;
    private final Runnable listener;
    private final Timers timers;
    private final List<Evse> evses;
    private final CommandBlock commands;
    private final FirmwareUpdate update;
    private final SetPoints setPoints;
    private final Set<Trap> traps = EnumSet.noneOf(Trap.class);
    private FirmwareVersion firmware;
    /** Runs from the next start on, whatever brings it about. */
    private @Nullable FirmwareVersion installed;

    private long bootCounter;
    private BootReason bootReason = BootReason.POWER_UP;
    private boolean powered = true;
    private CompletableFuture<Void> poweredUp = CompletableFuture.completedFuture(null);
    private LinkMode linkMode = LinkMode.OK;
    private Reader reader = Reader.UNUSED;
    private String message = "";
    private long updatedAt;
    private boolean ticking;
    private boolean closed;

    /** A new cabinet that nobody watches; its boot counter is 1. */
    public Hypercharger(HyperchargerModel model, Nameplate nameplate, TimeSource time, Executor blocking) {
        this(model, nameplate, time, blocking, null, () -> {});
    }

    /**
     * A cabinet as it was left.
     *
     * @param blocking runs what reads files
     * @param saved what {@link #save} gave, null for a new cabinet
     * @param listener told after each change, under the cabinet's lock; it must return at once
     */
    public Hypercharger(
            HyperchargerModel model,
            Nameplate nameplate,
            TimeSource time,
            Executor blocking,
            @Nullable SavedState saved,
            Runnable listener) {
        this.model = model;
        this.nameplate = nameplate;
        this.time = time;
        this.listener = listener;
        timers = new Timers(time, this);
        setPoints = new SetPoints(model.cabinetPowerW());
        evses = IntStream.rangeClosed(1, model.evseCount())
                .mapToObj(evseId -> new Evse(evseId, model.cabinetPowerW()))
                .toList();
        commands = new CommandBlock(this);
        update = new FirmwareUpdate(this, timers, blocking);
        firmware = nameplate.firmware();
        bootCounter = 1;
        updatedAt = time.nanoTime();
        if (saved != null) {
            restore(saved);
        }
    }

    private void restore(SavedState saved) {
        bootCounter = saved.bootCounter() + 1;
        if (saved.deliveredFirmware().equals(nameplate.firmware().toString())) {
            firmware = FirmwareVersion.parse(saved.firmware());
        }
        saved.evses().stream().filter(evse -> hasEvse(evse.evseId())).forEach(evse -> evse(evse.evseId())
                .restore(evse));
    }

    /** Called off: no timer stays behind. */
    @Override
    public synchronized void close() {
        closed = true;
        timers.cancelAll();
        poweredUp.complete(null);
    }

    // What people and the vehicle do

    /** The cable is plugged into the vehicle. */
    public void plugIn(int evseId, Vehicle vehicle) {
        step(() -> {
            require(!existing(evseId).isPlugged(), "EVSE " + evseId + " is already plugged in: unplug first");
            evse(evseId).plugIn(vehicle);
        });
    }

    /** The cable is pulled out on the vehicle's side; possible in every state, even while energy flows. */
    public void unplug(int evseId) {
        step(() -> plugged(evseId).unplug());
    }

    /** The vehicle stops drawing energy, or resumes. */
    public void suspendVehicle(int evseId, boolean suspended) {
        step(() -> plugged(evseId).suspendVehicle(suspended));
    }

    /** The stop button is pressed. It only informs the master. */
    public void pressStopButton(int evseId) {
        step(() -> {
            existing(evseId);
            requirePower();
            evse(evseId).pressStop();
        });
    }

    /**
     * A card is held to the reader.
     *
     * @param uid 1 to 10 bytes in hexadecimal
     * @param evseId the EVSE chosen on the display, 0 if none
     */
    public void presentCard(String uid, TokenType type, int evseId) {
        if (!uid.matches("([0-9A-Fa-f]{2}){1,10}")) {
            throw new IllegalArgumentException("idToken '" + uid + "': 1 to 10 bytes in hexadecimal are possible");
        }
        step(() -> {
            requirePower();
            if (evseId != 0) {
                existing(evseId).showTag(Reader.normalized(uid), time.nanoTime());
            }
            reader = reader.present(uid, type, evseId);
        });
    }

    public void raiseFault(int evseId, FaultCode fault) {
        step(() -> existing(evseId).raise(fault));
    }

    public void clearFault(int evseId, FaultCode fault) {
        step(() -> existing(evseId).clear(fault));
    }

    /**
     * The cabinet loses power and comes back: it is out of reach meanwhile, its contactors open.
     *
     * @return completes when it is back
     */
    public synchronized CompletionStage<Void> powerCycle(Duration dark) {
        if (dark.isNegative() || dark.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("seconds: 0 to 86400 are possible");
        }
        step(() -> restart(dark, BootReason.POWER_UP));
        return poweredUp.copy();
    }

    /** How the Modbus side behaves from now on. */
    public void setLinkMode(LinkMode mode) {
        step(() -> linkMode = mode);
    }

    /** How the next firmware update goes; a null version leaves the one that runs. */
    public void prepareUpdate(FirmwareFailure failAt, @Nullable FirmwareVersion version) {
        step(() -> update.prepare(failAt, version));
    }

    public void setTrap(Trap trap, boolean on) {
        step(() -> {
            if (on) {
                traps.add(trap);
            } else {
                traps.remove(trap);
            }
        });
    }

    // What can be seen

    /** Whether a master can connect: the cabinet has power and its link is not down. */
    public synchronized boolean isReachable() {
        return powered && linkMode != LinkMode.DOWN;
    }

    public synchronized LinkMode linkMode() {
        return linkMode;
    }

    public synchronized boolean hasTrap(Trap trap) {
        return traps.contains(trap);
    }

    /** What the display shows; empty when nothing. */
    public synchronized String message() {
        return message;
    }

    public synchronized StationView view() {
        return new StationView(
                nameplate.name(),
                model.id(),
                nameplate.stationId(),
                firmware.toString(),
                linkMode.label(),
                bootCounter,
                evses.stream()
                        .map(evse -> evse.view(model.connectorTypes().get(evse.evseId - 1)))
                        .toList());
    }

    /** What outlives the process. */
    public synchronized SavedState save() {
        return new SavedState(
                bootCounter,
                nameplate.firmware().toString(),
                firmware.toString(),
                evses.stream().map(Evse::save).toList());
    }

    // For the parts and the registers; the caller holds the lock

    HyperchargerModel model() {
        return model;
    }

    Nameplate nameplate() {
        return nameplate;
    }

    List<Evse> evses() {
        return evses;
    }

    boolean hasEvse(int evseId) {
        return evseId >= 1 && evseId <= evses.size();
    }

    Evse evse(int evseId) {
        return evses.get(evseId - 1);
    }

    CommandBlock commands() {
        return commands;
    }

    FirmwareUpdate update() {
        return update;
    }

    FirmwareVersion firmware() {
        return firmware;
    }

    /** Those of the cabinet with evseId 0, else those of an existing EVSE. */
    SetPoints setPoints(int evseId) {
        return evseId == 0 ? setPoints : evse(evseId).setPoints;
    }

    Set<Trap> traps() {
        return traps;
    }

    Reader reader() {
        return reader;
    }

    long bootCounter() {
        return bootCounter;
    }

    BootReason bootReason() {
        return bootReason;
    }

    TimeSource time() {
        return time;
    }

    boolean showMessage(int evseId, String text) {
        if (evseId != 0 && !hasEvse(evseId)) {
            return false;
        }
        message = text;
        return true;
    }

    void restartSoon() {
        timers.after(RESET_DELAY, () -> step(() -> restart(RESTART, BootReason.REQUESTED_RESET)));
    }

    /** Restarts with a new firmware; null is the same version again. */
    void restartWith(@Nullable FirmwareVersion version) {
        installed = version;
        timers.after(RESET_DELAY, () -> step(() -> restart(RESTART, BootReason.FIRMWARE_UPDATE)));
    }

    /** The one way to change the hardware: meters up to now, makes the change, lets it take effect. */
    synchronized void step(Runnable change) {
        if (closed) {
            throw new IllegalStateException("simulator " + nameplate.name() + " was removed");
        }
        long elapsed = integrate();
        change.run();
        settle(elapsed);
    }

    /** As {@link #step}, for work that a removal may overtake. */
    synchronized void stepUnlessClosed(Runnable change) {
        if (!closed) {
            step(change);
        }
    }

    // How time passes

    private void tick() {
        ticking = false;
        settle(integrate());
    }

    private long integrate() {
        long now = time.nanoTime();
        long elapsed = now - updatedAt;
        updatedAt = now;
        evses.forEach(evse -> evse.integrate(elapsed));
        return elapsed;
    }

    private void settle(long elapsedNanos) {
        if (powered) {
            setPoints.update(traps, updatedAt);
            int cabinetW = setPoints.limitW();
            evses.forEach(evse -> {
                evse.setPoints.update(traps, updatedAt);
                evse.switchContactors(cabinetW, updatedAt);
            });
            PowerShare.distribute(evses, traps, cabinetW, Math.min(elapsedNanos, TICK.toNanos()));
            keepTicking();
        }
        listener.run();
    }

    private void keepTicking() {
        boolean busy = setPoints.isWatched(traps) || evses.stream().anyMatch(evse -> evse.isBusy(traps));
        if (busy && !ticking) {
            ticking = true;
            timers.after(TICK, this::tick);
        }
    }

    private void restart(Duration dark, BootReason reason) {
        powered = false;
        if (installed != null) {
            firmware = installed;
            installed = null;
        }
        ticking = false;
        timers.cancelAll();
        update.powerDown();
        commands.powerDown();
        setPoints.powerDown();
        evses.forEach(Evse::powerDown);
        reader = Reader.UNUSED;
        message = "";
        if (poweredUp.isDone()) {
            poweredUp = new CompletableFuture<>();
        }
        timers.after(
                dark,
                () -> step(() -> {
                    powered = true;
                    bootCounter++;
                    bootReason = reason;
                    poweredUp.complete(null);
                }));
    }

    private Evse existing(int evseId) {
        if (!hasEvse(evseId)) {
            throw new NoSuchElementException(
                    "there is no EVSE " + evseId + ": the " + model.id() + " has 1 to " + evses.size());
        }
        return evse(evseId);
    }

    private Evse plugged(int evseId) {
        require(existing(evseId).isPlugged(), "EVSE " + evseId + " has no vehicle: plug in first");
        return evse(evseId);
    }

    private void requirePower() {
        require(powered, "the cabinet has no power: wait until it is back");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalStateException(message);
        }
    }
}
