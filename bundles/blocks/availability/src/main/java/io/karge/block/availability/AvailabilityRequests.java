package io.karge.block.availability;

import io.karge.ocpp.messages.ChangeAvailabilityRequest;
import io.karge.ocpp.messages.ChangeAvailabilityResponse;
import io.karge.ocpp.types.ChangeAvailabilityStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.OperationalStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.station.StationContext;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the CSMS asks of the availability (G03, G04): stores it and says what will become of it. */
final class AvailabilityRequests {
    private static final Logger LOG = LoggerFactory.getLogger(AvailabilityRequests.class);

    private final StationContext context;
    private final OperativeStates operative;

    AvailabilityRequests(StationContext context, OperativeStates operative) {
        this.context = context;
        this.operative = operative;
    }

    /**
     * Takes a request; the answer is Accepted also when nothing changes (G03.FR.03, G04.FR.04).
     *
     * @param transaction whether one runs on a connector's EVSE
     */
    ChangeAvailabilityResponse change(
            ChangeAvailabilityRequest request, List<Connector> connectors, Predicate<Connector> transaction) {
        Optional<StatusInfoType> unknown = unknown(request.evse(), connectors);
        if (unknown.isPresent()) {
            return ChangeAvailabilityResponse.of(ChangeAvailabilityStatusEnumType.Rejected)
                    .withStatusInfo(unknown.get());
        }
        Scope scope = Scope.of(request.evse());
        boolean wanted = request.operationalStatus() == OperationalStatusEnumType.Operative;
        operative.set(scope, wanted);
        boolean scheduled = !wanted
                && (connectors.stream()
                                .filter(scope::covers)
                                .anyMatch(connector -> operative.waits(connector, transaction.test(connector)))
                        || (scope.isStation() && isTransactionWithoutEvse()));
        LOG.info(
                "station={} evse={} connector={} wanted={} scheduled={}",
                context.stationId(),
                scope.evseId(),
                scope.connectorId(),
                request.operationalStatus(),
                scheduled);
        return ChangeAvailabilityResponse.of(
                scheduled ? ChangeAvailabilityStatusEnumType.Scheduled : ChangeAvailabilityStatusEnumType.Accepted);
    }

    private boolean isTransactionWithoutEvse() {
        return context.port(TransactionControl.class).stream()
                .flatMap(control -> control.active().stream())
                .anyMatch(this::isNowhere);
    }

    private boolean isNowhere(TransactionInfo transaction) {
        return !context.model().hasEvse(transaction.evseId());
    }

    /** Why there is no such EVSE or connector; the codes are those of the appendix Reason Codes. */
    private Optional<StatusInfoType> unknown(@Nullable EVSEType evse, List<Connector> all) {
        if (evse == null) {
            return Optional.empty();
        }
        if (!context.model().hasEvse(evse.id())) {
            return Optional.of(StatusInfoType.of("UnknownEvse").withAdditionalInfo("there is no EVSE " + evse.id()));
        }
        Scope scope = Scope.of(evse);
        return all.stream().anyMatch(scope::covers) && isNumbered(evse)
                ? Optional.empty()
                : Optional.of(StatusInfoType.of("UnknownConnectorId")
                        .withAdditionalInfo("EVSE " + evse.id() + " has no connector " + evse.connectorId()));
    }

    private static boolean isNumbered(EVSEType evse) {
        return evse.connectorId() == null || evse.connectorId() > 0;
    }
}
