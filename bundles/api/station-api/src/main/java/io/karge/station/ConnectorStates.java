package io.karge.station;

import io.karge.ocpp.types.ConnectorStatusEnumType;
import java.util.Optional;

/** Port of the availability block (G01 to G05). */
public interface ConnectorStates {

    /** What the connector would report; empty when there is no such connector. */
    Optional<ConnectorStatusEnumType> status(int evseId, int connectorId);

    /** Whether a session may begin at the EVSE: operative, healthy, hardware there. */
    boolean usable(int evseId);
}
