package io.karge.simulator;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One EVSE of a cabinet: cable, vehicle, contactors, meter. Not thread-safe: it belongs to its {@link Hypercharger},
 * which integrates the meter up to now before each change. Times are nanoseconds of the monotonic clock.
 */
final class Evse {
    static final Duration CLOSING = Duration.ofSeconds(1);

    private static final int RAMP_W_PER_S = 60_000;
    private static final long MJ_PER_WH = 3_600_000;
    private static final long NANOS_PER_S = 1_000_000_000;
    private static final long TAG_SHOWN = Duration.ofMinutes(1).toNanos();

    final int evseId;
    final SetPoints setPoints;
    private final int maxPowerW;
    private final Set<FaultCode> raised = EnumSet.noneOf(FaultCode.class);
    private long meterMj;
    private long sessionMj;
    private long chargingNanos;
    private @Nullable Battery battery;
    private boolean vehicleSuspended;
    private boolean operative = true;
    private boolean allowed;
    private boolean finishing;
    private int sessionLimitW;
    private int cabinetLimitW;
    private boolean contactors;
    private boolean closing;
    private long closingSince;
    private int powerW;
    private int stopSequence;
    private String idTag = "";
    private long idTagUntil;

    Evse(int evseId, int maxPowerW) {
        this.evseId = evseId;
        this.maxPowerW = maxPowerW;
        this.setPoints = new SetPoints(maxPowerW);
        this.sessionLimitW = maxPowerW;
        this.cabinetLimitW = maxPowerW;
    }

    void restore(SavedState.SavedEvse saved) {
        meterMj = saved.meterWh() * MJ_PER_WH;
        vehicleSuspended = saved.vehicleSuspended();
        battery = saved.vehicle() == null ? null : new Battery(saved.vehicle());
    }

    SavedState.SavedEvse save() {
        return new SavedState.SavedEvse(
                evseId, meterWh(), battery == null ? null : battery.vehicle(), vehicleSuspended);
    }

    /** Power is gone: what only electronics held is forgotten; cable, vehicle, meter and faults are as they were. */
    void powerDown() {
        operative = true;
        allowed = false;
        finishing = false;
        setPoints.powerDown();
        sessionLimitW = maxPowerW;
        stopSequence = 0;
        idTag = "";
        open();
    }

    EvseView view(String connectorType) {
        return new EvseView(
                evseId,
                1,
                connectorType,
                isPlugged() ? "plugged" : "none",
                vehicle(),
                contactors ? "closed" : "open",
                operative,
                powerW,
                meterWh(),
                (int) socPercent(),
                faults().stream().map(FaultCode::code).toList());
    }

    // What people and the vehicle do

    void plugIn(Vehicle vehicle) {
        battery = new Battery(vehicle);
        vehicleSuspended = false;
        sessionMj = 0;
        chargingNanos = 0;
    }

    void unplug() {
        battery = null;
        vehicleSuspended = false;
        allowed = false;
        finishing = false;
        sessionLimitW = maxPowerW;
        idTag = "";
        open();
    }

    void suspendVehicle(boolean suspended) {
        vehicleSuspended = suspended;
    }

    void pressStop() {
        stopSequence = (stopSequence + 1) & 0xFFFF;
    }

    void showTag(String uid, long now) {
        idTag = uid;
        idTagUntil = now + TAG_SHOWN;
    }

    void raise(FaultCode fault) {
        raised.add(fault);
    }

    void clear(FaultCode fault) {
        raised.remove(fault);
    }

    // What the master asks for

    void allow(int limitW) {
        allowed = true;
        finishing = false;
        sessionLimitW = limitW == 0 ? maxPowerW : Math.min(limitW, maxPowerW);
    }

    void stop() {
        finishing = isPlugged() && (allowed || finishing);
        allowed = false;
        open();
    }

    void setOperative(boolean operative) {
        this.operative = operative;
    }

    // What time does

    /** Meters what flowed since the last update. */
    void integrate(long elapsedNanos) {
        if (battery == null || powerW == 0) {
            return;
        }
        long taken = battery.charge(powerW * (elapsedNanos / 1000) / 1000);
        meterMj += taken;
        sessionMj += taken;
        chargingNanos += elapsedNanos;
    }

    /** Opens and closes as things stand; no EVSE exceeds the limit of the whole cabinet. */
    void switchContactors(int cabinetLimitW, long now) {
        this.cabinetLimitW = cabinetLimitW;
        if (!mayConduct()) {
            open();
        } else if (!contactors) {
            boolean called = wantsEnergy() && hasUsefulLimit();
            if (!called) {
                closing = false;
            } else if (!closing) {
                closing = true;
                closingSince = now;
            } else if (now - closingSince >= CLOSING.toNanos()) {
                closing = false;
                contactors = true;
            }
        }
    }

