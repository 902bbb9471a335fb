package io.karge.block.availability;

import io.karge.ocpp.types.ConnectorStatusEnumType;

/** A connector and its status. */
final class Connector {
    private final int evseId;
    private final int connectorId;
    private boolean used;
    private ConnectorStatusEnumType status = ConnectorStatusEnumType.Unavailable;

    Connector(int evseId, int connectorId) {
        this.evseId = evseId;
        this.connectorId = connectorId;
        this.used = connectorId == 1;
    }

    int evseId() {
        return evseId;
    }

    int connectorId() {
        return connectorId;
    }

    ConnectorStatusEnumType status() {
        return status;
    }

    /** Whether it is the one that a cable and a transaction are at: one connector of an EVSE is used at a time. */
    boolean isUsed() {
        return used;
    }

    /** The hardware tells which connector of the EVSE is used. */
    void isUsed(int usedId) {
        used = usedId == connectorId;
    }

    /** Whether this is another status than before. */
    boolean becomes(ConnectorStatusEnumType now) {
        boolean differs = now != status;
        status = now;
        return differs;
    }
}
