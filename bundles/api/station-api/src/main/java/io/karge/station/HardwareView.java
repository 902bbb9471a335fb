package io.karge.station;

import io.karge.driver.CabinetState;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.driver.MeterReading;
import java.util.List;
import java.util.Optional;

/** The hardware as the station knows it now; events have been applied before blocks are told of them. */
public interface HardwareView {

    Status status();

    /** The cabinet, empty before the first snapshot since the gateway started. */
    Optional<CabinetState> cabinet();

    /** What the hardware told last of a firmware installation, also when no block was there to hear it; empty when nothing. */
    default Optional<FirmwareProgress> firmware() {
        return Optional.empty();
    }

    /** All EVSEs of the model; before the first snapshot unplugged, operative and healthy with a meter of zero. */
    List<EvseState> evses();

    /**
     * The state of one EVSE.
     *
     * @throws IllegalArgumentException when the model has no such EVSE
     */
    EvseState evse(int evseId);

    /**
     * The last reading of an EVSE's meter; also of an EVSE that the model does not have any more, as far as its register is
     * known. Empty when nothing is.
     */
    default Optional<MeterReading> lastReading(int evseId) {
        return evses().stream()
                .filter(evse -> evse.evseId() == evseId)
                .map(EvseState::meter)
                .findFirst();
    }

    /** The driver that says how the hardware is, or did last, with its version, for people; empty before there was one. */
    default Optional<String> driver() {
        return Optional.empty();
    }

    enum Status {
        /** Driver and link are there and a snapshot has come. */
        UP,
        /** The driver is there, its link to the hardware is not. */
        DOWN,
        /** No driver is installed for this station. */
        MISSING
    }
}
