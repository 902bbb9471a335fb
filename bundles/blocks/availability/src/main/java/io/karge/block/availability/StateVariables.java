package io.karge.block.availability;

import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.station.StationContext;
import io.karge.station.VariableKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The variable AvailabilityState of connectors, EVSEs and station (Part 2, Charging Infrastructure Related). */
final class StateVariables {
    private static final String STATE = "AvailabilityState";

    /** An EVSE is what the most taken of its connectors is. */
    private static final List<ConnectorStatusEnumType> OF_EVSE = List.of(
            ConnectorStatusEnumType.Faulted,
            ConnectorStatusEnumType.Occupied,
            ConnectorStatusEnumType.Reserved,
            ConnectorStatusEnumType.Available,
            ConnectorStatusEnumType.Unavailable);

    /** A station is what the most free of its EVSEs is. */
    private static final List<ConnectorStatusEnumType> OF_STATION = List.of(
            ConnectorStatusEnumType.Available,
            ConnectorStatusEnumType.Reserved,
            ConnectorStatusEnumType.Occupied,
            ConnectorStatusEnumType.Unavailable,
            ConnectorStatusEnumType.Faulted);

    private final StationContext context;

    StateVariables(StationContext context) {
        this.context = context;
    }

    void publish(List<Connector> connectors) {
        SortedMap<Integer, List<ConnectorStatusEnumType>> byEvse = new TreeMap<>();
        for (Connector connector : connectors) {
            publish("Connector", connector.evseId(), connector.connectorId(), connector.status());
            byEvse.computeIfAbsent(connector.evseId(), evse -> new ArrayList<>())
                    .add(connector.status());
        }
        List<ConnectorStatusEnumType> evses = new ArrayList<>();
        byEvse.forEach((evseId, statuses) -> {
            ConnectorStatusEnumType evse = first(OF_EVSE, statuses);
            publish("EVSE", evseId, 0, evse);
            evses.add(evse);
        });
        publish("ChargingStation", 0, 0, first(OF_STATION, evses));
    }

    private void publish(String component, int evseId, int connectorId, ConnectorStatusEnumType status) {
        context.deviceModel().publish(VariableKey.of(component, STATE).at(evseId, connectorId), status.wire());
    }

    private static ConnectorStatusEnumType first(
            List<ConnectorStatusEnumType> order, Collection<ConnectorStatusEnumType> present) {
        return order.stream().filter(present::contains).findFirst().orElse(ConnectorStatusEnumType.Unavailable);
    }
}
