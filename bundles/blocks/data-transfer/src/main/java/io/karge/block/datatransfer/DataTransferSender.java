package io.karge.block.datatransfer;

import io.karge.ocpp.messages.DataTransferRequest;
import io.karge.ocpp.messages.DataTransferResponse;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.CallReply.ConnectionLost;
import io.karge.station.CallReply.NotSent;
import io.karge.station.StationContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** From anywhere to the CSMS of one station, until the block is closed (P02). Thread-safe. */
final class DataTransferSender {
    private final StationContext context;
    private final Map<String, CompletableFuture<CallReply<DataTransferResponse>>> open = new HashMap<>();
    private boolean closed;

    DataTransferSender(StationContext context) {
        this.context = context;
    }

    CompletionStage<CallReply<DataTransferResponse>> send(DataTransferRequest request) {
        String messageId = UUID.randomUUID().toString();
        CompletableFuture<CallReply<DataTransferResponse>> reply = new CompletableFuture<>();
        synchronized (this) {
            if (closed) {
                return CompletableFuture.completedFuture(
                        new NotSent<>("station " + context.stationId() + " has no data transfer any more"));
            }
            open.put(messageId, reply);
        }
        context.post(() -> context.call(
                messageId,
                request,
                DataTransferResponse.class,
                CallPermission.ACCEPTED,
                outcome -> done(messageId, outcome)));
        return reply;
    }

    private void done(String messageId, CallReply<DataTransferResponse> outcome) {
        CompletableFuture<CallReply<DataTransferResponse>> reply;
        synchronized (this) {
            reply = open.remove(messageId);
        }
        if (reply != null) {
            reply.complete(outcome);
        }
    }

    /** No reply comes back any more: whether the CSMS has seen what is open is not known. */
    void close() {
        List<CompletableFuture<CallReply<DataTransferResponse>>> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(open.values());
            open.clear();
        }
        left.forEach(reply -> reply.complete(new ConnectionLost<>()));
    }
}
