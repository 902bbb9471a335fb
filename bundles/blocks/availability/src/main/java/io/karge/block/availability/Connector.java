package io.karge.block.availability;

import io.karge.ocpp.types.ConnectorStatusEnumType;

/** A connector and its status. */
final class Connector {
    private final int evseId;
    private final int connectorId;
    private ConnectorStatusEnumType status = ConnectorStatusEnumType.Unavailable;

    Connector(int evseId, int connectorId) {
        this.evseId = evseId;
        this.connectorId = connectorId;
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

    /** Whether it is the one that a cable and a transaction are at: a driver tells of one cable per EVSE. */
    boolean isUsed() {
        return connectorId == 1;
    }

    /** Whether this is another status than before. */
    boolean becomes(ConnectorStatusEnumType now) {
        boolean differs = now != status;
        status = now;
        return differs;
    }
}
