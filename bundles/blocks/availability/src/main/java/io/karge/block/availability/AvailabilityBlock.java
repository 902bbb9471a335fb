package io.karge.block.availability;

import io.karge.block.availability.ConnectorStatus.Service;
import io.karge.driver.StationModel.ConnectorModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.ChangeAvailabilityRequest;
import io.karge.ocpp.messages.ChangeAvailabilityResponse;
import io.karge.ocpp.types.ChangeAvailabilityStatusEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.station.ConnectorStates;
import io.karge.station.FunctionalBlock;
import io.karge.station.HardwareView;
import io.karge.station.HoldEffect;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.TransactionControl;
import io.karge.station.TriggerDecision;
import io.karge.station.VariableKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connectors' status of one station: from the hardware's levels to the CSMS, the device model and other blocks. */
final class AvailabilityBlock implements FunctionalBlock, ConnectorStates {
    static final VariableKey OFFLINE_THRESHOLD = VariableKey.of("OCPPCommCtrlr", "OfflineThreshold");

    private static final int DEFAULT_OFFLINE_THRESHOLD_SECONDS = 60;

    private final StationContext context;
    private final OperativeStates operative;
    private final StatusNotifications notifications;
    private final StateVariables variables;
    private final HardwareService service;
    private final AvailabilityRequests requests;
    private final LockFailures locks;
    private final FaultReports faults;
    private final List<Connector> connectors = new ArrayList<>();
    private boolean hardwareThere;

    AvailabilityBlock(StationContext context) {
        this.context = context;
        operative = new OperativeStates(context.state());
        notifications = new StatusNotifications(context);
        variables = new StateVariables(context);
        service = new HardwareService(
                context, evseId -> update(evseId, context.clock().now()));
        requests = new AvailabilityRequests(context, operative);
        locks = new LockFailures(context);
        faults = new FaultReports(context, locks);
    }

    @Override
    public void start() {
        hardwareThere = context.hardware().status() == HardwareView.Status.UP;
        for (EvseModel evse : context.model().evses()) {
            for (ConnectorModel connector : evse.connectors()) {
                connectors.add(new Connector(evse.evseId(), connector.connectorId()));
            }
        }
        connectors.forEach(connector -> connector.becomes(now(connector)));
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
            if (changed.snapshot() && !serves(changed.evseId())) {
                service.insist(changed.evseId(), false); // it may have restarted
            }
        } else if (event instanceof StationEvent.HardwareLost) {
            hardwareThere = false;
            updateAll();
        } else if (event instanceof StationEvent.HoldsChanged changed
                && changed.effects().contains(HoldEffect.SHOWN_UNAVAILABLE)) {
            updateAll();
        } else if (event instanceof StationEvent.TransactionChanged changed) {
            if (context.model().hasEvse(changed.transaction().evseId())) {
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
                .forEach(notifications::reportOnline);
        connectors.forEach(connector -> locks.settle(connector, context.clock().now()));
        context.model()
                .evses()
                .forEach(evse -> faults.settle(evse.evseId(), context.clock().now()));
    }

    private void updateAll() {
        context.model()
                .evses()
                .forEach(evse -> update(evse.evseId(), context.clock().now()));
    }

    /** Gives the connectors whose status changed. */
    private Set<Connector> update(int evseId, Instant at) {
        Set<Connector> changed = new HashSet<>();
        for (Connector connector : of(evseId)) {
            if (connector.becomes(now(connector))) {
                changed.add(connector);
                notifications.changed(connector, at);
                context.publish(
                        new StationEvent.ConnectorStatusChanged(evseId, connector.connectorId(), connector.status()));
            }
        }
        if (!changed.isEmpty()) {
            variables.publish(connectors);
        }
        of(evseId).forEach(connector -> locks.settle(connector, at));
        faults.settle(evseId, at);
        service.settle(evseId, serves(evseId));
        return changed;
    }

    private List<Connector> of(int evseId) {
        return connectors.stream()
                .filter(connector -> connector.evseId() == evseId)
                .toList();
    }

    private ConnectorStatusEnumType now(Connector connector) {
        int evseId = connector.evseId();
        connector.isUsed(context.hardware().evse(evseId).connectorId());
        boolean transaction = hasTransaction(connector);
        return ConnectorStatus.of(
                context.hardware().evse(evseId),
                connector.connectorId(),
                connector.isUsed(),
                hardwareThere,
                service.isReady(evseId),
                service(connector, transaction),
                transaction,
                connector.status());
    }

    private Service service(Connector connector, boolean transaction) {
        boolean held = context.holds().affects(connector.evseId(), HoldEffect.SHOWN_UNAVAILABLE);
        if (transaction && connector.isUsed() && (held || !operative.serves(connector, false))) {
            return Service.LEAVES;
        }
        return !held && operative.serves(connector, transaction) ? Service.IN : Service.OUT;
    }

    private boolean serves(int evseId) {
        return of(evseId).stream().anyMatch(connector -> operative.serves(connector, hasTransaction(connector)));
    }

    private boolean hasTransaction(Connector connector) {
        return context.port(TransactionControl.class)
                .flatMap(control -> control.onEvse(connector.evseId()))
                .isPresent();
    }

    @Override
    public Optional<ConnectorStatusEnumType> status(int evseId, int connectorId) {
        return of(evseId).stream()
                .filter(connector -> connector.connectorId() == connectorId)
                .findFirst()
                .map(Connector::status);
    }

    @Override
    public boolean usable(int evseId) {
        boolean pluggedIn = context.model().hasEvse(evseId)
                && context.hardware().evse(evseId).pluggedIn(); // then only its connector can serve
        return of(evseId).stream()
                .filter(connector -> connector.isUsed() || !pluggedIn)
                .anyMatch(connector -> connector.status() == ConnectorStatusEnumType.Available
                        || connector.status() == ConnectorStatusEnumType.Occupied);
    }

    @Override
    public void on(OcppRequest request, Responder responder) {
        if (request instanceof ChangeAvailabilityRequest change) {
            ChangeAvailabilityResponse response = requests.change(change, connectors, this::hasTransaction);
            responder.answer(response);
            if (response.status() != ChangeAvailabilityStatusEnumType.Rejected) {
                changed(Scope.of(change.evse()));
            }
        } else {
            throw new IllegalArgumentException("availability does not answer " + request.action());
        }
    }

    /**
     * Tells every connector that was asked for and does not wait for a transaction, changed or not (G03.FR.04, G04.FR.05;
     * TC_G_12 and TC_G_13 ask for the latter too).
     */
    private void changed(Scope scope) {
        for (EvseModel evse : context.model().evses()) {
            List<Connector> asked =
                    of(evse.evseId()).stream().filter(scope::covers).toList();
            if (!asked.isEmpty()) {
                Set<Connector> told = update(evse.evseId(), context.clock().now());
                service.insist(evse.evseId(), serves(evse.evseId()));
                asked.stream()
                        .filter(connector ->
                                !told.contains(connector) && !operative.waits(connector, hasTransaction(connector)))
                        .forEach(notifications::report);
            }
        }
    }

    /** A StatusNotification for each connector that is meant (F06.FR.11). */
    @Override
    public Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        if (message != MessageTriggerEnumType.StatusNotification) {
            return Optional.empty();
        }
        List<Connector> meant =
                connectors.stream().filter(Scope.of(evse)::covers).toList();
        return Optional.of(new TriggerDecision.Accepted(() -> meant.forEach(notifications::reportRequested)));
    }

    @Override
    public void close() {}
}
