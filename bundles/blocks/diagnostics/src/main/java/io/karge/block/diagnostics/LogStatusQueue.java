package io.karge.block.diagnostics;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.LogStatusNotificationRequest;
import io.karge.ocpp.messages.LogStatusNotificationResponse;
import io.karge.ocpp.types.UploadLogStatusEnumType;
import io.karge.station.DurableQueue;
import io.karge.station.QueuedItem;
import io.karge.station.StationContext;
import io.karge.station.UntilSeen;
import java.util.List;

/**
 * How far log uploads are, on the way to the CSMS: stored until it has confirmed, so that it hears of each step in order
 * though the connection or the process goes meanwhile (N01.FR.07 to FR.10, FR.20).
 */
final class LogStatusQueue {
    /** Of more than wait the oldest goes: what an upload came to is said last. */
    static final int MOST = 100;

    private final DurableQueue<LogStatus> queue;

    LogStatusQueue(StationContext context) {
        queue = context.queue("logStatus", LogStatus.class, new Steps());
    }

    /** Sends what an earlier epoch has left. */
    void begin() {
        queue.send();
    }

    void add(UploadLogStatusEnumType status, int requestId) {
        queue.add(new LogStatus(status, requestId));
        queue.send();
    }

    record LogStatus(UploadLogStatusEnumType status, int requestId) {}

    private static final class Steps implements UntilSeen<LogStatus, LogStatusNotificationResponse> {

        @Override
        public OcppRequest request(LogStatus item) {
            return LogStatusNotificationRequest.of(item.status()).withRequestId(item.requestId());
        }

        @Override
        public Class<LogStatusNotificationResponse> responseType() {
            return LogStatusNotificationResponse.class;
        }

        @Override
        public int bound() {
            return MOST;
        }

        @Override
        public List<QueuedItem<LogStatus>> thin(List<QueuedItem<LogStatus>> unsent) {
            return List.of(unsent.get(0));
        }
    }
}
