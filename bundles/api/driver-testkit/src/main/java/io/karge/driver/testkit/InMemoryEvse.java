package io.karge.driver.testkit;

import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.MeterReading;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.Contactor;
import io.karge.driver.StationModel.EvseModel;
import io.karge.driver.StationModel.MeterModel;
import io.karge.driver.VehicleState;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One EVSE in memory with its vehicle and its meter; guarded by {@link InMemoryHardware}. */
final class InMemoryEvse {
    private static final int VOLTAGE_MV = 400_000;
    private static final long MILLIJOULE_PER_WH = 3_600_000;

    final EvseModel model;
    final Set<Fault> faults = new LinkedHashSet<>();
    boolean pluggedIn;
    boolean wantsEnergy;
    boolean allowed;
    boolean ended;
    boolean operative = true;
    int demandW = 50_000;
    int limitW = Integer.MAX_VALUE;

    @Nullable
    Integer socPercent;

    @Nullable
    String evccId;

    private final StationModel station;
    private long millijoules;
    private long metered;

    InMemoryEvse(StationModel station, EvseModel model, long nanoTime) {
        this.station = station;
        this.model = model;
        this.metered = nanoTime;
    }

    /** A vehicle that wants energy is plugged in; a meter of sessions begins anew. */
    void plugIn() {
        pluggedIn = true;
        wantsEnergy = true;
        ended = false;
        if (model.meter().register() == MeterModel.Register.SESSION) {
            millijoules = 0;
        }
    }

    void unplug() {
        pluggedIn = false;
        allowed = false;
        ended = false;
        evccId = null;
        socPercent = null;
    }

    boolean powerPathClosed() {
        return pluggedIn && allowed && operative && faults.isEmpty();
    }

    VehicleState vehicle() {
        if (!pluggedIn) {
            return VehicleState.ABSENT;
        }
        if (!allowed) {
            return ended ? VehicleState.FINISHING : VehicleState.WAITING;
        }
        if (!powerPathClosed()) {
            return VehicleState.SUSPENDED_BY_STATION;
        }
        return wantsEnergy ? VehicleState.CHARGING : VehicleState.SUSPENDED_BY_VEHICLE;
    }

    int maxPowerW() {
        return Math.min(model.maxPowerW(), limitW);
    }

    int powerW() {
        return vehicle() == VehicleState.CHARGING ? Math.min(demandW, maxPowerW()) : 0;
    }

    /** Counts the energy up to now; to be called before anything that changes the power. */
    void meter(long nanoTime) {
        long millis = (nanoTime - metered) / 1_000_000;
        millijoules += millis * powerW();
        metered += millis * 1_000_000;
    }

    MeterReading reading(Instant at) {
        MeterModel meter = model.meter();
        int powerW = powerW();
        int offeredW = powerPathClosed() ? maxPowerW() : 0;
        return new MeterReading(
                at,
                meter.energy() ? millijoules / MILLIJOULE_PER_WH : 0,
                meter.power() ? powerW : 0,
                meter.voltage() && powerPathClosed() ? VOLTAGE_MV : 0,
                meter.current() ? milliampere(powerW) : 0,
                offeredW,
                milliampere(offeredW),
                meter.stateOfCharge() ? socPercent : null);
    }

    EvseState state(Instant at) {
        return new EvseState(
                model.evseId(),
                pluggedIn,
                vehicle(),
                powerPathClosed() && station.contactor() == Contactor.MEASURED,
                operative || !station.operative(),
                faults,
                reading(at),
                pluggedIn ? evccId : null);
    }

    private static int milliampere(int powerW) {
        return (int) (powerW * 1_000_000L / VOLTAGE_MV);
    }
}
