package io.karge.block.availability;

import io.karge.driver.EvseState;
import io.karge.ocpp.types.ConnectorStatusEnumType;

/** The status of a connector, from the levels alone (G01.FR.01). */
final class ConnectorStatus {
    private ConnectorStatus() {}

    /**
     * @param hardwareThere whether driver and link are there, or have not been away for long
     * @param operative whether the CSMS wants the EVSE to serve
     * @param transaction whether a transaction runs on the EVSE: it ends before the EVSE becomes Unavailable
     *     (G01.FR.05)
     */
    static ConnectorStatusEnumType of(
            int connectorId, EvseState evse, boolean hardwareThere, boolean operative, boolean transaction) {
        if (!hardwareThere) {
            return ConnectorStatusEnumType.Unavailable;
        }
        if (!evse.faults().isEmpty()) {
            return ConnectorStatusEnumType.Faulted;
        }
        // A driver tells of one cable per EVSE; it stands for the first connector, the others stay (G01.FR.08).
        boolean occupied = evse.pluggedIn() && connectorId == 1;
        if (occupied && transaction) {
            return ConnectorStatusEnumType.Occupied;
        }
        if (!operative || !evse.operative()) {
            return ConnectorStatusEnumType.Unavailable;
        }
        return occupied ? ConnectorStatusEnumType.Occupied : ConnectorStatusEnumType.Available;
    }
}
