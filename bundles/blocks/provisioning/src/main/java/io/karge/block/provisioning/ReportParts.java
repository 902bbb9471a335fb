package io.karge.block.provisioning;

import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.messages.NotifyReportRequest;
import io.karge.ocpp.types.ReportDataType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
     * How many of the variables the next part has, at least one.
     *
     * @param rest what no part has had yet, not empty
     * @param items how many variables a part has at most
     * @param bytes how long a part's message is at most; a variable that is longer alone is a part of its own
     */
    static int next(List<ReportDataType> rest, int items, int bytes) {
        int most = Math.min(items, rest.size());
        int length = FRAME_BYTES + length(rest.get(0)) + 1;
        int count = 1;
        while (count < most) {
            length += length(rest.get(count)) + 1;
            if (length > bytes) {
                break;
            }
            count++;
        }
        return count;
    }

    /** What one variable adds to the message. */
    private static int length(ReportDataType variable) {
        return written(EMPTY.withReportData(List.of(variable))) - EMPTY_LENGTH;
    }

    private static int written(NotifyReportRequest request) {
        return CODEC.write(CODEC.call(LONGEST_MESSAGE_ID, request)).getBytes(StandardCharsets.UTF_8).length;
    }
}
