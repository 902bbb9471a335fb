package io.karge.block.provisioning;

import io.karge.ocpp.messages.NotifyReportRequest;
import io.karge.ocpp.messages.NotifyReportResponse;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.StationContext;
import io.karge.station.VariableKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends reports in parts, each after the one before is through. Several can be under way: their parts take turns, each
 * has its own requestId and seqNo. A report whose connection is lost is given up; the CSMS asks again.
 */
final class ReportDelivery {
    /** A report is kept in memory until its last part is through. */
    static final int MOST_AT_ONCE = 4;

    private static final Logger LOG = LoggerFactory.getLogger(ReportDelivery.class);
    private static final VariableKey BYTES = VariableKey.instance("DeviceDataCtrlr", "BytesPerMessage", "GetReport");

    private final StationContext context;
    private final Set<Integer> underWay = new HashSet<>();

    ReportDelivery(StationContext context) {
        this.context = context;
    }

    /** Why a report with this requestId cannot be begun now, empty when it can. */
    Optional<StatusInfoType> refusal(int requestId) {
        if (underWay.contains(requestId)) {
            return Optional.of(StatusInfoType.of("DuplicateRequestId")
                    .withAdditionalInfo("the report with this requestId is being sent"));
        }
        return underWay.size() < MOST_AT_ONCE
                ? Optional.empty()
                : Optional.of(StatusInfoType.of("OutOfMemory")
                        .withAdditionalInfo(MOST_AT_ONCE + " reports are being sent; ask again later"));
    }

    /** Sends a report of at least one variable. */
    void begin(int requestId, List<ReportDataType> report) {
        underWay.add(requestId);
        int items = ItemsPerMessage.GetReport.of(context.deviceModel(), ReportParts.DEFAULT_ITEMS);
        int bytes = context.deviceModel().integer(BYTES, ReportParts.DEFAULT_BYTES);
        send(requestId, ReportParts.of(report, items, bytes), 0);
    }

    private void send(int requestId, List<List<ReportDataType>> parts, int seqNo) {
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
        boolean lost = reply instanceof CallReply.ConnectionLost || reply instanceof CallReply.NotSent;
        if (lost) {
            LOG.info("station={} requestId={} report given up at part {}", context.stationId(), requestId, seqNo);
        }
        if (lost || seqNo == parts.size() - 1) {
            underWay.remove(requestId);
        } else {
            send(requestId, parts, seqNo + 1);
        }
    }
}
