package io.karge.block.datatransfer;

import io.karge.ocpp.messages.DataTransferRequest;
import io.karge.ocpp.messages.DataTransferResponse;
import io.karge.station.CallReply;
import io.karge.station.CallReply.NotSent;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The stations that have the block at the moment, by their id. Thread-safe. */
final class DataTransferSenders {
    private final Map<String, DataTransferSender> senders = new ConcurrentHashMap<>();

    void open(String stationId, DataTransferSender sender) {
        senders.put(stationId, sender);
    }

    void close(String stationId, DataTransferSender sender) {
        senders.remove(stationId, sender);
        sender.close();
    }

    CompletionStage<CallReply<DataTransferResponse>> send(String stationId, DataTransferRequest request) {
        DataTransferSender sender = senders.get(stationId);
        return sender == null
                ? CompletableFuture.completedFuture(new NotSent<>("no station " + stationId + " runs at the moment"))
                : sender.send(request);
    }
}
