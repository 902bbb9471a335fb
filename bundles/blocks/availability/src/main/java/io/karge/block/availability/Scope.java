package io.karge.block.availability;

import io.karge.ocpp.types.EVSEType;
import org.jspecify.annotations.Nullable;

/**
 * What can be put in and out of service on its own: the station, an EVSE of it, a connector of that.
 *
 * @param evseId 0 for the station
 * @param connectorId 0 for the station and for an EVSE
 */
record Scope(int evseId, int connectorId) {
    static final Scope STATION = new Scope(0, 0);

    /** What a ChangeAvailability means: the station when it names no EVSE (G04.FR.01). */
    static Scope of(@Nullable EVSEType evse) {
        if (evse == null) {
            return STATION;
        }
        Integer connectorId = evse.connectorId();
        return new Scope(evse.id(), connectorId == null ? 0 : connectorId);
    }

    static Scope of(Connector connector) {
        return new Scope(connector.evseId(), connector.connectorId());
    }

    boolean isStation() {
        return equals(STATION);
    }

    /** Whether this is the connector or what it belongs to. */
    boolean covers(Connector connector) {
        return (evseId == 0 || evseId == connector.evseId())
                && (connectorId == 0 || connectorId == connector.connectorId());
    }
}
