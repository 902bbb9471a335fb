package io.karge.block.remotecontrol;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.RequestStartTransactionRequest;
import io.karge.ocpp.messages.RequestStartTransactionResponse;
import io.karge.ocpp.messages.RequestStopTransactionRequest;
import io.karge.ocpp.messages.RequestStopTransactionResponse;
import io.karge.ocpp.messages.TriggerMessageRequest;
import io.karge.ocpp.messages.UnlockConnectorRequest;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.station.FunctionalBlock;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionControl.RemoteStart;
import io.karge.station.TransactionControl.RemoteStartResult;
import java.util.Optional;

/**
 * The remote control of one station (F01, F02, F03, F05, F06). A charging profile in a request is ignored: there is no smart
 * charging (F01.FR.12, F02.FR.20).
 */
final class RemoteControlBlock implements FunctionalBlock {
    private final StationContext context;
    private final StartConditions conditions;
    private final TriggerMessages triggers;
    private final ConnectorUnlock connectors;

    RemoteControlBlock(StationContext context) {
        this.context = context;
        this.conditions = new StartConditions(context);
        this.triggers = new TriggerMessages(context);
        this.connectors = new ConnectorUnlock(context);
    }

    @Override
    public void start() {}

    @Override
    public void on(StationEvent event) {}

    @Override
    public void on(OcppRequest request, Responder responder) {
        if (request instanceof RequestStartTransactionRequest start) {
            responder.answer(start(start));
        } else if (request instanceof RequestStopTransactionRequest stop) {
            responder.answer(stop(stop));
        } else if (request instanceof TriggerMessageRequest trigger) {
            triggers.answer(trigger, responder);
        } else if (request instanceof UnlockConnectorRequest unlock) {
            connectors.unlock(unlock, responder);
        } else {
            throw new IllegalArgumentException("remote control does not answer " + request.action());
        }
    }

    private RequestStartTransactionResponse start(RequestStartTransactionRequest request) {
        Optional<StatusInfoType> refusal = notReady().or(() -> conditions.refusal(request));
        if (refusal.isPresent()) {
            return RequestStartTransactionResponse.of(RequestStartStopStatusEnumType.Rejected)
                    .withStatusInfo(refusal.get());
        }
        RemoteStartResult result = transactions()
                .flatMap(control -> control.startRemotely(new RemoteStart(
                        request.remoteStartId(), request.idToken(), request.groupIdToken(), request.evseId())))
                .orElse(FAILED);
        boolean accepted = result.status() == RequestStartStopStatusEnumType.Accepted;
        return RequestStartTransactionResponse.of(result.status())
                .withTransactionId(accepted ? result.transactionId() : null) // F01.FR.13
                .withStatusInfo(accepted ? null : reason(result));
    }

    /** The transactions block failed as it was asked. */
    private static final RemoteStartResult FAILED =
            new RemoteStartResult(RequestStartStopStatusEnumType.Rejected, null, null);

    private static StatusInfoType reason(RemoteStartResult result) {
        String why = result.why() == null ? "the station cannot start a transaction now" : result.why();
        return StatusInfoType.because(
                result.transactionId() == null ? "Unspecified" : "TxInProgress", why); // F01.FR.24
    }

    private RequestStopTransactionResponse stop(RequestStopTransactionRequest request) {
        Optional<StatusInfoType> refusal = notReady().or(() -> stopped(request.transactionId()));
        return refusal.map(why -> RequestStopTransactionResponse.of(RequestStartStopStatusEnumType.Rejected)
                        .withStatusInfo(why))
                .orElse(RequestStopTransactionResponse.of(RequestStartStopStatusEnumType.Accepted));
    }

    /** Stops it; why not, when there is no such transaction (F03.FR.07, F03.FR.08). */
    private Optional<StatusInfoType> stopped(String transactionId) {
        boolean stops = transactions()
                .map(control -> control.stopRemotely(transactionId))
                .orElse(false);
        return stops
                ? Optional.empty()
                : Optional.of(StatusInfoType.because("TxNotFound", "no such transaction is running"));
    }

    /** Before the CSMS has accepted the station it cannot control transactions (B02.FR.05). */
    private Optional<StatusInfoType> notReady() {
        boolean accepted = context.lifeCycle()
                .registration()
                .filter(RegistrationStatusEnumType.Accepted::equals)
                .isPresent();
        if (!accepted) {
            return Optional.of(StatusInfoType.because("CSNotAccepted", "the CSMS has not accepted the station yet"));
        }
        return transactions().isPresent()
                ? Optional.empty()
                : Optional.of(StatusInfoType.because("UnsupportedRequest", "the transactions block is not installed"));
    }

    private Optional<TransactionControl> transactions() {
        return context.port(TransactionControl.class);
    }

    @Override
    public void close() {}
}
