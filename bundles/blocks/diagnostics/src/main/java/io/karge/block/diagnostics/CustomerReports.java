package io.karge.block.diagnostics;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.NotifyCustomerInformationRequest;
import io.karge.ocpp.messages.NotifyCustomerInformationResponse;
import io.karge.station.DurableQueue;
import io.karge.station.QueuedItem;
import io.karge.station.StationContext;
import io.karge.station.UntilSeen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Data of customers on the way to the CSMS, in parts (N09.FR.05, N10.FR.03): stored until it has them, because what was cleared
 * is nowhere else, and erased then.
 */
final class CustomerReports {
    /** The longest data of one message (Part 3, NotifyCustomerInformationRequest). */
    static final int LONGEST_DATA = 512;

    /** Of more parts than wait the newest are left out. */
    static final int MOST = 1_000;

    private final StationContext context;
    private final DurableQueue<CustomerPart> queue;

    CustomerReports(StationContext context) {
        this.context = context;
        this.queue = context.queue("customerReport", CustomerPart.class, new Parts());
    }

    void begin() {
        queue.send();
    }

    /** Sends a text, also an empty one, in as many parts as it takes. */
    void add(int requestId, String text) {
        Instant now = context.clock().now();
        List<String> parts = parts(text);
        for (int seqNo = 0; seqNo < parts.size(); seqNo++) {
            queue.add(new CustomerPart(requestId, seqNo, seqNo < parts.size() - 1, now, parts.get(seqNo)));
        }
        queue.send();
    }

    /** Cuts at the end of a line where there is one, never inside a character. */
    static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        String rest = text;
        while (rest.length() > LONGEST_DATA) {
            int line = rest.lastIndexOf('\n', LONGEST_DATA - 1);
            int end = line > 0 ? line + 1 : LONGEST_DATA;
            if (Character.isHighSurrogate(rest.charAt(end - 1))) {
                end--;
            }
            parts.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        parts.add(rest);
        return parts;
    }

    /** @param customerData a name by which the runtime knows that it has to be encrypted where it is stored */
    record CustomerPart(int requestId, int seqNo, boolean tbc, Instant generatedAt, String customerData) {}

    private static final class Parts implements UntilSeen<CustomerPart, NotifyCustomerInformationResponse> {

        @Override
        public OcppRequest request(CustomerPart item) {
            return NotifyCustomerInformationRequest.of(
                            item.customerData(), item.seqNo(), item.generatedAt(), item.requestId())
                    .withTbc(item.tbc());
        }

        @Override
        public Class<NotifyCustomerInformationResponse> responseType() {
            return NotifyCustomerInformationResponse.class;
        }

        @Override
        public int bound() {
            return MOST;
        }

        @Override
        public List<QueuedItem<CustomerPart>> thin(List<QueuedItem<CustomerPart>> unsent) {
            return List.of(unsent.get(unsent.size() - 1));
        }
    }
}
