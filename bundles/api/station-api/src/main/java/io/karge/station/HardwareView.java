package io.karge.station;

import io.karge.driver.CabinetState;
import io.karge.driver.EvseState;
import java.util.List;
import java.util.Optional;

/** The hardware as the station knows it now; events have been applied before blocks are told of them. */
public interface HardwareView {

    Status status();

    /** The cabinet, empty before the first snapshot since the gateway started. */
    Optional<CabinetState> cabinet();

    /** All EVSEs of the model; before the first snapshot unplugged, operative and healthy with a meter of zero. */
    List<EvseState> evses();

    /**
     * The state of one EVSE.
     *
     * @throws IllegalArgumentException when the model has no such EVSE
     */
    EvseState evse(int evseId);

    enum Status {
        /** Driver and link are there and a snapshot has come. */
        UP,
        /** The driver is there, its link to the hardware is not. */
        DOWN,
        /** No driver is installed for this station. */
        MISSING
    }
}
