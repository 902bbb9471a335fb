package io.karge.block.availability;

import io.karge.driver.StationModel.ConnectorModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.station.ConnectorStates;
import io.karge.station.FunctionalBlock;
import io.karge.station.HardwareView;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.TransactionControl;
import io.karge.station.VariableKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The connectors' status of one station: from the hardware's levels to the CSMS, the device model and other blocks. */
final class AvailabilityBlock implements FunctionalBlock, ConnectorStates {
    static final VariableKey OFFLINE_THRESHOLD = VariableKey.of("OCPPCommCtrlr", "OfflineThreshold");

    private static final int DEFAULT_OFFLINE_THRESHOLD_SECONDS = 60;

    private final StationContext context;
    private final OperativeStates operative;
    private final StatusNotifications notifications;
    private final StateVariables variables;
    private final List<Connector> connectors = new ArrayList<>();
    private boolean hardwareThere;

    AvailabilityBlock(StationContext context) {
        this.context = context;
        operative = new OperativeStates(context.state());
        notifications = new StatusNotifications(context);
        variables = new StateVariables(context);
    }

    @Override
    public void start() {
        hardwareThere = context.hardware().status() == HardwareView.Status.UP;
        for (EvseModel evse : context.model().evses()) {
            for (ConnectorModel connector : evse.connectors()) {
                connectors.add(new Connector(
                        evse.evseId(), connector.connectorId(), now(evse.evseId(), connector.connectorId())));
            }
        }
        context.offer(ConnectorStates.class, this);
        variables.publish(connectors);
        if (context.lifeCycle().online()) {
            connectors.forEach(notifications::report);
        }
    }

    @Override
    public void on(StationEvent event) {
        if (event instanceof StationEvent.EvseChanged changed) {
            hardwareThere = true; // After HardwareReturned too: the levels of before are of no use.
            update(changed.evseId(), changed.at());
        } else if (event instanceof StationEvent.HardwareLost) {
            hardwareThere = false;
            updateAll();
        } else if (event instanceof StationEvent.TransactionChanged changed) {
            if (changed.phase() != Phase.UPDATED
                    && context.model().hasEvse(changed.transaction().evseId())) {
                update(changed.transaction().evseId(), context.clock().now());
            }
        } else if (event instanceof StationEvent.Online online) {
            reportAfter(online);
        }
    }

    /** After a boot all (B01.FR.05), after a long time offline all (B04.FR.01), else what changed (B04.FR.02). */
    private void reportAfter(StationEvent.Online online) {
        Duration threshold =
                Duration.ofSeconds(context.deviceModel().integer(OFFLINE_THRESHOLD, DEFAULT_OFFLINE_THRESHOLD_SECONDS));
        boolean all = online.afterBoot() || online.offline().compareTo(threshold) > 0;
        connectors.stream()
                .filter(connector -> all || !notifications.isKnown(connector))
                .forEach(notifications::report);
    }

    private void updateAll() {
        context.model()
                .evses()
                .forEach(evse -> update(evse.evseId(), context.clock().now()));
    }

    private void update(int evseId, Instant at) {
        boolean changed = false;
        for (Connector connector : connectors) {
            if (connector.evseId() == evseId) {
                ConnectorStatusEnumType status = now(evseId, connector.connectorId());
                if (connector.becomes(status)) {
                    changed = true;
                    notifications.changed(connector, at);
                    context.publish(new StationEvent.ConnectorStatusChanged(evseId, connector.connectorId(), status));
                }
            }
        }
        if (changed) {
            variables.publish(connectors);
        }
    }

    private ConnectorStatusEnumType now(int evseId, int connectorId) {
        return ConnectorStatus.of(
                connectorId,
                context.hardware().evse(evseId),
                hardwareThere,
                operative.isOperative(evseId),
                hasTransaction(evseId));
    }

    private boolean hasTransaction(int evseId) {
        return context.port(TransactionControl.class)
                .flatMap(control -> control.onEvse(evseId))
                .isPresent();
    }

    @Override
    public ConnectorStatusEnumType status(int evseId, int connectorId) {
        return connectors.stream()
                .filter(connector -> connector.evseId() == evseId && connector.connectorId() == connectorId)
                .findFirst()
                .map(Connector::status)
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no connector " + connectorId + " on EVSE " + evseId));
    }

    @Override
    public boolean usable(int evseId) {
        return connectors.stream()
                .filter(connector -> connector.evseId() == evseId)
                .anyMatch(connector -> connector.status() == ConnectorStatusEnumType.Available
                        || connector.status() == ConnectorStatusEnumType.Occupied);
    }

    @Override
    public void on(OcppRequest request, Responder responder) {
        throw new IllegalArgumentException("availability does not answer " + request.action());
    }

    @Override
    public void close() {}
}
