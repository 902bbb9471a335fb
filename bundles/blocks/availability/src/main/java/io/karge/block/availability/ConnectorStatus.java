package io.karge.block.availability;

import io.karge.driver.EvseState;
import io.karge.ocpp.types.ConnectorStatusEnumType;

/** The status of a connector, from the levels alone (G01.FR.01). */
final class ConnectorStatus {
    private ConnectorStatus() {}

    /**
     * @param used whether a cable of the EVSE is this connector's; the others stay as they are (G01.FR.08)
     * @param hardwareThere whether driver and link are there, or have not been away for long
     * @param hardwareReady whether the hardware serves as far as it was not told otherwise
     * @param serves whether the CSMS wants the connector to serve
     * @param transaction whether a transaction runs on the EVSE: it ends before the EVSE becomes Unavailable
     *     (G01.FR.05)
     */
    static ConnectorStatusEnumType of(
            EvseState evse,
            boolean used,
            boolean hardwareThere,
            boolean hardwareReady,
            boolean serves,
            boolean transaction) {
        if (!hardwareThere) {
            return ConnectorStatusEnumType.Unavailable;
        }
        if (!evse.faults().isEmpty()) {
            return ConnectorStatusEnumType.Faulted;
        }
        boolean occupied = evse.pluggedIn() && used;
        if (occupied && transaction) {
            return ConnectorStatusEnumType.Occupied;
        }
        if (!serves || !hardwareReady) {
            return ConnectorStatusEnumType.Unavailable;
        }
        return occupied ? ConnectorStatusEnumType.Occupied : ConnectorStatusEnumType.Available;
    }
}
