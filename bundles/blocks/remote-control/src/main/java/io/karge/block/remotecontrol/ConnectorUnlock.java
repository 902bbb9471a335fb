package io.karge.block.remotecontrol;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.StationModel.ConnectorModel;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.UnlockConnectorRequest;
import io.karge.ocpp.messages.UnlockConnectorResponse;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.UnlockStatusEnumType;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import java.util.Optional;

/**
 * Unlocks a connector for the CSMS (F05): whatever is plugged in, and whatever transaction there is, as long as nobody is
 * authorized to charge there. What has no lock that the station works cannot be asked (F05.FR.07).
 */
final class ConnectorUnlock {
    private static final String COMMAND = HardwareCommand.UnlockConnector.class.getSimpleName();

    private final StationContext context;

    ConnectorUnlock(StationContext context) {
        this.context = context;
    }

    void unlock(UnlockConnectorRequest request, Responder responder) {
        Optional<ConnectorModel> connector = connector(request);
        if (!stationHasLock()) {
            notSupported(responder, "the station has no connector lock");
        } else if (connector.isEmpty()) {
            responder.answer(answer(UnlockStatusEnumType.UnknownConnector, unknown(request))); // F05.FR.03
        } else if (!connector.get().lock()) {
            notSupported(responder, "the connector has no lock");
        } else if (isAuthorized(request.evseId())) {
            responder.answer(UnlockConnectorResponse.of(UnlockStatusEnumType.OngoingAuthorizedTransaction));
        } else {
            context.command(
                    new HardwareCommand.UnlockConnector(request.evseId(), request.connectorId()),
                    result -> done(result, responder));
        }
    }

    private boolean stationHasLock() {
        return context.model().commands().contains(COMMAND)
                && context.model().evses().stream()
                        .flatMap(evse -> evse.connectors().stream())
                        .anyMatch(ConnectorModel::lock);
    }

    private Optional<ConnectorModel> connector(UnlockConnectorRequest request) {
        return context.model().hasEvse(request.evseId())
                ? context.model().evse(request.evseId()).connectors().stream()
                        .filter(connector -> connector.connectorId() == request.connectorId())
                        .findFirst()
                : Optional.empty();
    }

    private StatusInfoType unknown(UnlockConnectorRequest request) {
        return context.model().hasEvse(request.evseId())
                ? StatusInfoType.because(
                        "UnknownConnectorId", "EVSE " + request.evseId() + " has no connector " + request.connectorId())
                : StatusInfoType.because("UnknownEvse", "there is no EVSE " + request.evseId());
    }

    private boolean isAuthorized(int evseId) {
        return context.port(TransactionControl.class)
                .flatMap(control -> control.onEvse(evseId))
                .filter(TransactionInfo::authorized)
                .isPresent();
    }

    private static void done(CommandResult result, Responder responder) {
        if (result instanceof CommandResult.Accepted) {
            responder.answer(UnlockConnectorResponse.of(UnlockStatusEnumType.Unlocked));
        } else if (result instanceof CommandResult.NotSupported) {
            notSupported(responder, "the hardware cannot unlock it");
        } else {
            responder.answer(answer(
                    UnlockStatusEnumType.UnlockFailed,
                    StatusInfoType.because("InternalError", "the hardware did not unlock it: " + result)));
        }
    }

    private static UnlockConnectorResponse answer(UnlockStatusEnumType status, StatusInfoType why) {
        return UnlockConnectorResponse.of(status).withStatusInfo(why);
    }

    private static void notSupported(Responder responder, String why) {
        responder.refuse(RpcErrorCode.NotSupported, why);
    }
}
