package io.karge.runtime.internal;

import io.karge.driver.MeterReading;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.ConnectorModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Which readings of a meter can be. One whose energy cannot be is not taken, because it would be billed; another value that
 * cannot be is left out of the reading, or as it was before. Generous: only what no hardware of the model can measure is
 * refused. One thread at a time.
 */
final class ReadingChecks {
    /** More than an EVSE gives in its life. */
    private static final long MOST_WH = 1_000_000_000_000L;

    private static final int MOST_MHZ = 100_000;
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final StationModel model;
    private final TimeSource time;
    private final DriverDefects defects;
    private final Map<Integer, MeterReading> last = new HashMap<>();

    ReadingChecks(StationModel model, TimeSource time, DriverDefects defects) {
        this.model = model;
        this.time = time;
        this.defects = defects;
    }

    /**
     * The reading as it is to be believed; empty when it is not at all.
     *
     * @param late whether it is one of the past
     */
    Optional<MeterReading> checked(EvseModel evse, MeterReading told, boolean late) {
        int evseId = evse.evseId();
        if (told.energyWh() < 0 || told.energyWh() > MOST_WH) {
            nonsense(evseId, "energy", told.energyWh() + " Wh", "The reading is not taken");
            return Optional.empty();
        }
        MeterReading before = last(evseId);
        MeterReading reading = withDetails(evse, withTotals(evse, dated(evseId, told), before));
        if (!late) {
            MeterReading known = last.put(evseId, reading);
            if (known != null) {
                watchRegister(evse, known, reading);
            }
        }
        return Optional.of(reading);
    }

    /** The last that was believed; of zeros when there is none. */
    MeterReading last(int evseId) {
        return last.getOrDefault(evseId, MeterReading.at(time.wallClock()));
    }

    private MeterReading dated(int evseId, MeterReading told) {
        Instant now = time.wallClock();
        if (told.at() == null) { // whatever the contract says
            nonsense(evseId, "time", "none", "It counts as read now");
            return told.withAt(now);
        } else if (told.at().isAfter(now.plus(CLOCKS_DIFFER))) {
            nonsense(evseId, "time", told.at() + ", which is not yet", "It counts as read now");
            return told.withAt(now);
        }
        return told;
    }

    private MeterReading withTotals(EvseModel evse, MeterReading told, MeterReading before) {
        MeterReading reading = told;
        if (!isPowerOf(evse, told.powerW())) {
            unlike(evse, "power", told.powerW() + " W");
            reading = reading.withPowerW(before.powerW());
        }
        if (!isCurrentOf(evse, told.currentMa())) {
            unlike(evse, "current", told.currentMa() + " mA");
            reading = reading.withCurrentMa(before.currentMa());
        }
        if (!isVoltageOf(evse, told.voltageMv())) {
            unlike(evse, "voltage", told.voltageMv() + " mV");
            reading = reading.withVoltageMv(before.voltageMv());
        }
        if (told.offeredPowerW() < 0 || told.offeredCurrentMa() < 0) {
            unlike(evse, "offer", told.offeredPowerW() + " W, " + told.offeredCurrentMa() + " mA");
            reading = reading.withOffered(Math.max(0, told.offeredPowerW()), Math.max(0, told.offeredCurrentMa()));
        }
        return reading;
    }

    private MeterReading withDetails(EvseModel evse, MeterReading told) {
        MeterReading reading = told;
        Integer soc = told.socPercent();
        if (soc != null && (soc < 0 || soc > 100)) {
            nonsense(evse.evseId(), "state of charge", soc + " %", "It counts as unknown, which null says");
            reading = reading.withSocPercent(null);
        }
        Integer frequency = told.frequencyMhz();
        if (frequency != null && (frequency < 0 || frequency > MOST_MHZ)) {
            nonsense(evse.evseId(), "frequency", frequency + " mHz", "It counts as unknown");
            reading = reading.withFrequencyMhz(null);
        }
        Long exported = told.exportEnergyWh();
        if (exported != null && (exported < 0 || exported > MOST_WH)) {
            nonsense(evse.evseId(), "exported energy", exported + " Wh", "It counts as unknown");
            reading = reading.withExportEnergyWh(null);
        }
        for (MeterReading.Phase phase : told.phases()) {
            boolean possible = isPowerOf(evse, phase.powerW())
                    && isCurrentOf(evse, phase.currentMa())
                    && isVoltageOf(evse, phase.voltageMv());
            if (!possible) {
                nonsense(evse.evseId(), "phases", told.phases().toString(), "They count as unknown");
                return reading.withPhases(List.of());
            }
        }
        return reading;
    }

    // --- what the EVSE can be ---

    private boolean isPowerOf(EvseModel evse, int powerW) {
        long most = 3L * evse.maxPowerW() + 1000;
        return powerW <= most && powerW >= (evse.meter().exportEnergy() ? -most : -most / 20);
    }

    private boolean isCurrentOf(EvseModel evse, int currentMa) {
        long most = 3000L * largest(evse, ConnectorModel::maxCurrentA, 1000) + 10_000;
        return currentMa <= most && currentMa >= (evse.meter().exportEnergy() ? -most : -most / 20);
    }

    private boolean isVoltageOf(EvseModel evse, int voltageMv) {
        long most = 2000L * largest(evse, ConnectorModel::maxVoltageV, 1000) + 100_000;
        return voltageMv <= most && voltageMv >= -most / 20;
    }

    private static int largest(EvseModel evse, ToIntFunction<ConnectorModel> value, int unknown) {
        int most = evse.connectors().stream().mapToInt(value).max().orElse(0);
        return most > 0 ? most : unknown;
    }

    // --- what the register does ---

    private void watchRegister(EvseModel evse, MeterReading before, MeterReading now) {
        if (evse.meter().needsSum()) {
            return; // it may begin anew
        }
        boolean leaps = EnergySum.leaps(
                now.energyWh() - before.energyWh(), Duration.between(before.at(), now.at()), evse.maxPowerW());
        if (now.energyWh() < before.energyWh() || leaps) {
            defects.tell(
                    "register." + evse.evseId(),
                    "tells of an energy register that " + (leaps ? "leaps" : "falls"),
                    "EVSE " + evse.evseId() + " of station " + defects.stationId() + ": from " + before.energyWh()
                            + " Wh to " + now.energyWh()
                            + " Wh, though model.json says that it is cumulative. The energy"
                            + " told to the CSMS goes on from where it was");
        }
    }

    // --- what people are told ---

    private void unlike(EvseModel evse, String quantity, String value) {
        nonsense(evse.evseId(), quantity, value, "Its last value stays, or 0");
    }

    private void nonsense(int evseId, String quantity, String value, String consequence) {
        defects.tell(
                "reading." + evseId + "." + quantity,
                "tells of a reading that cannot be",
                quantity + " of EVSE " + evseId + " of station " + defects.stationId() + ": " + value + ", of a "
                        + model.vendor() + " " + model.model() + ". " + consequence);
    }
}
