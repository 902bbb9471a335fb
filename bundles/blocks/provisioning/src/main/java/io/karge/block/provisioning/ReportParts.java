package io.karge.block.provisioning;

import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.messages.NotifyReportRequest;
import io.karge.ocpp.types.ReportDataType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Cuts a report into parts that fit into a message each. */
final class ReportParts {
    static final int DEFAULT_ITEMS = 100;
    static final int DEFAULT_BYTES = 65_536;

    /** What a NotifyReport frame has around its reportData, at most. */
    private static final int FRAME_BYTES = 250;

    private static final String LONGEST_MESSAGE_ID = "-".repeat(36);
    private static final OcppCodec CODEC = new OcppCodec();
    private static final NotifyReportRequest EMPTY = NotifyReportRequest.of(0, Instant.EPOCH, 0);
    private static final int EMPTY_LENGTH = written(EMPTY);

    private ReportParts() {}

    /**
     * @param items how many variables a part has at most
     * @param bytes how long a part's message is at most; a variable that is longer alone is a part of its own
     */
    static List<List<ReportDataType>> of(List<ReportDataType> report, int items, int bytes) {
        List<List<ReportDataType>> parts = new ArrayList<>();
        List<ReportDataType> part = new ArrayList<>();
        int length = FRAME_BYTES;
        for (ReportDataType variable : report) {
            int more = length(variable) + 1;
            if (!part.isEmpty() && (part.size() == items || length + more > bytes)) {
                parts.add(part);
                part = new ArrayList<>();
                length = FRAME_BYTES;
            }
            part.add(variable);
            length += more;
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return List.copyOf(parts);
    }

    /** What one variable adds to the message. */
    private static int length(ReportDataType variable) {
        return written(EMPTY.withReportData(List.of(variable))) - EMPTY_LENGTH;
    }

    private static int written(NotifyReportRequest request) {
        return CODEC.write(CODEC.call(LONGEST_MESSAGE_ID, request)).getBytes(StandardCharsets.UTF_8).length;
    }
}
