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
        send(requestId, report, 0);
    }

    /** A part is made up when it is its turn: the answer to the request does not wait for the whole report. */
    private void send(int requestId, List<ReportDataType> rest, int seqNo) {
        int items = ItemsPerMessage.GetReport.of(context.deviceModel(), ReportParts.DEFAULT_ITEMS);
        int bytes = context.deviceModel().integer(BYTES, ReportParts.DEFAULT_BYTES);
        int count = ReportParts.next(rest, items, bytes);
        List<ReportDataType> later = rest.subList(count, rest.size());
        context.call(
                NotifyReportRequest.of(requestId, context.clock().now(), seqNo)
                        .withReportData(rest.subList(0, count))
                        .withTbc(!later.isEmpty()),
                NotifyReportResponse.class,
                CallPermission.REQUESTED, // B02.FR.02
                reply -> replied(requestId, later, seqNo, reply));
    }

    private void replied(int requestId, List<ReportDataType> later, int seqNo, CallReply<NotifyReportResponse> reply) {
        boolean lost = reply instanceof CallReply.ConnectionLost || reply instanceof CallReply.NotSent;
        if (lost) {
            LOG.info("station={} requestId={} report given up at part {}", context.stationId(), requestId, seqNo);
        }
        if (lost || later.isEmpty()) {
            underWay.remove(requestId);
        } else {
            send(requestId, later, seqNo + 1);
        }
    }
}
