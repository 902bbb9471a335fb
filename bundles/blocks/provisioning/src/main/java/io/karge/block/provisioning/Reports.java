package io.karge.block.provisioning;

import io.karge.ocpp.messages.GetBaseReportRequest;
import io.karge.ocpp.messages.GetBaseReportResponse;
import io.karge.ocpp.messages.GetReportRequest;
import io.karge.ocpp.messages.GetReportResponse;
import io.karge.ocpp.types.ComponentVariableType;
import io.karge.ocpp.types.GenericDeviceModelStatusEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers GetBaseReport (B07) and GetReport (B08); the reports follow in NotifyReport messages. */
final class Reports {
    private static final String SUMMARY = "C-56";

    private final StationContext context;
    private final ReportDelivery delivery;

    Reports(StationContext context) {
        this.context = context;
        this.delivery = new ReportDelivery(context);
    }

    void answer(GetBaseReportRequest request, Responder responder) {
        if (request.reportBase() == ReportBaseEnumType.SummaryInventory
                && !context.product().supports(SUMMARY)) {
            responder.answer(GetBaseReportResponse.of(GenericDeviceModelStatusEnumType.NotSupported)
                    .withStatusInfo(StatusInfoType.of("UnsupportedParam"))); // B07.FR.02
            return;
        }
        Optional<StatusInfoType> refusal = delivery.refusal(request.requestId()); // B07.FR.13
        responder.answer(GetBaseReportResponse.of(status(refusal)).withStatusInfo(refusal.orElse(null)));
        if (refusal.isEmpty()) {
            delivery.begin(request.requestId(), context.deviceModel().report(request.reportBase()));
        }
    }

    void answer(GetReportRequest request, Responder responder) {
        List<ComponentVariableType> asked = orNone(request.componentVariable());
        if (!ItemsPerMessage.GetReport.allows(asked.size(), context.deviceModel(), responder)) {
            return;
        }
        Optional<StatusInfoType> refusal = delivery.refusal(request.requestId()); // B08.FR.16
        List<ReportDataType> report = context.deviceModel().report(orNone(request.componentCriteria()), asked);
        if (refusal.isEmpty() && report.isEmpty()) {
            responder.answer(GetReportResponse.of(GenericDeviceModelStatusEnumType.EmptyResultSet)
                    .withStatusInfo(StatusInfoType.of("NotFound"))); // B08.FR.15
            return;
        }
        responder.answer(GetReportResponse.of(status(refusal)).withStatusInfo(refusal.orElse(null)));
        if (refusal.isEmpty()) {
            delivery.begin(request.requestId(), report);
        }
    }

    private static GenericDeviceModelStatusEnumType status(Optional<StatusInfoType> refusal) {
        return refusal.isPresent()
                ? GenericDeviceModelStatusEnumType.Rejected
                : GenericDeviceModelStatusEnumType.Accepted;
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
