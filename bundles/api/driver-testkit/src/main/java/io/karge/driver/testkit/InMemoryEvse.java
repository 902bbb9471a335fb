package io.karge.driver.testkit;

import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.MeterReading;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.Contactor;
import io.karge.driver.StationModel.EvseModel;
import io.karge.driver.StationModel.LimitModel;
import io.karge.driver.StationModel.MeterModel;
import io.karge.driver.VehicleState;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One EVSE in memory with its vehicle and its meter; guarded by {@link InMemoryHardware}. */
final class InMemoryEvse {
    private static final int VOLTAGE_MV = 400_000;
    private static final int PHASE_MV = 230_000;
    private static final int GRID_MHZ = 50_000;
    private static final long MILLIJOULE_PER_WH = 3_600_000;

    final EvseModel model;
    final Set<Fault> faults = new LinkedHashSet<>();
    boolean pluggedIn;
    int connectorId = 1;
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
    void plugIn(int atConnector) {
        pluggedIn = true;
        connectorId = atConnector;
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
        return pluggedIn && allowed && operative && faults.stream().noneMatch(fault -> fault.concerns(connectorId));
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
        long energyWh = meter.energy() ? register(millijoules / MILLIJOULE_PER_WH) : 0;
        MeterReading reading = MeterReading.at(at)
                .withEnergyWh(energyWh)
                .withPowerW(meter.power() ? powerW : 0)
                .withVoltageMv(meter.voltage() && powerPathClosed() ? (phases() == 0 ? VOLTAGE_MV : PHASE_MV) : 0)
                .withCurrentMa(meter.current() ? milliampere(powerW) : 0)
                .withOffered(offeredW, milliampere(offeredW))
                .withSocPercent(meter.stateOfCharge() ? socPercent : null)
                .withFrequencyMhz(meter.frequency() ? GRID_MHZ : null)
                .withExportEnergyWh(meter.exportEnergy() ? 0L : null)
                .withSerialNumber(meter.serialNumber() ? "MEM-METER-" + model.evseId() : "")
                .withSigned(
                        meter.signed()
                                ? new MeterReading.Signed("OCMF|{\"RV\":" + energyWh + "}", "none", "OCMF", "")
                                : null);
        return meter.perPhase() ? reading.withPhases(phases(meter, powerW)) : reading;
    }

    private long register(long energyWh) {
        return model.meter().wrapsAtWh() == 0
                ? energyWh
                : energyWh % model.meter().wrapsAtWh();
    }

    private List<MeterReading.Phase> phases(MeterModel meter, int powerW) {
        MeterReading.Phase each = new MeterReading.Phase(
                meter.voltage() && powerPathClosed() ? PHASE_MV : 0,
                meter.current() ? milliampere(powerW) : 0,
                meter.power() ? powerW / phases() : 0);
        return Collections.nCopies(phases(), each);
    }

    /** Of the connector that is used, 0 for DC. */
    private int phases() {
        return model.connectors().get(connectorId - 1).phases();
    }

    /** A limit takes effect: the hardware knows only what its kind of limit says. */
    void limit(@Nullable Integer givenW, @Nullable Integer givenMa) {
        if (givenW == null) {
            limitW = Integer.MAX_VALUE;
        } else if (model.limit().unit() == LimitModel.Unit.A && givenMa != null) {
            limitW = (int)
                    ((long) givenMa * model.limit().phases() * model.limit().phaseVoltageV() / 1000);
        } else {
            limitW = givenW;
        }
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
                pluggedIn ? evccId : null,
                connectorId);
    }

    private int milliampere(int powerW) {
        long voltageMv = phases() == 0 ? VOLTAGE_MV : (long) PHASE_MV * phases();
        return (int) (powerW * 1_000_000L / voltageMv);
    }
}
