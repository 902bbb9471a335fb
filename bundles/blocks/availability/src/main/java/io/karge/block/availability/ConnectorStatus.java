package io.karge.block.availability;

import io.karge.driver.EvseState;
import io.karge.ocpp.types.ConnectorStatusEnumType;

/** The status of a connector, from the levels alone (G01.FR.01). */
final class ConnectorStatus {
    private ConnectorStatus() {}

    /** Whether a connector is to serve, as far as it is not the hardware that decides. */
    enum Service {
        IN,
        /** It is the one that the transaction uses, and serves until that has ended. */
        LEAVES,
        OUT
    }

    /**
     * @param connectorId which of the EVSE's connectors it is
     * @param used whether a cable of the EVSE is this connector's; the others stay as they are (G01.FR.08)
     * @param hardwareThere whether driver and link are there, or have not been away for long
     * @param hardwareReady whether the hardware serves as far as it was not told otherwise
     * @param service whether the connector is to serve
     * @param transaction whether a transaction runs on the EVSE: it ends before the EVSE becomes Unavailable
     *     (G01.FR.05)
     * @param before the status until now
     */
    static ConnectorStatusEnumType of(
            EvseState evse,
            int connectorId,
            boolean used,
            boolean hardwareThere,
            boolean hardwareReady,
            Service service,
            boolean transaction,
            ConnectorStatusEnumType before) {
        if (!hardwareThere) {
            return ConnectorStatusEnumType.Unavailable;
        }
        if (!evse.faultsOf(connectorId).isEmpty()) {
            return ConnectorStatusEnumType.Faulted;
        }
        boolean occupied = evse.pluggedIn() && used;
        if (occupied && transaction) {
            return ConnectorStatusEnumType.Occupied;
        }
        if (service == Service.LEAVES) {
            // The cable has gone first: of what follows only Unavailable is told, after the end of the transaction.
            return before == ConnectorStatusEnumType.Faulted ? ConnectorStatusEnumType.Occupied : before;
        }
        if (service == Service.OUT || !hardwareReady) {
            return ConnectorStatusEnumType.Unavailable;
        }
        return occupied ? ConnectorStatusEnumType.Occupied : ConnectorStatusEnumType.Available;
    }
}