    /** The power that the vehicle would draw now if the cabinet had enough; it ramps up, but falls at once. */
    int demandW(Set<Trap> traps, long elapsedNanos) {
        if (!contactors || battery == null || !wantsEnergy() || !hasUsefulLimit()) {
            return 0;
        }
        long ramped = powerW + RAMP_W_PER_S * elapsedNanos / NANOS_PER_S;
        long cableW = (long) voltageMv(traps) * cableMa(traps) / 1_000_000;
        return (int) Math.min(Math.min(ramped, cableW), Math.min(battery.acceptedPowerW(), limitW()));
    }

    void draw(int watts) {
        powerW = watts;
    }

    /** Whether time alone changes something here. */
    boolean isBusy(Set<Trap> traps) {
        return closing || setPoints.isWatched(traps) || (contactors && wantsEnergy() && hasUsefulLimit());
    }

    // What can be measured

    boolean isPlugged() {
        return battery != null;
    }

    boolean isOperative() {
        return operative;
    }

    boolean isVehicleSuspended() {
        return vehicleSuspended;
    }

    boolean areContactorsClosed() {
        return contactors;
    }

    Set<FaultCode> faults() {
        Set<FaultCode> faults = EnumSet.noneOf(FaultCode.class);
        faults.addAll(raised);
        if (setPoints.isZeroLimitFault()) {
            faults.add(FaultCode.INTERNAL_ERROR);
        }
        return faults;
    }

    int powerW() {
        return powerW;
    }

    long meterWh() {
        return meterMj / MJ_PER_WH;
    }

    long sessionWh() {
        return sessionMj / MJ_PER_WH;
    }

    long chargingSeconds() {
        return chargingNanos / NANOS_PER_S;
    }

    double socPercent() {
        return battery == null ? 0 : battery.socPercent();
    }

    String evccId() {
        return battery == null ? "" : battery.vehicle().evccId();
    }

    String idTag() {
        return idTag;
    }

    int stopSequence() {
        return stopSequence;
    }

    /** What it can give at most, all limits considered. */
    int limitW() {
        return Math.min(cabinetLimitW, Math.min(setPoints.limitW(), sessionLimitW));
    }

    int voltageMv(Set<Trap> traps) {
        if (battery == null || !contactors) {
            return 0;
        }
        return traps.contains(Trap.CURRENT_SATURATION) ? battery.voltageMv() / 2 : battery.voltageMv();
    }

    int currentMa(Set<Trap> traps) {
        int voltageMv = voltageMv(traps);
        return voltageMv == 0 ? 0 : (int) (powerW * 1_000_000L / voltageMv);
    }

    /** The current that it offers to the vehicle; none while energy is not allowed. */
    int offeredMa(Set<Trap> traps) {
        if (battery == null || !mayConduct()) {
            return 0;
        }
        return (int) Math.min(cableMa(traps), limitW() * 1_000_000L / battery.voltageMv());
    }

    ConnectorState state(long now) {
        if (!faults().isEmpty()) {
            return ConnectorState.FAULTED;
        }
        if (!operative) {
            return ConnectorState.UNAVAILABLE;
        }
        if (!isPlugged()) {
            return idTag.isEmpty() || now >= idTagUntil
                    ? ConnectorState.AVAILABLE
                    : ConnectorState.PREPARING_TAG_ID_READY;
        }
        if (!allowed) {
            return finishing ? ConnectorState.FINISHING : ConnectorState.PREPARING_EV_READY;
        }
        if (!wantsEnergy()) {
            return ConnectorState.SUSPENDED_EV;
        }
        return hasUsefulLimit() ? ConnectorState.CHARGING : ConnectorState.SUSPENDED_EVSE;
    }

    private String vehicle() {
        if (!isPlugged()) {
            return "none";
        }
        if (!wantsEnergy()) {
            return "suspended";
        }
        return contactors && hasUsefulLimit() ? "charging" : "waiting";
    }

    private boolean wantsEnergy() {
        return battery != null && !vehicleSuspended && !battery.isFull();
    }

    private boolean hasUsefulLimit() {
        return limitW() >= HyperchargerModel.MIN_POWER_W;
    }

    private boolean mayConduct() {
        return isPlugged() && allowed && operative && faults().isEmpty();
    }

    private static int cableMa(Set<Trap> traps) {
        return traps.contains(Trap.CURRENT_SATURATION)
                ? 2 * HyperchargerModel.CABLE_CURRENT_MA
                : HyperchargerModel.CABLE_CURRENT_MA;
    }

    private void open() {
        contactors = false;
        closing = false;
        powerW = 0;
    }
}
