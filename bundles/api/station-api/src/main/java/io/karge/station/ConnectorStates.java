package io.karge.station;

import io.karge.ocpp.types.ConnectorStatusEnumType;

/** Port of the availability block (G01 to G05). */
public interface ConnectorStates {

    ConnectorStatusEnumType status(int evseId, int connectorId);

    /** Whether a session may begin at the EVSE: operative, healthy, hardware there. */
    boolean usable(int evseId);
}
