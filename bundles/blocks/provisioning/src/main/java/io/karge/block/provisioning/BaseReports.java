package io.karge.block.provisioning;

import io.karge.ocpp.messages.GetBaseReportRequest;
import io.karge.ocpp.messages.GetBaseReportResponse;
import io.karge.ocpp.messages.NotifyReportRequest;
import io.karge.ocpp.messages.NotifyReportResponse;
import io.karge.ocpp.types.GenericDeviceModelStatusEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.VariableKey;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers GetBaseReport and sends the report in parts, each after the one before is through (B07). */
final class BaseReports {
    private static final Logger LOG = LoggerFactory.getLogger(BaseReports.class);
    private static final String SUMMARY = "C-56";
    private static final VariableKey ITEMS = VariableKey.instance("DeviceDataCtrlr", "ItemsPerMessage", "GetReport");
    private static final VariableKey BYTES = VariableKey.instance("DeviceDataCtrlr", "BytesPerMessage", "GetReport");

    private final StationContext context;

    BaseReports(StationContext context) {
        this.context = context;
    }

    void answer(GetBaseReportRequest request, Responder responder) {
        if (request.reportBase() == ReportBaseEnumType.SummaryInventory
                && !context.product().supports(SUMMARY)) {
            responder.answer(GetBaseReportResponse.of(GenericDeviceModelStatusEnumType.NotSupported)); // B07.FR.02
            return;
        }
        List<ReportDataType> report = context.deviceModel().report(request.reportBase());
        responder.answer(GetBaseReportResponse.of(GenericDeviceModelStatusEnumType.Accepted));
        int items = context.deviceModel().integer(ITEMS, ReportParts.DEFAULT_ITEMS);
        int bytes = context.deviceModel().integer(BYTES, ReportParts.DEFAULT_BYTES);
        send(request.requestId(), ReportParts.of(report, items, bytes), 0);
    }

    private void send(int requestId, List<List<ReportDataType>> parts, int seqNo) {
        if (seqNo == parts.size()) {
            return;
        }
        context.call(
                NotifyReportRequest.of(requestId, context.clock().now(), seqNo)
                        .withReportData(parts.get(seqNo))
                        .withTbc(seqNo < parts.size() - 1),
                NotifyReportResponse.class,
                CallPermission.REQUESTED, // B02.FR.02
                reply -> replied(requestId, parts, seqNo, reply));
    }

    private void replied(
            int requestId, List<List<ReportDataType>> parts, int seqNo, CallReply<NotifyReportResponse> reply) {
        if (reply instanceof CallReply.ConnectionLost || reply instanceof CallReply.NotSent) {
            LOG.info("station={} requestId={} report given up after part {}", context.stationId(), requestId, seqNo);
        } else {
            send(requestId, parts, seqNo + 1);
        }
    }
}
