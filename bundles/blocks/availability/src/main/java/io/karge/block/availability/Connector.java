package io.karge.block.availability;

import io.karge.ocpp.types.ConnectorStatusEnumType;

/** A connector and its status. */
final class Connector {
    private final int evseId;
    private final int connectorId;
    private ConnectorStatusEnumType status;

    Connector(int evseId, int connectorId, ConnectorStatusEnumType status) {
        this.evseId = evseId;
        this.connectorId = connectorId;
        this.status = status;
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

    /** Whether this is another status than before. */
    boolean becomes(ConnectorStatusEnumType now) {
        boolean differs = now != status;
        status = now;
        return differs;
    }
}
