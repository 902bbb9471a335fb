package io.karge.station.testkit;

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.driver.MeterReading;
import io.karge.driver.StationModel;
import io.karge.driver.VehicleState;
import io.karge.station.HardwareView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hardware that is what the test says; all EVSEs begin unplugged, operative and healthy. */
public final class FakeHardware implements HardwareView {
    private final SortedMap<Integer, EvseState> evses = new TreeMap<>();
    private Status status = Status.UP;
    private @Nullable String driver;
    private @Nullable CabinetState cabinet = new CabinetState("SN-1", "3.0.0", 1, BootReason.POWER_UP);

    private @Nullable FirmwareProgress firmware;

    FakeHardware(StationModel model, Instant now) {
        model.evses().forEach(evse -> evses.put(evse.evseId(), idle(evse.evseId(), now)));
    }

    /** An EVSE with nothing plugged in. */
    public static EvseState idle(int evseId, Instant now) {
        MeterReading meter = new MeterReading(now, 0, 0, 0, 0, 0, 0, null);
        return new EvseState(evseId, false, VehicleState.ABSENT, false, true, Set.of(), meter, null);
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    public Optional<String> driver() {
        return Optional.ofNullable(driver);
    }

    /** The driver and its version. */
    public void setDriver(String now) {
        driver = now;
    }

    @Override
    public Optional<CabinetState> cabinet() {
        return Optional.ofNullable(cabinet);
    }

    @Override
    public List<EvseState> evses() {
        return List.copyOf(evses.values());
    }

    @Override
    public EvseState evse(int evseId) {
        EvseState evse = evses.get(evseId);
        if (evse == null) {
            throw new IllegalArgumentException("there is no EVSE " + evseId);
        }
        return evse;
    }

    @Override
    public Optional<FirmwareProgress> firmware() {
        return Optional.ofNullable(firmware);
    }

    /** Sets what was told last of a firmware installation, without telling the block. */
    public void setFirmware(@Nullable FirmwareProgress now) {
        firmware = now;
    }

    public void setStatus(Status now) {
        status = now;
    }

    public void setCabinet(@Nullable CabinetState now) {
        cabinet = now;
    }

    /** Sets the state without telling the block; {@link BlockTester#change} tells it. */
    public void setEvse(EvseState now) {
        evse(now.evseId());
        evses.put(now.evseId(), now);
    }
}
