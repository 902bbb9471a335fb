package io.karge.block.remotecontrol;

import io.karge.driver.StationModel.EvseModel;
import io.karge.ocpp.messages.RequestStartTransactionRequest;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.station.ConnectorStates;
import io.karge.station.StationContext;
import java.util.Optional;

/** What must hold before the transactions block is asked to start a transaction. */
final class StartConditions {
    private final StationContext context;

    StartConditions(StationContext context) {
        this.context = context;
    }

    /** Why the request is rejected, empty when nothing is in the way. */
    Optional<StatusInfoType> refusal(RequestStartTransactionRequest request) {
        Integer evseId = request.evseId();
        if (evseId != null && !context.model().hasEvse(evseId)) {
            return Optional.of(StatusInfoType.because("UnknownEvse", "there is no EVSE " + evseId));
        }
        if (!context.lifeCycle().takesNewSessions()) {
            return Optional.of(
                    StatusInfoType.because("Unspecified", "the station takes no new sessions at the moment"));
        }
        boolean usable = evseId == null
                ? context.model().evses().stream().map(EvseModel::evseId).anyMatch(this::usable)
                : usable(evseId);
        return usable
                ? Optional.empty()
                : Optional.of(StatusInfoType.because(
                        "Unspecified",
                        evseId == null
                                ? "no EVSE can serve: all are unavailable or faulted"
                                : "EVSE " + evseId + " is unavailable or faulted")); // F01.FR.23, F02.FR.25
    }

    private boolean usable(int evseId) {
        return context.port(ConnectorStates.class)
                .map(states -> states.usable(evseId))
                .orElse(true);
    }
}
